package io.understudy.engine.publish.file;

import io.understudy.engine.publish.EventSink;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes a Parquet file by way of a DuckDB table beside it, which keeps memory bounded. Texts are strings, numbers are
 * integers or decimals, times are dates, timestamps or, where the reference counts seconds, integers.
 */
final class ParquetSink implements EventSink {
    private static final String MEMORY = "256MB";
    private static final int DECIMAL_DIGITS = 18;

    private final WholeFile file;
    private final EventLayout layout;
    private final Path table;
    private DuckDBConnection connection;
    private DuckDBAppender appender;

    ParquetSink(WholeFile file, EventLayout layout) throws IOException {
        this.file = file;
        this.layout = layout;
        table = file.partial().resolveSibling(file.partial().getFileName() + ".duckdb");
        table.toFile().deleteOnExit();
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:" + table).unwrap(DuckDBConnection.class);
            execute("SET memory_limit = '" + MEMORY + "'");
            execute("SET TimeZone = 'UTC'");
            execute(layout.columns().stream()
                    .map(column -> identifier(column.name()) + " " + type(column.format()))
                    .collect(Collectors.joining(", ", "CREATE TABLE events (", ")")));
            appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "events");
        } catch (SQLException e) {
            close();
            throw file.clear(e);
        }
    }

    private static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String type(ColumnFormat format) {
        if (format instanceof ColumnFormat.Decimal decimal) {
            return decimal.scale() == 0 ? "BIGINT" : "DECIMAL(" + DECIMAL_DIGITS + "," + decimal.scale() + ")";
        }
        if (format instanceof Timestamp timestamp) {
            return switch (timestamp.style()) {
                case DATE -> "DATE";
                case LOCAL -> "TIMESTAMP";
                case OFFSET -> "TIMESTAMP WITH TIME ZONE";
                default -> "BIGINT";
            };
        }
        return "VARCHAR";
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void accept(EventFrame frame, long intendedNanos) throws IOException {
        try {
            appender.beginRow();
            for (int i = 0; i < frame.values.length; i++) {
                append(layout.column(i), frame.values[i]);
            }
            appender.endRow();
        } catch (SQLException e) {
            throw file.clear(e);
        }
    }

    private void append(Column column, long value) throws SQLException {
        ColumnFormat format = column.format();
        if (value == ColumnFormat.MISSING || format instanceof ColumnFormat.Empty) {
            appender.appendNull();
        } else if (format instanceof ColumnFormat.Decimal decimal) {
            if (decimal.scale() == 0) {
                appender.append(value);
            } else {
                appender.appendDecimal(value);
            }
        } else if (format instanceof Timestamp timestamp) {
            appendTime(timestamp, value);
        } else {
            appender.append(format.text(value));
        }
    }

    private void appendTime(Timestamp timestamp, long micros) throws SQLException {
        switch (timestamp.style()) {
            case DATE -> appender.appendEpochDays((int) Math.floorDiv(timestamp.wallMicros(micros), 86_400_000_000L));
            case LOCAL -> appender.appendEpochMicros(timestamp.wallMicros(micros));
            case OFFSET -> appender.appendEpochMicros(micros);
            case EPOCH_SECONDS -> appender.append(Math.floorDiv(micros, 1_000_000L));
            case EPOCH_MILLIS -> appender.append(Math.floorDiv(micros, 1_000L));
            case EPOCH_MICROS -> appender.append(micros);
        }
    }

    @Override
    public String bottleneck() {
        return "disk";
    }

    @Override
    public void finish() throws IOException {
        try {
            appender.close();
            appender = null;
            String path = file.partial().toString().replace("'", "''");
            execute("COPY events TO '" + path + "' (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw file.clear(e);
        }
        file.publish();
    }

    @Override
    public void close() throws IOException {
        try {
            if (connection != null) {
                connection.close();
                connection = null;
            }
        } catch (SQLException e) {
            throw file.clear(e);
        } finally {
            file.close();
            Files.deleteIfExists(table);
            Files.deleteIfExists(table.resolveSibling(table.getFileName() + ".wal"));
        }
    }
}
