package io.understudy.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.model.Column;
import io.understudy.model.ColumnRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fields of records in records are columns of their own, with points in their names. */
class NestedRecordsTest {
    @TempDir
    Path folder;

    private static String text(EventLog log) {
        List<Column> columns = log.layout().columns();
        StringBuilder text =
                new StringBuilder(columns.stream().map(Column::name).collect(Collectors.joining(",")) + "\n");
        for (int row = 0; row < log.rows(); row++) {
            for (int c = 0; c < columns.size(); c++) {
                columns.get(c).format().append(log.value(c, row), text.append(c == 0 ? "" : ","));
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void takesRecordsInRecordsApart() throws IOException {
        Path file = Files.writeString(folder.resolve("log.jsonl"), """
                {"user": {"id": "a", "geo": {"it's \\"in\\"": "DE"}}, "at": "2020-01-01T00:00:00Z", "sum": {"net": 7.5}}
                {"user": {"id": "a", "geo": null}, "at": "2020-01-01T00:00:01Z", "sum": {"net": 10.0}}
                {"user": {"id": "b", "geo": {"it's \\"in\\"": "FR"}}, "at": "2020-01-01T00:00:02Z"}
                """);
        ReferenceSpec spec =
                ReferenceSpec.found().with(ColumnRole.ENTITY, "user.id").with(ColumnRole.TIME, "at");

        EventLog log = ReferenceReader.read(List.of(file), spec, rows -> {});

        assertThat(text(log)).isEqualTo("""
                        user.id,user.geo.it's "in",at,sum.net
                        a,DE,2020-01-01T00:00:00Z,7.5
                        a,,2020-01-01T00:00:01Z,10.0
                        b,FR,2020-01-01T00:00:02Z,
                        """);
    }

    @Test
    void takesRecordsOfParquetApartInAQueryToo() throws IOException, SQLException {
        Path file = folder.resolve("log.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT {'id': 'u' || i % 2, 'at': {'day': DATE '2020-01-01' + i::INT}} AS who"
                    + " FROM range(4) t(i)) TO '" + file + "' (FORMAT parquet)");
        }
        ReferenceSpec spec = ReferenceSpec.found()
                .withSql("SELECT \"who.id\" AS id, \"who.at.day\" AS day FROM log")
                .with(ColumnRole.ENTITY, "id");

        EventLog log = ReferenceReader.read(List.of(file), spec, rows -> {});

        assertThat(text(log)).isEqualTo("id,day\nu0,2020-01-01\nu0,2020-01-03\nu1,2020-01-02\nu1,2020-01-04\n");
    }
}
