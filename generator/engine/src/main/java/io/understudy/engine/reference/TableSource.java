package io.understudy.engine.reference;

import io.understudy.model.InputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parquet and JSON files, and whatever an SQL query makes of files, read by DuckDB. Each file is a view named by its
 * stem; cells of CSV files are texts there, as they stand in the file.
 */
final class TableSource implements Source {
    private static final String MEMORY = "1GB";

    private final List<Path> files;
    private final String name;
    private final Path spill; // where sorts and joins go that outgrow memory
    private final Connection connection;
    private final List<String> columns = new ArrayList<>();
    private final String query;

    TableSource(List<Path> files, String sql) throws IOException {
        this.files = List.copyOf(files);
        name = files.stream().map(Path::toString).collect(Collectors.joining(","));
        spill = Files.createTempDirectory("understudy-query-");
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("memory_limit", MEMORY);
        properties.setProperty("temp_directory", spill.toString());
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        } catch (SQLException e) {
            Files.deleteIfExists(spill);
            throw new IOException("DuckDB does not start: " + e.getMessage(), e);
        }
        try {
            query = prepare(sql);
        } catch (SQLException e) {
            close();
            throw new InputException(
                    name + " cannot be read: " + firstLine(e) + (sql.isEmpty() ? "" : "; check --sql"), e);
        } catch (InputException | IOException e) {
            close();
            throw e;
        }
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").trim();
    }

    private String prepare(String sql) throws SQLException, IOException {
        execute("SET TimeZone = 'UTC'");
        execute("SET preserve_insertion_order = true");
        for (Path file : files) {
            execute("CREATE VIEW " + identifier(FileKind.stem(file)) + " AS " + flat(file));
        }
        String inner = sql.isEmpty()
                ? files.stream()
                        .map(file -> "SELECT * FROM " + identifier(FileKind.stem(file)))
                        .collect(Collectors.joining(" UNION ALL BY NAME "))
                : sql;
        List<String> cells = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE " + inner)) {
            while (rows.next()) {
                String column = rows.getString(1);
                columns.add(column);
                cells.add(text(identifier(column), rows.getString(2)));
            }
        }
        return "SELECT " + String.join(", ", cells) + " FROM (" + inner + ")";
    }

    /** Selects a file's columns, of which records in records are taken apart: a field's name has points in it. */
    private String flat(Path file) throws SQLException {
        String path = "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
        return switch (FileKind.of(file)) {
            case CSV -> "SELECT * FROM read_csv(" + path + ", header = true, all_varchar = true)";
            case PARQUET -> {
                String table = "read_parquet(" + path + ")";
                yield flat(fields(table, List.of()), table);
            }
            case JSON -> json(path);
        };
    }

    private static String flat(List<List<String>> fields, String table) {
        return "SELECT "
                + fields.stream()
                        .map(field -> nested(field) + " AS " + identifier(String.join(".", field)))
                        .collect(Collectors.joining(", "))
                + " FROM " + table;
    }

    /** JSON of which every field is taken as the text that stands there; numbers in inner records lose zeros at the end. */
    private String json(String path) throws SQLException {
        List<List<String>> fields = fields("read_json(" + path + ", sample_size = -1)", List.of());
        return flat(fields, "read_json(" + path + ", columns = {" + texts(fields, 0, ": ", "'") + "})");
    }

    /** The types of fields that are texts and of the records that hold them, from {@code depth} on. */
    private static String texts(List<List<String>> fields, int depth, String behindName, String quote) {
        Map<String, List<List<String>>> byName = fields.stream()
                .collect(Collectors.groupingBy(field -> field.get(depth), LinkedHashMap::new, Collectors.toList()));
        return byName.entrySet().stream()
                .map(entry -> {
                    List<List<String>> inside = entry.getValue();
                    String type = inside.get(0).size() == depth + 1
                            ? "VARCHAR"
                            : "STRUCT(" + texts(inside, depth + 1, " ", "") + ")";
                    String quoted = quote.isEmpty() ? type : quote + type.replace("'", "''") + quote;
                    return identifier(entry.getKey()) + behindName + quoted;
                })
                .collect(Collectors.joining(", "));
    }

    /** The paths of all fields at or below {@code record}, the table itself where that is empty, that are no records. */
    private List<List<String>> fields(String table, List<String> record) throws SQLException {
        List<List<String>> fields = new ArrayList<>();
        List<List<String>> records = new ArrayList<>(); // [field] null where the field at that place is no record
        String all = record.isEmpty() ? "*" : "unnest(" + nested(record) + ")";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE SELECT " + all + " FROM " + table)) {
            while (rows.next()) {
                List<String> field = new ArrayList<>(record);
                field.add(rows.getString(1));
                fields.add(field);
                String type = rows.getString(2);
                records.add(type.startsWith("STRUCT(") && !type.endsWith("]") ? field : null);
            }
        }
        List<List<String>> flat = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            flat.addAll(records.get(i) == null ? List.of(fields.get(i)) : fields(table, records.get(i)));
        }
        return flat;
    }

    private static String nested(List<String> field) {
        return field.stream().map(TableSource::identifier).collect(Collectors.joining("."));
    }

    private static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** How a cell of an SQL type is put into text. */
    private static String text(String column, String type) {
        return switch (type) {
            case "TIMESTAMP WITH TIME ZONE" -> "strftime(" + column + " AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')";
            case "BLOB" -> "hex(" + column + ")";
            default -> "CAST(" + column + " AS VARCHAR)";
        };
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public void read(CellHandler handler) throws IOException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            ResultSetMetaData shape = rows.getMetaData();
            int count = shape.getColumnCount();
            char[] none = new char[0];
            while (rows.next()) {
                for (int i = 0; i < count; i++) {
                    String text = rows.getString(i + 1);
                    char[] characters = text == null ? none : text.toCharArray();
                    handler.cell(i, characters, 0, characters.length);
                }
                handler.endRow();
            }
        } catch (SQLException e) {
            throw new InputException(name + " cannot be read: " + firstLine(e), e);
        }
    }

    @Override
    public String place(long row, int column) {
        return name + " row " + (row + 1);
    }

    @Override
    public String sha256() throws IOException {
        return FileDigest.sha256(files);
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException("DuckDB does not close: " + e.getMessage(), e);
        } finally {
            try (Stream<Path> left = Files.walk(spill)) {
                left.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
