package io.understudy.engine.fit.key;

import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.KeyTokens;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the tokens whose keys are shared in another way than those of the rest, far more so than chance has it. Classes of
 * keys that fewer than k entities have with such a token are none of its.
 */
final class TokenSharing {
    private static final double LIKELY = 0.1; // that a key is of a class
    private static final double LEAST_GAIN = 10; // nats that telling a token apart saves
    private static final double UNSEEN = 0.5; // keys of a class that the rest is taken to have besides

    private final int[] tokenByRow; // [row] -1 where too rare
    private final int classes; // one more is of keys that one entity has for itself
    private final int k;
    private final double[][] keys; // [token][class] keys of an entity
    private final CellOwners owners; // [token * (classes + 1) + class]
    private final CellOwners owning; // [token]
    private final boolean[] apart; // [token]

    TokenSharing(
            EventLog log, int column, int[] tokenByRow, Map<Long, Integer> degree, DegreeClasses popularity, int k) {
        this.tokenByRow = tokenByRow;
        this.k = k;
        classes = popularity.size();
        int tokens = Arrays.stream(tokenByRow).max().orElse(-1) + 1;
        keys = new double[tokens][classes + 1];
        owners = new CellOwners(tokens * (classes + 1));
        owning = new CellOwners(tokens);
        apart = new boolean[tokens];
        if (classes > 0) {
            seeAll(log, column, degree, popularity);
        }
        for (int next = furthest(); next >= 0; next = furthest()) {
            apart[next] = true;
        }
    }

    /** A key that an entity has with a token. */
    private record Use(int token, long key) {}

    private void seeAll(EventLog log, int column, Map<Long, Integer> degree, DegreeClasses popularity) {
        for (int e = 0; e < log.entities(); e++) {
            Set<Use> uses = new HashSet<>();
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                int token = tokenByRow[row];
                long key = log.value(column, row);
                if (token >= 0 && key != ColumnFormat.MISSING && uses.add(new Use(token, key))) {
                    see(token, e, degree.get(key), popularity);
                }
            }
        }
    }

    private void see(int token, int entity, int degree, DegreeClasses popularity) {
        owning.see(token, entity);
        double left = 1;
        for (int c = 0; c < classes; c++) {
            double share = popularity.share(c, degree);
            note(token, c, share, entity);
            left -= share;
        }
        note(token, classes, left, entity);
    }

    private void note(int token, int itsClass, double share, int entity) {
        keys[token][itsClass] += share;
        if (share >= LIKELY) {
            owners.see(token * (classes + 1) + itsClass, entity);
        }
    }

    /** The token of the rest that differs most from the others; -1 where none does. */
    private int furthest() {
        int furthest = -1;
        double most = LEAST_GAIN;
        for (int token = 0; token < apart.length; token++) {
            double gain = apart[token] || owning.of(token) < k ? 0 : gain(token);
            if (gain > most) {
                furthest = token;
                most = gain;
            }
        }
        return furthest;
    }

    /**
     * Nats that a law of its own saves on a token's keys, where an entity counts but once, less what telling it costs; none of
     * a token that has more keys than the rest, from which it is the rest that differs.
     */
    private double gain(int token) {
        double[] rest = new double[classes + 1];
        for (int other = 0; other < apart.length; other++) {
            for (int c = 0; c <= classes && other != token && !apart[other]; c++) {
                rest[c] += keys[other][c];
            }
        }
        double ofRest = Arrays.stream(rest).sum();
        double its = Arrays.stream(keys[token]).sum();
        double gain = 0;
        for (int c = 0; c <= classes && its <= ofRest; c++) {
            double chance = (rest[c] + UNSEEN) / (ofRest + UNSEEN * (classes + 1));
            gain += keys[token][c] > 0 ? keys[token][c] * Math.log(keys[token][c] / its / chance) : 0;
        }
        return gain * owning.of(token) / Math.max(1, its) - classes * Math.log(owning.of(token)) / 2;
    }

    /** True if the keys of a row are shared as those of the rest are. */
    boolean ofRest(int row) {
        return tokenByRow[row] >= 0 && !apart[tokenByRow[row]];
    }

    /** The law of the tokens that are apart; null where none is. */
    KeyTokens law() {
        int[] rows = new int[apart.length];
        double[] shares = new double[apart.length * classes];
        int count = 0;
        for (int token = 0; token < apart.length; token++) {
            rows[token] = apart[token] ? count : -1;
            if (apart[token]) {
                fill(shares, count++ * classes, token);
            }
        }
        return count == 0 ? null : new KeyTokens(rows, Arrays.copyOf(shares, count * classes));
    }

    private void fill(double[] shares, int from, int token) {
        double[] kept = keys[token].clone();
        for (int c = 0; c <= classes; c++) {
            kept[c] = owners.of(token * (classes + 1) + c) < k ? 0 : kept[c];
        }
        double all = Arrays.stream(kept).sum();
        double below = 0;
        for (int c = 0; c < classes; c++) {
            below += all > 0 ? kept[c] / all : 0;
            shares[from + c] = below;
        }
    }
}
