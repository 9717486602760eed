package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.ColumnFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which tokens and classes have a law of a numeric mark of their own: tokens with many rows of enough entities, those with
 * few whose values lie apart from those of all others that are rare, and rare classes of enough entities. What is left shares
 * law 0.
 *
 * @param byToken // [token * classes + class] its law
 * @param levelByLaw // [law] the law whose level it uses: classes of a token share one
 */
@SuppressWarnings("ArrayRecordComponent")
record MarkLaws(int[] byToken, int[] levelByLaw) {
    private static final int FEWEST_ROWS = 200;
    private static final int FEWEST_CLASS_ROWS = 60;
    private static final double APART = 0.9; // chance that a value is above another token's, or that it is below

    static MarkLaws of(FitData data, int mark, int k) {
        int classes = data.shape.classes();
        int tokens = data.shape.tokens();
        int[] rows = new int[tokens * classes];
        int[] owners = new int[rows.length];
        int[] tokenRows = new int[tokens];
        int[] tokenOwners = new int[tokens];
        int[] last = new int[rows.length];
        int[] tokenLast = new int[tokens];
        Arrays.fill(last, -1);
        Arrays.fill(tokenLast, -1);
        for (int e = 0; e < data.log.entities(); e++) {
            for (int p = data.log.firstRow(e); p < data.log.endRow(e); p++) {
                int token = data.token[p];
                if (token >= 0 && data.numbers[mark][p] != ColumnFormat.MISSING) {
                    int cell = token * classes + data.label[p];
                    rows[cell]++;
                    tokenRows[token]++;
                    owners[cell] += last[cell] != e ? 1 : 0;
                    last[cell] = e;
                    tokenOwners[token] += tokenLast[token] != e ? 1 : 0;
                    tokenLast[token] = e;
                }
            }
        }
        boolean[] own = new boolean[tokens];
        for (int token = 0; token < tokens; token++) {
            own[token] = tokens > 1 && tokenRows[token] >= FEWEST_ROWS && tokenOwners[token] >= 2 * k;
        }
        double[] above = above(data, mark, own);
        for (int token = 0; token < tokens; token++) {
            own[token] |= tokenRows[token] >= 2 * k
                    && tokenOwners[token] >= k
                    && Math.max(above[token], 1 - above[token]) >= APART;
        }
        int laws = 1;
        int[] byToken = new int[rows.length];
        int[] levelByLaw = new int[rows.length + 1];
        for (int token = 0; token < tokens; token++) {
            if (own[token]) {
                levelByLaw[laws] = laws;
            }
            Arrays.fill(byToken, token * classes, (token + 1) * classes, own[token] ? laws++ : 0);
            for (int label = 1; label < classes; label++) {
                int cell = token * classes + label;
                if (rows[cell] >= FEWEST_CLASS_ROWS && owners[cell] >= 2 * k) {
                    levelByLaw[laws] = byToken[token * classes];
                    byToken[cell] = laws++;
                }
            }
        }
        return new MarkLaws(byToken, Arrays.copyOf(levelByLaw, laws));
    }

    int count() {
        return levelByLaw.length;
    }

    /**
     * The chance that a value of a token is above one of another token, among those that are rare, ties counted half (Mann,
     * Whitney 1947). One half where there is none to compare. // [token]
     */
    private static double[] above(FitData data, int mark, boolean[] frequent) {
        int[] rare = IntStream.range(0, data.log.rows())
                .filter(p ->
                        data.token[p] >= 0 && !frequent[data.token[p]] && data.numbers[mark][p] != ColumnFormat.MISSING)
                .boxed()
                .sorted(Comparator.comparingLong(p -> data.numbers[mark][p]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[frequent.length]; // sum over a token's rows
        int[] count = new int[frequent.length];
        for (int i = 0, to; i < rare.length; i = to) {
            to = i;
            while (to < rare.length && data.numbers[mark][rare[to]] == data.numbers[mark][rare[i]]) {
                to++;
            }
            for (int tied = i; tied < to; tied++) {
                ranks[data.token[rare[tied]]] += (i + to - 1) / 2.0;
                count[data.token[rare[tied]]]++;
            }
        }
        double[] above = new double[frequent.length];
        for (int token = 0; token < above.length; token++) {
            double itself = count[token] * (count[token] - 1) / 2.0;
            double pairs = (double) count[token] * (rare.length - count[token]);
            above[token] = pairs == 0 ? 0.5 : (ranks[token] - itself) / pairs;
        }
        return above;
    }
}
