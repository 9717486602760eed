package io.understudy.engine.fit;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures how a key is shared: classes of keys by the number of entities that use them, and groups of entities by how
 * much their keys are shared.
 */
final class KeySharing {
    private static final int CLASSES = 24;
    private static final int MOST_GROUPS = 12;
    private static final int ENTITIES_PER_GROUP_AND_K = 3;

    private final EventLog log;
    private final List<Set<Long>> pools = new ArrayList<>();
    private final Map<Long, Integer> degree = new HashMap<>();

    private KeySharing(EventLog log, int column) {
        this.log = log;
        for (int e = 0; e < log.entities(); e++) {
            Set<Long> pool = new HashSet<>();
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                long cell = log.value(column, row);
                if (cell != ColumnFormat.MISSING && pool.add(cell)) {
                    degree.merge(cell, 1, Integer::sum);
                }
            }
            pools.add(pool);
        }
    }

    static KeyLaw law(EventLog log, int column, ProbabilityTree kind, int[] cluster, int k) {
        return new KeySharing(log, column).law(kind, cluster, k);
    }

    private KeyLaw law(ProbabilityTree kind, int[] cluster, int k) {
        int[] degrees =
                degree.values().stream().mapToInt(Integer::intValue).sorted().toArray();
        int[] least = borne(leastDegrees(degrees), k); // [class]
        int classes = least.length;
        double[] keys = new double[classes];
        for (int d : degrees) {
            if (classOf(least, d) >= 0) {
                keys[classOf(least, d)] += 1.0 / log.entities();
            }
        }
        int groups = Math.max(1, Math.min(MOST_GROUPS, log.entities() / (ENTITIES_PER_GROUP_AND_K * k)));
        int[] group = groups(groups);
        int clusters = Arrays.stream(cluster).max().orElse(0) + 1;
        double[] groupShares = new double[clusters * groups];
        Arrays.fill(groupShares, 1.0 / groups);
        double[] shared = new double[groups * classes];
        double[] pairs = new double[groups];
        for (int e = 0; e < log.entities(); e++) {
            groupShares[cluster[e] * groups + group[e]]++;
            for (long key : pools.get(e)) {
                int c = classOf(least, degree.get(key));
                pairs[group[e]]++;
                if (c >= 0) {
                    shared[group[e] * classes + c]++;
                }
            }
        }
        for (int c = 0; c < clusters; c++) {
            double sum =
                    Arrays.stream(groupShares, c * groups, (c + 1) * groups).sum();
            accumulate(groupShares, c * groups, groups, sum);
        }
        for (int g = 0; g < groups; g++) {
            accumulate(shared, g * classes, classes, Math.max(1, pairs[g]));
        }
        return new KeyLaw(kind, groupShares, shared, keys);
    }

    private static void accumulate(double[] values, int from, int count, double sum) {
        double before = 0;
        for (int i = from; i < from + count; i++) {
            before += values[i] / sum;
            values[i] = before;
        }
    }

    /** Least degree of each class: a class spans degrees up to a fifth apart, until classes run out. */
    private static int[] leastDegrees(int[] degrees) {
        int[] least = new int[CLASSES];
        int classes = 0;
        for (int d : degrees) {
            boolean next = d >= 2 && (classes == 0 || d > least[classes - 1] * 1.2 + 0.5);
            if (next && classes < CLASSES) {
                least[classes++] = d;
            }
        }
        return Arrays.copyOf(least, classes);
    }

    /** The classes of which at least {@code k} entities have a key; keys of others count as less shared. */
    private int[] borne(int[] least, int k) {
        CellOwners owners = new CellOwners(Math.max(1, least.length));
        for (int e = 0; e < log.entities(); e++) {
            for (long key : pools.get(e)) {
                int c = classOf(least, degree.get(key));
                if (c >= 0) {
                    owners.see(c, e);
                }
            }
        }
        return java.util.stream.IntStream.range(0, least.length)
                .filter(c -> owners.of(c) >= k)
                .map(c -> least[c])
                .toArray();
    }

    private static int classOf(int[] least, int itsDegree) {
        int c = least.length - 1;
        while (c >= 0 && least[c] > itsDegree) {
            c--;
        }
        return c;
    }

    /** Groups of equal size by the mean logarithm of the degrees of an entity's keys. // [entity] */
    private int[] groups(int count) {
        Integer[] order = new Integer[log.entities()];
        double[] level = new double[order.length];
        for (int e = 0; e < order.length; e++) {
            order[e] = e;
            level[e] = pools.get(e).stream()
                    .mapToDouble(key -> Math.log(degree.get(key)))
                    .average()
                    .orElse(0);
        }
        Arrays.sort(order, (a, b) -> Double.compare(level[a], level[b]));
        int[] group = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            group[order[i]] = (int) ((long) i * count / order.length);
        }
        return group;
    }
}
