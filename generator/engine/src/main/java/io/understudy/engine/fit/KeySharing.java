package io.understudy.engine.fit;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.tree.ProbabilityTree;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Measures how a key is shared: classes of keys by the number of entities that use them. */
final class KeySharing {
    private static final int CLASSES = 24;

    private KeySharing() {}

    static KeyLaw law(EventLog log, int column, ProbabilityTree kind) {
        Map<Long, int[]> owners = new HashMap<>(); // key -> {last entity + 1, entities}
        for (int e = 0; e < log.entities(); e++) {
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                long cell = log.value(column, row);
                if (cell != ColumnFormat.MISSING) {
                    int[] owner = owners.computeIfAbsent(cell, c -> new int[2]);
                    if (owner[0] != e + 1) {
                        owner[0] = e + 1;
                        owner[1]++;
                    }
                }
            }
        }
        int[] degree = owners.values().stream().mapToInt(o -> o[1]).sorted().toArray();
        long pairs = Arrays.stream(degree).asLongStream().sum();
        int shared = 0;
        while (shared < degree.length && degree[shared] < 2) {
            shared++;
        }
        double[] shares = new double[CLASSES];
        double[] keys = new double[CLASSES];
        int classes = 0;
        double cumulative = 0;
        int from = shared;
        while (from < degree.length) {
            // a class spans degrees up to a fifth apart, until classes run out
            int to = from;
            long sum = 0;
            while (to < degree.length && (degree[to] <= degree[from] * 1.2 + 0.5 || classes == CLASSES - 1)) {
                sum += degree[to++];
            }
            cumulative += sum / (double) pairs;
            shares[classes] = cumulative;
            keys[classes++] = (to - from) / (double) log.entities();
            from = to;
        }
        return new KeyLaw(kind, Arrays.copyOf(shares, classes), Arrays.copyOf(keys, classes));
    }
}
