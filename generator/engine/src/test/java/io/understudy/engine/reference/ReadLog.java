package io.understudy.engine.reference;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What tests look at in a log that was read. */
final class ReadLog {
    private ReadLog() {}

    /** The log as CSV again, without quoting. */
    static String text(EventLog log) {
        StringBuilder out = new StringBuilder(log.layout().columns().stream()
                .map(column -> column.name())
                .collect(Collectors.joining(",", "", "\n")));
        for (int row = 0; row < log.rows(); row++) {
            for (int column = 0; column < log.layout().size(); column++) {
                out.append(column == 0 ? "" : ",");
                log.layout().column(column).format().append(log.value(column, row), out);
            }
            out.append('\n');
        }
        return out.toString();
    }

    static List<String> column(EventLog log, String name) {
        int column = log.layout().indexOf(name);
        return IntStream.range(0, log.rows())
                .mapToObj(row -> log.layout().column(column).format().text(log.value(column, row)))
                .toList();
    }

    static ColumnFormat format(EventLog log, String name) {
        return log.layout().column(log.layout().indexOf(name)).format();
    }

    static ColumnRole role(EventLog log, String name) {
        return log.layout().column(log.layout().indexOf(name)).role();
    }
}
