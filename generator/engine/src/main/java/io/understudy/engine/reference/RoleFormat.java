package io.understudy.engine.reference;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Brings cells into the format that a role asks for. */
final class RoleFormat {
    private RoleFormat() {}

    /** The cells in the format of {@code role}: names and categories as a dictionary, ignored ones empty. */
    static Cells of(Cells cells, ColumnRole role) {
        return switch (role) {
            case ENTITY, TYPE, KEY, CATEGORICAL -> dictionary(cells);
            case LABEL -> withoutMissing(dictionary(cells));
            case IGNORED ->
                new Cells(
                        cells.name(),
                        new ColumnFormat.Empty(),
                        missing(cells.values().length),
                        cells.values().length,
                        List.of());
            default -> cells;
        };
    }

    private static long[] missing(int rows) {
        long[] values = new long[rows];
        Arrays.fill(values, ColumnFormat.MISSING);
        return values;
    }

    /** The cells as texts, numbered in the order of their first sight. */
    private static Cells dictionary(Cells cells) {
        if (cells.isText()) {
            return cells;
        }
        LongIndex index = new LongIndex();
        List<String> texts = new ArrayList<>();
        long[] values = new long[cells.values().length];
        for (int row = 0; row < values.length; row++) {
            long value = cells.values()[row];
            if (value == ColumnFormat.MISSING) {
                values[row] = value;
                continue;
            }
            int known = index.index(value);
            if (known == texts.size()) {
                texts.add(cells.format().text(value));
            }
            values[row] = known;
        }
        return new Cells(cells.name(), new ColumnFormat.Dictionary(texts), values, cells.missing(), cells.notes());
    }

    /** A label that is missing is a class of its own, the empty text. */
    private static Cells withoutMissing(Cells cells) {
        if (cells.missing() == 0) {
            return cells;
        }
        List<String> texts = new ArrayList<>(cells.texts());
        long empty = texts.size();
        texts.add("");
        long[] values = cells.values().clone();
        for (int row = 0; row < values.length; row++) {
            values[row] = values[row] == ColumnFormat.MISSING ? empty : values[row];
        }
        return new Cells(cells.name(), new ColumnFormat.Dictionary(texts), values, 0, cells.notes());
    }
}
