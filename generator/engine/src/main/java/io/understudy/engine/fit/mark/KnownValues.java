package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.engine.fit.past.FitData;

/**
 * Which values of a categorical mark occur with which token. That takes k entities, unless the token's values are spread as
 * those of all tokens: what few have with it is then not rare by the token, but by the number of those who have the token, and
 * it may have what k entities have with any.
 */
final class KnownValues {
    private static final double LEAST_EXPECTED = 1e-9;
    private static final double DEVIATIONS =
            3; // of chi-square from its mean, beyond which values follow from the token

    private final int outcomes;
    private final int tokens;
    private final int k;
    private final int[] rows; // [(token or all) * outcomes + outcome]
    private final CellOwners owners; // of the same cells

    /** Counts the values of {@code mark}. */
    KnownValues(FitData data, int mark, boolean nullable, int outcomes, int k) {
        this.outcomes = outcomes;
        this.k = k;
        tokens = data.shape.tokens();
        rows = new int[(tokens + 1) * outcomes]; // the last line is that of all tokens
        owners = new CellOwners(rows.length);
        for (int entity = 0; entity < data.log.entities(); entity++) {
            for (int place = data.log.firstRow(entity); place < data.log.endRow(entity); place++) {
                int outcome = data.categories[mark][place];
                if (data.token[place] >= 0 && (nullable || outcome > 0)) {
                    for (int line : new int[] {data.token[place], tokens}) {
                        rows[line * outcomes + outcome]++;
                        owners.see(line * outcomes + outcome, entity);
                    }
                }
            }
        }
    }

    /** Bits of the outcomes that occur with each token. // [token * words + word] */
    long[] words() {
        int words = (outcomes >> 6) + 1;
        long[] known = new long[tokens * words];
        for (int token = 0; token < tokens; token++) {
            boolean own = usual(token) >= 0;
            boolean spread = spreadAsAll(token);
            for (int outcome = 0; outcome < outcomes; outcome++) {
                boolean borne = owners.of((own ? token : tokens) * outcomes + outcome) >= k;
                boolean asAll = spread && outcome > 0 && owners.of(tokens * outcomes + outcome) >= k;
                known[token * words + (outcome >> 6)] |= borne || asAll ? 1L << (outcome & 63) : 0;
            }
        }
        return known;
    }

    /** The most frequent outcome of each token; that of all where k entities have none with it. */
    int[] usual() {
        int[] usual = new int[tokens];
        for (int token = 0; token < tokens; token++) {
            usual[token] = Math.max(0, usual(usual(token) < 0 ? tokens : token));
        }
        return usual;
    }

    /** The most frequent outcome of a line that k entities have; -1 if there is none. */
    private int usual(int line) {
        int usual = -1;
        for (int outcome = 0; outcome < outcomes; outcome++) {
            int cell = line * outcomes + outcome;
            if (owners.of(cell) >= k && (usual < 0 || rows[cell] > rows[line * outcomes + usual])) {
                usual = outcome;
            }
        }
        return usual;
    }

    /** True unless entities with the token have other values than those with any token, beyond chance. */
    private boolean spreadAsAll(int token) {
        double ofToken = 0;
        double ofAll = 0;
        for (int outcome = 1; outcome < outcomes; outcome++) {
            ofToken += owners.of(token * outcomes + outcome);
            for (int other = 0; other < tokens; other++) {
                ofAll += owners.of(other * outcomes + outcome);
            }
        }
        double chiSquare = 0;
        int cells = 0;
        for (int outcome = 1; outcome < outcomes; outcome++) {
            double all = 0;
            for (int other = 0; other < tokens; other++) {
                all += owners.of(other * outcomes + outcome);
            }
            if (all > 0) {
                double expected = Math.max(LEAST_EXPECTED, ofToken * all / ofAll);
                chiSquare += Math.pow(owners.of(token * outcomes + outcome) - expected, 2) / expected;
                cells++;
            }
        }
        double freedom = Math.max(1, cells - 1);
        return ofToken >= k && chiSquare < freedom + DEVIATIONS * Math.sqrt(2 * freedom);
    }
}
