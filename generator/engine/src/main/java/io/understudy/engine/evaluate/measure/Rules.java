package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.Tally;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.JudgedColumns;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules that all real events keep, found by looking: a category that follows from another one, and a balance that moves by
 * an amount.
 */
public final class Rules {
    private static final double MOST_VALUES_PER_ROW = 0.05;

    private final Yardstick yardstick;
    private final List<int[]> dependences = new ArrayList<>(); // determining category, determined category
    private final List<RunningBalance> balances = new ArrayList<>();

    /** The rules of a real log. */
    public Rules(Yardstick yardstick, CodedLog real) {
        this.yardstick = yardstick;
        JudgedColumns columns = yardstick.columns();
        for (int i = 0; i < columns.categories().size(); i++) {
            for (int j = 0; j < columns.categories().size(); j++) {
                if (i != j && determines(real, i, j)) {
                    dependences.add(new int[] {i, j});
                }
            }
        }
        for (int i = 0; i < columns.moving(); i++) {
            for (int j = 0; j < columns.moving(); j++) {
                RunningBalance rule = i == j ? null : RunningBalance.find(real, i, j, yardstick.tokens());
                if (rule != null) {
                    balances.add(rule);
                }
            }
        }
    }

    private boolean determines(CodedLog real, int determining, int determined) {
        int values = yardstick.categoryNames(determining).size();
        if (values < 2
                || yardstick.categoryNames(determined).size() < 2
                || values > MOST_VALUES_PER_ROW * real.rows()) {
            return false;
        }
        int[] follows = new int[values];
        Arrays.fill(follows, -1);
        boolean varies = false;
        for (int row = 0; row < real.rows(); row++) {
            int code = real.category(determining)[row];
            int other = real.category(determined)[row];
            if (follows[code] >= 0 && follows[code] != other) {
                return false;
            }
            varies |= row > 0 && other != real.category(determined)[0];
            follows[code] = other;
        }
        return varies;
    }

    /** How well {@code candidate} keeps the rules; combinations are known if {@code real} has them. */
    public void measure(CodedLog real, CodedLog candidate, Scores scores) {
        Map<String, Double> shares = new LinkedHashMap<>();
        JudgedColumns columns = yardstick.columns();
        for (int[] pair : dependences) {
            String name = columns.categories().get(pair[1]) + " follows from "
                    + columns.categories().get(pair[0]);
            shares.put(name, Tally.of(cells(real, pair)).shareOf(cells(candidate, pair)));
        }
        for (RunningBalance rule : balances) {
            String name = columns.numbers().get(rule.balance()) + " moves by "
                    + columns.numbers().get(rule.amount());
            shares.put(name, rule.shareKept(candidate));
        }
        shares.forEach((name, share) -> scores.put(Scores.Detail.RULE, name, share));
        scores.put(Measure.VALIDITY_RULES, Shapes.mean(shares));
    }

    private long[] cells(CodedLog log, int[] pair) {
        long width = yardstick.categoryNames(pair[1]).size();
        long[] cells = new long[log.rows()];
        Arrays.setAll(cells, row -> log.category(pair[0])[row] * width + log.category(pair[1])[row]);
        return cells;
    }
}
