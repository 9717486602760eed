package io.understudy.engine.reference;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The label column that holds the classes of events, and the class that means "nothing happened".
 *
 * @param index of the column; -1 if no column is a label
 * @param normal value of that class; 0 if no column is a label
 */
record LabelChoice(int index, long normal) {
    private static final Set<String> NORMAL = Set.of(
            "",
            "-",
            "0",
            "0.0",
            "false",
            "f",
            "no",
            "n",
            "none",
            "normal",
            "benign",
            "legit",
            "legitimate",
            "genuine",
            "false_positive",
            "ok",
            "background",
            "negative");

    /**
     * Chooses. Of several labels that the user names, the first holds the classes; else the one that all others follow
     * from, as the kind of a fraud tells that it is one.
     */
    static LabelChoice of(List<Column> columns, long[][] values, ReferenceSpec spec, List<Finding> findings) {
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).role() == ColumnRole.LABEL) {
                labels.add(i);
            }
        }
        if (labels.isEmpty()) {
            return new LabelChoice(-1, 0);
        }
        int chosen = chosen(columns, values, spec.columns(ColumnRole.LABEL), labels);
        if (labels.size() > 1) {
            findings.add(new Finding(columns.get(chosen).name(), "its values are the classes of the events"));
        }
        return new LabelChoice(
                chosen, normal((ColumnFormat.Dictionary) columns.get(chosen).format(), values[chosen]));
    }

    private static int chosen(List<Column> columns, long[][] values, List<String> named, List<Integer> labels) {
        if (named.size() > 1) {
            return labels.stream()
                    .filter(i -> columns.get(i).name().equals(named.get(0)))
                    .findFirst()
                    .orElseThrow();
        }
        return labels.stream()
                .filter(i -> labels.stream().allMatch(j -> Dependence.follows(values[i], values[j])))
                .findFirst()
                .or(() -> labels.stream()
                        .filter(i -> named.contains(columns.get(i).name()))
                        .findFirst())
                .orElseGet(() -> mostChanging(values, labels));
    }

    /** The column that changes most often from row to row: truth by event is finer than truth by interval. */
    private static int mostChanging(long[][] values, List<Integer> columns) {
        int best = columns.get(0);
        long most = -1;
        for (int i : columns) {
            long changes = 0;
            for (int row = 1; row < values[i].length; row++) {
                changes += values[i][row] != values[i][row - 1] ? 1 : 0;
            }
            best = changes > most ? i : best;
            most = Math.max(most, changes);
        }
        return best;
    }

    /** The class whose name says that nothing happened, or else the most frequent one. */
    private static long normal(ColumnFormat.Dictionary classes, long[] values) {
        for (int i = 0; i < classes.values().size(); i++) {
            if (NORMAL.contains(classes.values().get(i).toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        long[] counts = new long[classes.values().size()];
        int most = 0;
        for (long value : values) {
            counts[(int) value]++;
            most = counts[(int) value] > counts[most] ? (int) value : most;
        }
        return most;
    }
}
