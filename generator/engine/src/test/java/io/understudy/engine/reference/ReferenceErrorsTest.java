package io.understudy.engine.reference;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.understudy.model.ColumnRole;
import io.understudy.model.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault of a file or a specification is told in one line: what, where, value, rule, remedy. */
class ReferenceErrorsTest {
    private static final ReferenceSpec SPEC =
            ReferenceSpec.found().with(ColumnRole.ENTITY, "who").with(ColumnRole.TIME, "at");
    private static final String HEADER = "who,at,amount\n";

    @TempDir
    Path folder;

    private void refuses(String name, ReferenceSpec spec, String message) {
        refuses(List.of(folder.resolve(name)), spec, message);
    }

    private void refuses(List<Path> files, ReferenceSpec spec, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ReferenceReader.read(files, spec, rows -> {}))
                .withMessage(message.replace("$", folder + "/"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < count; i++) {
            rows.append("w")
                    .append(i % 7)
                    .append(",2020-01-01 00:00:")
                    .append(10 + i % 50)
                    .append(',')
                    .append(i)
                    .append(".50\n");
        }
        return rows.toString();
    }

    @Test
    void missingFile() {
        refuses("a.csv", SPEC, "$a.csv does not exist; name a file, or kafka:TOPIC");
    }

    @Test
    void directory() throws IOException {
        Files.createDirectory(folder.resolve("a.csv"));
        refuses("a.csv", SPEC, "$a.csv is a directory; name the files in it");
    }

    @Test
    void unknownType() throws IOException {
        write("a.xlsx", "x");
        refuses(
                "a.xlsx",
                SPEC,
                "$a.xlsx is of no known type; names end in .csv, .tsv, .txt, .parquet, .json, .jsonl or"
                        + " .ndjson, all but .parquet also with .gz");
    }

    @Test
    void emptyFile() throws IOException {
        write("a.csv", "");
        refuses("a.csv", SPEC, "$a.csv is empty; an event log has a header and one row an event");
    }

    @Test
    void emptyGzippedFile() throws IOException {
        write("a.csv.gz", "");
        refuses("a.csv.gz", SPEC, "$a.csv.gz is empty; an event log has a header and one row an event");
    }

    @Test
    void headerAlone() throws IOException {
        write("a.csv", HEADER);
        refuses("a.csv", SPEC, "$a.csv has a header but no rows; an event log has one row an event");
    }

    @Test
    void shortRow() throws IOException {
        write("a.csv", rows(20) + "w1,2020-01-01 00:00:00\n" + "w1,2020-01-01 00:00:00,1\n");
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:22 has 2 cells, the header has 3; every row has one cell a column, and cells that hold"
                        + " the delimiter are quoted");
    }

    @Test
    void longRow() throws IOException {
        write("a.csv", rows(20) + "w1,2020-01-01 00:00:00,1,5\n");
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:22 has 4 cells, the header has 3; every row has one cell a column, and cells that hold"
                        + " the delimiter are quoted");
    }

    @Test
    void quoteThatNeverEnds() throws IOException {
        write("a.csv", rows(2) + "\"w1,2020-01-01 00:00:00,1\n");
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:4 has 1 cells, the header has 3; every row has one cell a column, and cells that hold"
                        + " the delimiter are quoted");
    }

    @Test
    void textBehindAQuote() throws IOException {
        write("a.csv", rows(2) + "\"w1\"x,2020-01-01 00:00:00,1\n");
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:4 cannot be split into cells: Unexpected character after closing quote: 'x' (0x78);"
                        + " quotes enclose a whole cell and are doubled inside it");
    }

    @Test
    void duplicateHeader() throws IOException {
        write("a.csv", "who,at,who\na,2020-01-01,b\n");
        refuses("a.csv", SPEC, "$a.csv:1:3 the header names \"who\" twice; rename one of the columns");
    }

    @Test
    void numberThatIsNone() throws IOException {
        write("a.csv", rows(20) + "w1,2020-01-01 00:00:00,\"12,5\"\n");
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:22:3 amount \"12,5\" is not a number, as the column's other cells are; use a point as"
                        + " the decimal mark, or --decimal ,; or name the column under --categorical");
    }

    @Test
    void numberThatIsNoneBehindACellOfTwoLines() throws IOException {
        write("a.csv", rows(20) + "\"w\n1\",2020-01-01 00:00:00,1.00\nw1,2020-01-01 00:00:00,x\n");
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:24:3 amount \"x\" is not a number, as the column's other cells are; use a point as"
                        + " the decimal mark, or --decimal ,; or name the column under --categorical");
    }

    @Test
    void numberThatIsNoneInTheSecondFile() throws IOException {
        write("a.csv", rows(200));
        write("b.csv", HEADER + "w1,2020-01-01 00:00:00,x\n");
        refuses(
                List.of(folder.resolve("a.csv"), folder.resolve("b.csv")),
                SPEC,
                "$b.csv:2:3 amount \"x\" is not a number, as the column's other cells are; use a point as"
                        + " the decimal mark, or --decimal ,; or name the column under --categorical");
    }

    @Test
    void numberThatIsNoneInAColumnSaidToBeNumeric() throws IOException {
        write("a.csv", HEADER + "a,2020-01-01,x\na,2020-01-02,1\n");
        refuses(
                "a.csv",
                SPEC.with(ColumnRole.NUMERIC, "amount"),
                "$a.csv:2:3 amount \"x\" is not a number, as numeric"
                        + " columns hold; use a point as the decimal mark, or --decimal ,; or name the column under --categorical");
    }

    @Test
    void timeThatIsNone() throws IOException {
        write("a.csv", rows(20) + "w1,2020-02-30 00:00:00,1.00\n");
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:22:2 at \"2020-02-30 00:00:00\" is not a time of the form yyyy-MM-dd HH:mm:ss, as the"
                        + " column's other cells are; correct it, or leave the row out by --sql");
    }

    @Test
    void timeThatIsNoneInTheFirstRow() throws IOException {
        write("a.csv", rows(20).replaceFirst("2020-01-01 00:00:10", "yesterday"));
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:2:2 at \"yesterday\" is not a time of the form yyyy-MM-dd HH:mm:ss, as the column's"
                        + " other cells are; correct it, or leave the row out by --sql");
    }

    @Test
    void timeThatIsNoneAmongGermanDates() throws IOException {
        write("a.csv", rows(20).replaceAll("2020-01-01", "01.01.2020") + "w1,1.1.20 00:00:01,1.00\n");
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:22:2 at \"1.1.20 00:00:01\" is not a time of the form dd.MM.yyyy HH:mm:ss, as the"
                        + " column's other cells are; known are ISO 8601, yyyy-MM-dd HH:mm:ss, yyMMdd, dd.MM.yyyy HH:mm and their"
                        + " like, and seconds, milliseconds or microseconds since 1970");
    }

    @Test
    void timeColumnOfTexts() throws IOException {
        write("a.csv", HEADER + "a,soon,1\na,late,2\n");
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:2:2 at \"soon\" is not a time of any known form; known are ISO 8601, yyyy-MM-dd"
                        + " HH:mm:ss, yyMMdd, dd.MM.yyyy HH:mm and their like, and seconds, milliseconds or microseconds since 1970");
    }

    @Test
    void timeInDigitsThatIsNone() throws IOException {
        StringBuilder text = new StringBuilder("who,at\n");
        for (int i = 0; i < 200; i++) {
            text.append("w,").append(i == 150 ? "NA" : 1_642_204_800 + i).append('\n');
        }
        write("a.csv", text.toString());
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:152:2 at \"NA\" is not a time in digits, as the column's other cells are; correct it,"
                        + " or leave the row out by --sql");
    }

    @Test
    void staticColumnThatIsNone() throws IOException {
        write("a.csv", "who,at,born\na,2020-01-01,x\nb,2020-01-01,y\nb,2020-01-02,y\na,2020-01-02,z\n");
        refuses(
                "a.csv",
                SPEC.withStatics(List.of("born")),
                "$a.csv:5:3 born \"z\" differs from the entity's \"x\" before;"
                        + " a static column is constant within an entity; take it from --static");
    }

    @Test
    void timesInAColumnSaidToBeNumeric() throws IOException {
        write("a.csv", HEADER + "a,2020-01-01,2020-01-01\n");
        refuses(
                "a.csv",
                SPEC.with(ColumnRole.NUMERIC, "amount"),
                "$a.csv:2:3 amount \"2020-01-01\" is not a number, as"
                        + " numeric columns hold; use a point as the decimal mark, or --decimal ,; or name the column under"
                        + " --categorical");
    }

    @Test
    void emptyTime() throws IOException {
        write("a.csv", rows(20) + "w1,,1.00\n");
        refuses("a.csv", SPEC, "$a.csv:22:2 at is empty; every event has a time; leave such rows out by --sql");
    }

    @Test
    void emptyEntity() throws IOException {
        write("a.csv", rows(20) + ",2020-01-01 00:00:00,1.00\n");
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:22:1 who is empty; every event belongs to an entity; leave such rows out by --sql");
    }

    @Test
    void noTimeColumn() throws IOException {
        write("a.csv", "who,amount\na,1\na,2\n");
        refuses(
                "a.csv",
                ReferenceSpec.found(),
                "$a.csv has no column that can be read as times; name one by --time; columns are who, amount");
    }

    @Test
    void noEntityColumn() throws IOException {
        write("a.csv", "at,amount\n2020-01-01,1\n2020-01-02,2\n");
        refuses(
                "a.csv",
                ReferenceSpec.found(),
                "$a.csv has no column that clearly names whose events they are; name one or"
                        + " more by --entity; columns are at, amount");
    }

    @Test
    void unknownColumn() throws IOException {
        write("a.csv", rows(20));
        refuses(
                "a.csv",
                SPEC.with(ColumnRole.NUMERIC, "amuont"),
                "$a.csv has no column \"amuont\"; did you mean \"amount\"? Columns are who, at, amount");
    }

    @Test
    void notUtf8() throws IOException {
        write("a.csv", "");
        Files.write(
                folder.resolve("a.csv"),
                (rows(20) + "caf\u00e9,2020-01-01 00:00:00,1.00\n").getBytes(StandardCharsets.ISO_8859_1));
        refuses(
                "a.csv",
                SPEC,
                "$a.csv:22 byte 0xE9 is not UTF-8; convert the file, for example by iconv -f latin1 -t utf-8");
    }

    @Test
    void truncatedGzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(rows(5_000).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("a.csv.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
        refuses(
                "a.csv.gz",
                SPEC,
                "$a.csv.gz is broken gzip (Unexpected end of ZLIB input stream); copy it again, or test it"
                        + " by gzip -t");
    }

    @Test
    void gzipInNameOnly() throws IOException {
        write("a.csv.gz", rows(20));
        refuses("a.csv.gz", SPEC, "$a.csv.gz is not gzip, though its name says so; rename it or compress it");
    }

    @Test
    void filesWithDifferentHeaders() throws IOException {
        write("a.csv", rows(20));
        write("b.csv", "who,amount,at\n");
        refuses(
                List.of(folder.resolve("a.csv"), folder.resolve("b.csv")),
                SPEC,
                "$b.csv:1 has another header than $a.csv; files that are read together have the same columns in the same"
                        + " order; join others by --sql");
    }

    @Test
    void brokenSql() throws IOException {
        write("a.csv", rows(20));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ReferenceReader.read(
                        List.of(folder.resolve("a.csv")), SPEC.withSql("SELECT * FROM b"), rows -> {}))
                .withMessageStartingWith(folder.resolve("a.csv")
                        + " cannot be read: Catalog Error: Table with name b does" + " not exist")
                .withMessageEndingWith("; check --sql");
    }

    @Test
    void parquetThatIsNone() throws IOException {
        write("a.parquet", "x");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ReferenceReader.read(List.of(folder.resolve("a.parquet")), SPEC, rows -> {}))
                .withMessageStartingWith(folder.resolve("a.parquet") + " cannot be read: ")
                .withMessageNotContaining("\n");
    }
}
