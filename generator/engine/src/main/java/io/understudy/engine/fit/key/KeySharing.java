package io.understudy.engine.fit.key;

import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.KeyTokens;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Measures how a key is shared: classes of keys by the number of entities that may be expected to use them, groups of
 * entities by how much their keys are shared, and whether entities that share one key share more.
 */
public final class KeySharing {
    private static final double EVEN =
            0.5; // variation of neighbours' keys up to which those that are alike count as equal
    private static final double ALIKE = 2; // ratio of their users
    private static final double ROOM = 1.2; // keys of a window to those that its entity uses in the mean
    private static final double LIKELY = 0.1; // that a key is of a class
    private static final int MOST_GROUPS = 12;
    private static final int ENTITIES_PER_GROUP_AND_K = 3;

    private final EventLog log;
    private final int column;
    private final List<Set<Long>> pools;
    private final Map<Long, Integer> degree = new HashMap<>();

    private KeySharing(EventLog log, int column) {
        this.log = log;
        this.column = column;
        pools = pools(row -> true);
        pools.forEach(pool -> pool.forEach(key -> degree.merge(key, 1, Integer::sum)));
    }

    /** The keys of each entity, of the rows that are asked for. */
    private List<Set<Long>> pools(IntPredicate asked) {
        List<Set<Long>> all = new ArrayList<>();
        for (int e = 0; e < log.entities(); e++) {
            Set<Long> pool = new HashSet<>();
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                long cell = log.value(column, row);
                if (cell != ColumnFormat.MISSING && asked.test(row)) {
                    pool.add(cell);
                }
            }
            all.add(pool);
        }
        return all;
    }

    /** The law of keys that all tokens share alike. */
    public static KeyLaw law(EventLog log, int column, ProbabilityTree kind, int[] cluster, int k) {
        return law(log, column, kind, cluster, new int[log.rows()], k);
    }

    /** The law of keys that each token may share in a way of its own; {@code tokenByRow} is -1 where it is too rare. */
    public static KeyLaw law(EventLog log, int column, ProbabilityTree kind, int[] cluster, int[] tokenByRow, int k) {
        return new KeySharing(log, column).law(kind, cluster, tokenByRow, k);
    }

    private KeyLaw law(ProbabilityTree kind, int[] cluster, int[] tokenByRow, int k) {
        int[] degrees = degree.values().stream().mapToInt(Integer::intValue).toArray();
        int hub = Math.max(2, log.entities() / KeyNeighbourhood.HUB);
        double window = new KeyNeighbourhood(pools, degree, hub).keys();
        DegreeClasses popularity = borne(new DegreeClasses(degrees, k), k);
        if (window > 0 && popularity.variation(hub) < EVEN) {
            popularity = popularity.merge(ALIKE, hub);
        }
        int classes = popularity.size();
        double[] keys = new double[classes];
        for (int c = 0; c < classes; c++) {
            keys[c] = popularity.keys(c) / log.entities();
        }
        int groups = Math.max(1, Math.min(MOST_GROUPS, log.entities() / (ENTITIES_PER_GROUP_AND_K * k)));
        TokenSharing tokens = new TokenSharing(log, column, tokenByRow, degree, popularity, k);
        KeyTokens byToken = tokens.law();
        List<Set<Long>> alike = byToken == null ? pools : pools(tokens::ofRest);
        CellOwners owners = owners(alike, popularity);
        int[] group = groups(alike, groups);
        int clusters = Arrays.stream(cluster).max().orElse(0) + 1;
        double[] groupShares = new double[clusters * groups];
        Arrays.fill(groupShares, 1.0 / groups);
        double[] shared = new double[groups * classes];
        double[] pairs = new double[groups];
        for (int e = 0; e < log.entities(); e++) {
            groupShares[cluster[e] * groups + group[e]]++;
            for (long key : alike.get(e)) {
                pairs[group[e]]++;
                for (int c = 0; c < classes; c++) {
                    shared[group[e] * classes + c] += owners.of(c) < k ? 0 : popularity.share(c, degree.get(key));
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
        return new KeyLaw(kind, groupShares, shared, keys, windows(popularity, window / local(popularity, hub)))
                .with(byToken);
    }

    /** The classes of which at least {@code k} entities have a key, for all that its degree tells. */
    private DegreeClasses borne(DegreeClasses classes, int k) {
        CellOwners owners = owners(pools, classes);
        return classes.keep(c -> owners.of(c) >= k);
    }

    /** Entities that have a key of each class, for all that its degree tells. */
    private CellOwners owners(List<Set<Long>> pools, DegreeClasses classes) {
        CellOwners owners = new CellOwners(Math.max(1, classes.size()));
        for (int e = 0; e < log.entities(); e++) {
            for (long key : pools.get(e)) {
                for (int c = 0; c < classes.size(); c++) {
                    if (classes.share(c, degree.get(key)) >= LIKELY) {
                        owners.see(c, e);
                    }
                }
            }
        }
        return owners;
    }

    private static double local(DegreeClasses popularity, int hub) {
        double keys = 0;
        for (int c = 0; c < popularity.size(); c++) {
            keys += popularity.users(c) <= hub ? popularity.keys(c) : 0;
        }
        return Math.max(1, keys);
    }

    /**
     * Keys of each class among which an entity's own lie: a share of them, or more where so many entities use each that
     * the window would be used up; 0 where all of the class are. // [class]
     */
    private double[] windows(DegreeClasses popularity, double share) {
        double[] windows = new double[popularity.size()];
        for (int c = 0; c < windows.length && share > 0; c++) {
            double wide = Math.max(share, ROOM * popularity.users(c) / log.entities());
            windows[c] = wide < 1 ? wide * popularity.keys(c) : 0;
        }
        return windows;
    }

    private static void accumulate(double[] values, int from, int count, double sum) {
        double before = 0;
        for (int i = from; i < from + count; i++) {
            before += values[i] / sum;
            values[i] = before;
        }
    }

    /** Groups of equal size by the mean logarithm of the degrees of an entity's keys. // [entity] */
    private int[] groups(List<Set<Long>> alike, int count) {
        Integer[] order = new Integer[log.entities()];
        double[] level = new double[order.length];
        for (int e = 0; e < order.length; e++) {
            order[e] = e;
            level[e] = alike.get(e).stream()
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
