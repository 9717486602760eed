package io.understudy.engine.publish.file;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of CSV by RFC 4180, in UTF-8, with line feeds; a cell is quoted where it must be. */
final class CsvPrinter implements RowPrinter {
    private final List<Column> columns;
    private final CellPrinter[] cells; // [column]

    CsvPrinter(EventLayout layout) {
        columns = layout.columns();
        cells = columns.stream()
                .map(column -> CellPrinter.of(column.format(), CsvPrinter::quoted))
                .toArray(CellPrinter[]::new);
    }

    @Override
    public void printHeader(WireBuffer out) {
        String header =
                columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(",", "", "\n"));
        byte[] utf8 = header.getBytes(StandardCharsets.UTF_8);
        out.writeRaw(utf8, 0, utf8.length);
    }

    @Override
    public void print(EventFrame frame, WireBuffer out) {
        long[] values = frame.values;
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                out.writeByte(',');
            }
            if (values[i] != ColumnFormat.MISSING) {
                cells[i].print(values[i], out);
            }
        }
        out.writeByte('\n');
    }

    static String quoted(String text) {
        boolean needed = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return needed ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
