package io.understudy.engine.fit.column;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.BalanceRule;

/**
 * Discovers a column that runs: value = the entity's last value plus or minus another column, the sign given by the
 * token. Where the order within a day has no meaning, it also finds one in which the rule holds.
 */
final class BalanceFinder {
    private static final double LEAST_SHARE = 0.95;
    private static final int FEWEST_STEPS = 50;
    private static final int LONGEST_DAY = 9;

    private final EventLog log;
    private static final double HARDLY = 0.01; // share of a token's events that leave less

    private final int[] tokenByRow;
    private final int tokens;
    private final long tolerance;

    /** {@code tolerance}, in units of the last digit, is what a step may be off by rounding. */
    BalanceFinder(EventLog log, int[] tokenByRow, int tokens, long tolerance) {
        this.log = log;
        this.tokenByRow = tokenByRow;
        this.tokens = tokens;
        this.tolerance = tolerance;
    }

    /** The rule of {@code column} with {@code amount}, mark number {@code mark}; null if there is none. */
    BalanceRule find(int column, int amount, int mark) {
        long[][] votes = new long[tokens][3]; // [token] plus, minus, neither
        long steps = 0;
        for (int e = 0; e < log.entities(); e++) {
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                boolean first = row == log.firstRow(e);
                boolean alone = (first || log.timeMicros(row - 1) < log.timeMicros(row))
                        && (row + 1 == log.endRow(e) || log.timeMicros(row + 1) > log.timeMicros(row))
                        && (first || row - 1 == log.firstRow(e) || log.timeMicros(row - 2) < log.timeMicros(row - 1));
                long now = log.value(column, row);
                long before = first ? 0 : log.value(column, row - 1);
                long step = log.value(amount, row);
                if (!alone || tokenByRow[row] < 0 || missing(now) || missing(before) || missing(step)) {
                    continue;
                }
                steps++;
                int vote = near(now - before, step) ? 0 : near(now - before, -step) ? 1 : 2;
                votes[tokenByRow[row]][vote]++;
            }
        }
        long kept = 0;
        int[] sign = new int[tokens];
        for (int t = 0; t < tokens; t++) {
            sign[t] = Long.compare(votes[t][0], votes[t][1]);
            kept += Math.max(votes[t][0], votes[t][1]);
        }
        for (int round = 0; round < 2; round++) {
            learnFromDays(sign, column, amount);
        }
        return steps >= FEWEST_STEPS && kept >= LEAST_SHARE * steps ? new BalanceRule(column, mark, sign, 0) : null;
    }

    /** Signs of tokens that never stand alone on a day: from days on which only one token's sign is not known. */
    private void learnFromDays(int[] sign, int column, int amount) {
        long[][] votes = new long[tokens][2];
        for (int e = 0; e < log.entities(); e++) {
            long balance = 0;
            int from = log.firstRow(e);
            while (from < log.endRow(e)) {
                int to = from;
                long known = 0;
                long open = 0;
                int unknown = -1;
                boolean single = true;
                while (to < log.endRow(e) && log.timeMicros(to) == log.timeMicros(from)) {
                    int token = tokenByRow[to];
                    long step = log.value(amount, to);
                    if (token < 0 || missing(step)) {
                        single = false;
                    } else if (sign[token] != 0) {
                        known += sign[token] * step;
                    } else {
                        single &= unknown < 0 || unknown == token;
                        unknown = token;
                        open += step;
                    }
                    to++;
                }
                long last = balance;
                for (int row = from; row < to; row++) {
                    long now = log.value(column, row);
                    if (single && unknown >= 0) {
                        votes[unknown][0] += near(now - last - known, open) ? 1 : 0;
                        votes[unknown][1] += near(now - last - known, -open) ? 1 : 0;
                    }
                    balance = now;
                }
                from = to;
            }
        }
        for (int t = 0; t < tokens; t++) {
            if (sign[t] == 0) {
                sign[t] = Long.compare(votes[t][0], votes[t][1]);
            }
        }
    }

    /** The k-th lowest of the entities' lowest values of {@code column}. */
    long least(int column, int k) {
        long[] least = new long[log.entities()];
        for (int e = 0; e < least.length; e++) {
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                long value = log.value(column, row);
                least[e] = missing(value) ? least[e] : Math.min(least[e], value);
            }
        }
        java.util.Arrays.sort(least);
        return least[Math.min(k, least.length) - 1];
    }

    /**
     * What the events of each token hardly ever leave less than, by a round number; the least of all where few entities have
     * the token.
     */
    long[] leastByToken(int column, int k) {
        long least = least(column, k);
        long[] leastByToken = new long[tokens];
        for (int token = 0; token < tokens; token++) {
            int ofToken = token;
            long[] left = java.util.stream.IntStream.range(0, log.rows())
                    .filter(row -> tokenByRow[row] == ofToken && !missing(log.value(column, row)))
                    .mapToLong(row -> log.value(column, row))
                    .sorted()
                    .toArray();
            int rank = (int) (left.length * HARDLY);
            leastByToken[token] = rank < k ? least : Math.max(least, rounded(left[rank]));
        }
        return leastByToken;
    }

    /** The value with two digits, which is no entity's own. */
    private static long rounded(long value) {
        long unit = 1;
        while (Math.abs(value) / unit >= 100) {
            unit *= 10;
        }
        return Math.floorDiv(value, unit) * unit;
    }

    private boolean near(long difference, long step) {
        return Math.abs(difference - step) <= tolerance;
    }

    private static boolean missing(long value) {
        return value == ColumnFormat.MISSING;
    }

    /** An order of all rows, by entity and time, in which the rule holds where it can: row at place i. */
    int[] order(BalanceRule rule, int amount) {
        int[] order = new int[log.rows()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        for (int e = 0; e < log.entities(); e++) {
            long balance = 0;
            int from = log.firstRow(e);
            while (from < log.endRow(e)) {
                int to = from + 1;
                while (to < log.endRow(e) && log.timeMicros(to) == log.timeMicros(from)) {
                    to++;
                }
                if (to - from > 1 && to - from <= LONGEST_DAY) {
                    arrange(order, from, from, to, balance, rule, amount);
                }
                balance = log.value(rule.column(), order[to - 1]);
                from = to;
            }
        }
        return order;
    }

    private boolean arrange(int[] order, int at, int from, int to, long balance, BalanceRule rule, int amount) {
        if (at == to) {
            return true;
        }
        for (int i = at; i < to; i++) {
            int row = order[i];
            int token = tokenByRow[row];
            long now = log.value(rule.column(), row);
            if (token >= 0 && near(now - balance, rule.signByToken()[token] * log.value(amount, row))) {
                System.arraycopy(order, at, order, at + 1, i - at);
                order[at] = row;
                if (arrange(order, at + 1, from, to, now, rule, amount)) {
                    return true;
                }
                System.arraycopy(order, at + 1, order, at, i - at);
                order[i] = row;
            }
        }
        return false;
    }
}
