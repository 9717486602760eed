package io.understudy.engine.publish.file;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** One JSON object a line (RFC 8259): numbers are numbers, all else is text, a missing cell is null. */
final class JsonPrinter implements RowPrinter {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

    private final int[] columns;
    private final byte[][] keys; // [column] with the brace or comma before it and the colon behind
    private final CellPrinter[] cells; // [column]

    JsonPrinter(EventLayout layout) {
        this(layout, IntStream.range(0, layout.size()).toArray(), "{");
    }

    /**
     * A printer of some columns.
     *
     * @param columns their indexes
     * @param opening what comes before the first
     */
    JsonPrinter(EventLayout layout, int[] columns, String opening) {
        this.columns = columns.clone();
        keys = new byte[columns.length][];
        cells = new CellPrinter[columns.length];
        for (int i = 0; i < keys.length; i++) {
            String key =
                    (i == 0 ? opening : ",") + quoted(layout.column(columns[i]).name()) + ":";
            keys[i] = key.getBytes(StandardCharsets.UTF_8);
            cells[i] = CellPrinter.of(layout.column(columns[i]).format(), JsonPrinter::quoted);
        }
    }

    @Override
    public void printHeader(WireBuffer out) {
        // lines of JSON have none
    }

    @Override
    public void print(EventFrame frame, WireBuffer out) {
        printObject(frame, out);
        out.writeByte('\n');
    }

    /** One object, without a line break behind it. */
    void printObject(EventFrame frame, WireBuffer out) {
        for (int i = 0; i < cells.length; i++) {
            long value = frame.values[columns[i]];
            out.writeRaw(keys[i], 0, keys[i].length);
            if (value == ColumnFormat.MISSING) {
                out.writeRaw(NULL, 0, NULL.length);
            } else {
                cells[i].print(value, out);
            }
        }
        out.writeByte('}');
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
