package io.understudy.engine.simulate;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnFormat.Dictionary;
import io.understudy.model.EventLayout;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** Writes rows as lines of CSV. Texts of dictionaries are quoted once; the first cell is a time, written by hand. */
final class CsvRows implements RowConsumer {
    private static final long DAY_MICROS = SimulatedDay.MILLIS * 1_000;

    private final Writer out;
    private final StringBuilder line = new StringBuilder(256);
    private final ColumnFormat[] formats; // [column]
    private final List<List<String>> quotedByColumn; // empty where the column has no dictionary
    private long dayStartMicros = Long.MAX_VALUE; // of the last row; none yet
    private String date = "";

    CsvRows(EventLayout layout, Writer out) {
        this.out = out;
        this.formats = layout.columns().stream().map(column -> column.format()).toArray(ColumnFormat[]::new);
        this.quotedByColumn = layout.columns().stream()
                .map(column -> column.format() instanceof Dictionary dictionary
                        ? dictionary.values().stream().map(CsvRows::quoted).toList()
                        : List.<String>of())
                .toList();
    }

    @Override
    public void accept(long[] cells) throws IOException {
        line.setLength(0);
        appendTime(cells[0]);
        for (int i = 1; i < cells.length; i++) {
            line.append(',');
            if (cells[i] != ColumnFormat.MISSING) {
                List<String> quoted = quotedByColumn.get(i);
                if (quoted.isEmpty()) {
                    formats[i].append(cells[i], line);
                } else {
                    line.append(quoted.get((int) cells[i]));
                }
            }
        }
        out.append(line).append('\n');
    }

    /** The time as the layout's format gives it, in a tenth of the time. */
    private void appendTime(long micros) {
        if (micros - dayStartMicros >= DAY_MICROS || micros < dayStartMicros) {
            dayStartMicros = Math.floorDiv(micros, DAY_MICROS) * DAY_MICROS;
            date = formats[0].text(dayStartMicros).substring(0, "yyyy-MM-ddT".length());
        }
        int millis = (int) ((micros - dayStartMicros) / 1_000);
        line.append(date);
        appendDigits(millis / 3_600_000, 10, ':');
        appendDigits(millis / 60_000 % 60, 10, ':');
        appendDigits(millis / 1_000 % 60, 10, '.');
        appendDigits(millis % 1_000, 100, 'Z');
    }

    private void appendDigits(int value, int unit, char end) {
        for (int left = unit; left > 0; left /= 10) {
            line.append((char) ('0' + value / left % 10));
        }
        line.append(end);
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
