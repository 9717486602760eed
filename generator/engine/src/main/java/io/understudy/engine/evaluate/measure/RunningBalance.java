package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.log.CodedLog;
import java.util.stream.IntStream;

/**
 * The rule that a balance moves by an amount, up or down as the token says: at each time of an entity some balance equals
 * the last one plus what came and less what went, whatever the order of events of one time.
 *
 * @param balance index of the number that runs
 * @param amount index of the number that it moves by
 * @param signByToken // [token] 1, -1, or 0 for a token that does not move it
 * @param tolerance by which it may be off
 */
record RunningBalance(int balance, int amount, int[] signByToken, double tolerance) {
    private static final double[] TOLERANCES = {1e-6, 0.011, 0.15, 1.5};
    private static final double LEAST_SHARE = 0.95;
    private static final int FEWEST_VOTES = 50;
    private static final int ROUNDS = 2;

    /** The rule between two numbers of a real log; null if they keep none. */
    static RunningBalance find(CodedLog log, int balance, int amount, int tokens) {
        for (double tolerance : TOLERANCES) {
            int[] sign = signs(log, balance, amount, tokens, tolerance);
            if (sign != null) {
                RunningBalance rule = new RunningBalance(balance, amount, sign, tolerance);
                if (rule.shareKept(log) >= LEAST_SHARE) {
                    return rule;
                }
            }
        }
        return null;
    }

    /** Signs by the votes of events that stand alone at their time; then of times at which one sign is not known yet. */
    private static int[] signs(CodedLog log, int balance, int amount, int tokens, double tolerance) {
        int[] sign = new int[tokens];
        int votes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int[][] vote = new int[tokens][2];
            for (int e = 0; e < log.entities(); e++) {
                double last = 0;
                for (int from = log.firstRow(e); from < log.endRow(e); ) {
                    int to = endOfTime(log, from, log.endRow(e));
                    votes += vote(log, from, to, last, sign, vote, balance, amount, tolerance);
                    last = log.number(balance)[to - 1];
                    from = to;
                }
            }
            for (int t = 0; t < tokens; t++) {
                sign[t] = sign[t] != 0 ? sign[t] : Integer.compare(vote[t][0], vote[t][1]);
            }
        }
        return votes < FEWEST_VOTES ? null : sign;
    }

    private static int vote(
            CodedLog log,
            int from,
            int to,
            double last,
            int[] sign,
            int[][] vote,
            int balance,
            int amount,
            double tolerance) {
        int open = -1;
        double known = 0;
        double unknown = 0;
        for (int row = from; row < to; row++) {
            int token = log.tokens()[row];
            if (sign[token] == 0 && open >= 0 && open != token) {
                return 0;
            }
            open = sign[token] == 0 ? token : open;
            known += sign[token] * log.number(amount)[row];
            unknown += sign[token] == 0 ? log.number(amount)[row] : 0;
        }
        if (open < 0 || unknown == 0) {
            return 0;
        }
        int hits = 0;
        for (int row = from; row < to; row++) {
            double moved = log.number(balance)[row] - last - known;
            int plus = Math.abs(moved - unknown) <= tolerance ? 1 : 0;
            int minus = Math.abs(moved + unknown) <= tolerance ? 1 : 0;
            vote[open][0] += plus;
            vote[open][1] += minus;
            hits += plus + minus;
        }
        return hits;
    }

    private static int endOfTime(CodedLog log, int from, int end) {
        int to = from + 1;
        while (to < end && log.timeMicros(to) == log.timeMicros(from)) {
            to++;
        }
        return to;
    }

    /** The share of an entity's times at which the rule holds; it goes on from the balance as stated. */
    double shareKept(CodedLog log) {
        int kept = 0;
        int all = 0;
        double[] balances = log.number(balance);
        for (int e = 0; e < log.entities(); e++) {
            double last = 0;
            for (int from = log.firstRow(e); from < log.endRow(e); ) {
                int to = endOfTime(log, from, log.endRow(e));
                double net = IntStream.range(from, to)
                        .mapToDouble(row -> signByToken[log.tokens()[row]] * log.number(amount)[row])
                        .filter(flow -> !Double.isNaN(flow))
                        .sum();
                double expected = last + net;
                double stated = balances[to - 1];
                boolean hit = false;
                for (int row = from; row < to; row++) {
                    if (Math.abs(balances[row] - expected) <= tolerance) {
                        stated = hit && Math.abs(stated - expected) <= Math.abs(balances[row] - expected)
                                ? stated
                                : balances[row];
                        hit = true;
                    }
                }
                kept += hit ? 1 : 0;
                all++;
                last = Double.isNaN(stated) ? last : stated;
                from = to;
            }
        }
        return all == 0 ? Double.NaN : (double) kept / all;
    }
}
