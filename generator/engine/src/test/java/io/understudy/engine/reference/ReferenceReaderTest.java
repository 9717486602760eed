package io.understudy.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.Timestamp;
import io.understudy.model.Timestamp.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceReaderTest {
    private static final ReferenceSpec WHO_AND_AT =
            ReferenceSpec.found().with(ColumnRole.ENTITY, "who").with(ColumnRole.TIME, "at");

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private EventLog read(ReferenceSpec spec, String text) throws IOException {
        return ReferenceReader.read(List.of(write("log.csv", text)), spec, rows -> {});
    }

    /** The log as CSV again, without quoting. */
    private static String text(EventLog log) {
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

    private static List<String> column(EventLog log, String name) {
        int column = log.layout().indexOf(name);
        return IntStream.range(0, log.rows())
                .mapToObj(row -> log.layout().column(column).format().text(log.value(column, row)))
                .toList();
    }

    private static ColumnFormat format(EventLog log, String name) {
        return log.layout().column(log.layout().indexOf(name)).format();
    }

    private static ColumnRole role(EventLog log, String name) {
        return log.layout().column(log.layout().indexOf(name)).role();
    }

    @Test
    void keepsEveryTextOfALogOfDatesAndCents() throws IOException {
        String text = """
                trans_id,account_id,date,type,operation,amount,balance,k_symbol,bank,account
                695247,2378,930101,PRIJEM,VKLAD,700.00,700.00,,,
                171812,2378,930105,VYDAJ,PREVOD NA UCET,900.50,-200.50, ,YZ,30300313
                171813,2378,991231,PRIJEM,,0.07,-200.43,UROK,,
                207264,704,930101,PRIJEM,VKLAD,1000.00,1000.00,,,
                """;

        EventLog log = read(ReferenceSpec.found().with(ColumnRole.ENTITY, "account_id"), text);

        assertThat(text(log)).isEqualTo(text);
        assertThat(log.layout().timestamp()).isEqualTo(new Timestamp(Style.DATE, "yyMMdd", "UTC"));
        assertThat(format(log, "amount")).isEqualTo(new ColumnFormat.Decimal(2, 2));
        assertThat(log.timeMicros(0)).as("1993, not 2093").isEqualTo(725_846_400_000_000L);
    }

    @Test
    void keepsEveryTextOfALogWithOffsetsAcrossAChangeOfClocks() throws IOException {
        String text = """
                case:REG_DATE,case:concept:name,concept:name,time:timestamp
                2011-10-30T01:59:59.999+02:00,1,A,2011-10-30T01:59:59.999+02:00
                2011-10-30T01:59:59.999+02:00,1,A,2011-10-30T02:30:00.000+02:00
                2011-10-30T01:59:59.999+02:00,1,B,2011-10-30T02:30:00.000+01:00
                2012-03-25T03:00:00.001+02:00,2,A,2012-03-25T03:00:00.001+02:00
                """;

        EventLog log = read(ReferenceSpec.found().withZone("Europe/Amsterdam"), text);

        assertThat(text(log)).isEqualTo(text);
        assertThat(log.layout().timestamp())
                .isEqualTo(new Timestamp(Style.OFFSET, "yyyy-MM-dd'T'HH:mm:ss.SSSxxx", "Europe/Amsterdam"));
        assertThat(role(log, "case:REG_DATE")).isEqualTo(ColumnRole.DERIVED);
        assertThat(log.entities()).isEqualTo(2);
    }

    @Test
    void keepsEveryTextOfALogOfFloatsAndFindsItsRoles() throws IOException {
        StringBuilder text = new StringBuilder(
                "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_TIME_SECONDS,TX_FRAUD,TX_FRAUD_SCENARIO\n");
        for (int i = 0; i < 400; i++) {
            int second = 31 + 37 * (i % 100) + 3600 * (i / 100);
            String clock = String.format("%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60);
            int scenario = i % 50 == 3 ? 1 + i % 3 : 0;
            text.append(i % 100 * 4 + i / 100)
                    .append(",2018-04-01 ")
                    .append(clock)
                    .append(',')
                    .append(i / 100 + 590)
                    .append(',')
                    .append(3000 + i * 7 % 200)
                    .append(',')
                    .append(i % 9)
                    .append('.')
                    .append(i % 8 == 0 ? "0" : i % 8 + "5")
                    .append(",")
                    .append(second)
                    .append(',')
                    .append(scenario > 0 ? 1 : 0)
                    .append(',')
                    .append(scenario)
                    .append('\n');
        }

        EventLog log = read(ReferenceSpec.found(), text.toString());

        assertThat(text(log)).isEqualTo(text.toString());
        assertThat(log.layout().columns().stream().map(column -> column.role()))
                .containsExactly(
                        ColumnRole.ID,
                        ColumnRole.TIME,
                        ColumnRole.ENTITY,
                        ColumnRole.KEY,
                        ColumnRole.NUMERIC,
                        ColumnRole.DERIVED,
                        ColumnRole.LABEL,
                        ColumnRole.LABEL);
        assertThat(log.layout().labelIndex())
                .as("the kind tells whether it is one")
                .isEqualTo(7);
        assertThat(log.findings().stream().map(Finding::toString))
                .contains("TX_TIME_SECONDS: counts time, and follows from the event's");
    }

    @Test
    void keepsEveryTextOfALogOfEpochSecondsAndTwoEntityColumns() throws IOException {
        String text = """
                scenario,time,name,ip,host,time_label,event_label
                fox,1642204801,New event.,172.17.129.140,cloud,false_positive,-
                fox,1642204801,Other event.,172.17.129.140,cloud,false_positive,-
                fox,1642204802,New event.,172.17.129.141,mail,dirb,dirb
                shaw,1642204700,New event.,172.17.129.141,mail,dirb,-
                """;

        EventLog log = read(
                ReferenceSpec.found()
                        .with(ColumnRole.ENTITY, "scenario", "host")
                        .with(ColumnRole.LABEL, "event_label"),
                text);

        assertThat(text(log)).isEqualTo(text);
        assertThat(log.entities()).isEqualTo(3);
        assertThat(log.layout().timestamp()).isEqualTo(Timestamp.epochSeconds());
        assertThat(log.layout().labelClasses()).containsExactly("-", "dirb");
        assertThat(role(log, "time_label")).as("truth stays off topics").isEqualTo(ColumnRole.LABEL);
    }

    @Test
    void sortsByEntityThenTimeThenPlaceInTheSource() throws IOException {
        EventLog log = read(WHO_AND_AT, """
                who,at,what
                b,2020-01-03,1
                a,2020-01-02,2
                b,2020-01-01,3
                b,2020-01-03,4
                a,2020-01-02,5
                b,2020-01-02,6
                """);

        assertThat(column(log, "what")).containsExactly("3", "6", "1", "4", "2", "5");
        assertThat(log.firstRow(1)).isEqualTo(4);
        assertThat(log.findings().stream().map(Finding::toString))
                .contains(
                        "times are dates without a time of day",
                        "2 events have the time of the event before them; the order of the source is kept");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2020-01-02 03:04:05|2020-01-02 03:04:05.250|LOCAL|yyyy-MM-dd HH:mm:ss[.SSS]|UTC",
                "2020-01-02T03:04:05.1Z|2020-01-02T03:04:05.0Z|OFFSET|yyyy-MM-dd'T'HH:mm:ss.SX|UTC",
                "2020-01-02T03:04:05+00:00|2020-01-02T03:04:06+00:00|OFFSET|yyyy-MM-dd'T'HH:mm:ssxxx|UTC",
                "2020-01-02 03:04:05-0330|2020-07-02 03:04:06-0230|OFFSET|yyyy-MM-dd HH:mm:ssxx|America/St_Johns",
                "2020-01-02 03:04:05 +01:00|2020-07-02 03:04:06 +01:00|OFFSET|yyyy-MM-dd HH:mm:ss xxx|+01:00",
                "2020/01/02 03:04|2020/01/02 03:05|LOCAL|yyyy/MM/dd HH:mm|UTC",
                "2020-01-02|2020-02-29|DATE|yyyy-MM-dd|UTC",
                "13.01.2020 03:04:05|01.02.2020 00:00:00|LOCAL|dd.MM.yyyy HH:mm:ss|UTC",
                "01/13/2020 03:04|12/01/2020 00:00|LOCAL|MM/dd/yyyy HH:mm|UTC",
                "13/01/2020|01/02/2020|DATE|dd/MM/yyyy|UTC",
                "05-Mar-2020 10:11:12|31-Dec-2020 00:00:00|LOCAL|dd-MMM-yyyy HH:mm:ss|UTC",
                "20200102|20200229|DATE|yyyyMMdd|UTC",
                "000102|010228|DATE|yyMMdd|UTC",
                "20200102030405|20200229235959|LOCAL|yyyyMMddHHmmss|UTC",
                "1642204801123|1642204801124|EPOCH_MILLIS|''|UTC",
                "1642204801123456|1642204801123457|EPOCH_MICROS|''|UTC",
            })
    void findsHowTimesAreWritten(String one, String other, Style style, String pattern, String zone)
            throws IOException {
        String text = "who,at\na," + one + "\na," + other + "\n";

        EventLog log = read(WHO_AND_AT, text);

        assertThat(column(log, "at")).containsExactlyInAnyOrder(one, other);
        assertThat(log.layout().timestamp()).isEqualTo(new Timestamp(style, pattern, zone));
    }

    @Test
    void readsWallClocksInTheZoneThatIsNamed() throws IOException {
        EventLog log =
                read(WHO_AND_AT.withZone("Europe/Berlin"), "who,at\na,2020-07-01 00:00:00\na,2020-07-01 00:00:01\n");

        assertThat(log.timeMicros(0)).isEqualTo(1_593_554_400_000_000L);
        assertThat(column(log, "at")).containsExactly("2020-07-01 00:00:00", "2020-07-01 00:00:01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1;2;30|1;2;30|0|0",
                "1.5;2.25;-0.5|1.5;2.25;-0.5|2|1",
                "146.0;57.16;220.3|146.0;57.16;220.3|2|1",
                "85.64999999999999;1.5;33.1|85.65;1.5;33.1|2|1",
                "1e3;2.50;+5|1000.00;2.50;5.00|2|2",
                ".5;1.25;1,200.75|0.50;1.25;1200.75|2|2",
                "-1.3598071336738;1234567.25;0.5|-1.3598071337;1234567.25;0.5|10|1",
                "0.000000000001;999999.5;3.5|0.000000000001;999999.5;3.5|12|1",
            })
    void findsHowNumbersAreWritten(String given, String kept, int scale, int least) throws IOException {
        String[] numbers = given.split(";");
        StringBuilder text = new StringBuilder("who,at,amount\n");
        for (String number : numbers) {
            text.append("a,2020-01-01,\"").append(number).append("\"\n");
        }

        EventLog log = read(WHO_AND_AT.with(ColumnRole.NUMERIC, "amount"), text.toString());

        assertThat(column(log, "amount")).containsExactly(kept.split(";"));
        assertThat(format(log, "amount")).isEqualTo(new ColumnFormat.Decimal(scale, least));
    }

    @Test
    void readsDecimalCommas() throws IOException {
        EventLog log = read(
                WHO_AND_AT.withDecimalMark(',').with(ColumnRole.NUMERIC, "amount"),
                "who;at;amount\na;2020-01-01;1,50\na;2020-01-01;2,25\n");

        assertThat(column(log, "amount")).containsExactly("1.50", "2.25");
    }

    @Test
    void keepsMissingCellsMissing() throws IOException {
        String text = "who,at,kind,amount,label\na,2020-01-01,,1.5,x\na,2020-01-02,k,,\na,2020-01-03,,,x\n";

        EventLog log = read(
                WHO_AND_AT
                        .with(ColumnRole.TYPE, "kind")
                        .with(ColumnRole.NUMERIC, "amount")
                        .with(ColumnRole.LABEL, "label"),
                text);

        assertThat(text(log)).isEqualTo(text);
        assertThat(log.column(2)).containsExactly(ColumnFormat.MISSING, 0, ColumnFormat.MISSING);
        assertThat(log.column(3)).containsExactly(15, ColumnFormat.MISSING, ColumnFormat.MISSING);
        assertThat(log.layout().column(3).nullable()).isTrue();
        assertThat(log.layout().labelClasses()).as("no label is a class too").containsExactly("x", "");
        assertThat(log.layout().column(4).nullable()).isFalse();
        assertThat(log.layout().normalLabel()).isEqualTo(1);
    }

    @Test
    void takesCodesWithLeadingZerosForTexts() throws IOException {
        StringBuilder text = new StringBuilder("who,at,mcc\n");
        for (int i = 0; i < 300; i++) {
            text.append("a,2020-01-01,")
                    .append(i == 200 ? "0742" : "5" + i % 5 + "11")
                    .append('\n');
        }

        EventLog log = read(WHO_AND_AT, text.toString());

        assertThat(text(log)).isEqualTo(text.toString());
        assertThat(role(log, "mcc")).isEqualTo(ColumnRole.CATEGORICAL);
    }

    @Test
    void keepsWordsForMissingValuesAmongFewCategoriesAndEmptiesThemAmongNumbers() throws IOException {
        StringBuilder text = new StringBuilder("who,at,level,amount\n");
        for (int i = 0; i < 100; i++) {
            text.append("a,2020-01-01,")
                    .append(i % 10 == 3 ? "NA" : i % 3)
                    .append(',')
                    .append(i % 10 == 4 ? "NA" : i + ".5")
                    .append('\n');
        }

        EventLog log = read(WHO_AND_AT, text.toString());

        assertThat(column(log, "level").subList(0, 4)).containsExactly("0", "1", "2", "NA");
        assertThat(column(log, "amount").subList(3, 6)).containsExactly("3.5", "", "5.5");
        assertThat(log.findings().stream().map(Finding::toString))
                .contains("amount: 10 cells hold a word for a missing value; they are written empty");
    }

    @ParameterizedTest
    @CsvSource({"';'", "'\t'", "'|'", "','"})
    void findsTheDelimiter(String delimiter) throws IOException {
        String text = "\uFEFFwho,at,note\n\"a\",2020-01-01,\"x \"\"y\"\"\"\na,2020-01-02,z\n".replace(",", delimiter);

        EventLog log = read(WHO_AND_AT, text);

        assertThat(log.layout().columns().stream().map(column -> column.name())).containsExactly("who", "at", "note");
        assertThat(column(log, "note")).containsExactly("x \"y\"", "z");
    }

    @Test
    void readsSeveralFilesAsOne() throws IOException {
        Path first = write("a.csv", "who,at\na,2020-01-01\n");
        Path second = write("b.csv", "who,at\nb,2020-01-01\na,2020-01-02\n");

        EventLog log = ReferenceReader.read(List.of(first, second), WHO_AND_AT, rows -> {});

        assertThat(text(log)).isEqualTo("who,at\na,2020-01-01\na,2020-01-02\nb,2020-01-01\n");
        assertThat(log.source()).isEqualTo(first + "," + second);
        assertThat(log.sha256()).isEqualTo("b765ad1d31add370c638b6a443a94d677e9202e0f7134fa11edf502bde208816");
    }

    @Test
    void keepsTheTextsOfJsonLines() throws IOException {
        Path file = write("log.jsonl", """
                {"who": "a", "at": "2020-01-01T00:00:00Z", "amount": 146.0, "code": "007", "tags": ["x", "y"]}
                {"who": "a", "at": "2020-01-01T00:00:01Z", "amount": 57.16, "code": "008", "late": true}
                {"who": "b", "at": "2020-01-01T00:00:02Z", "amount": null, "code": null}
                """);

        EventLog log = ReferenceReader.read(List.of(file), WHO_AND_AT.with(ColumnRole.CATEGORICAL, "tags"), rows -> {});

        assertThat(text(log)).isEqualTo("""
                        who,at,amount,code,tags,late
                        a,2020-01-01T00:00:00Z,146.0,007,["x","y"],
                        a,2020-01-01T00:00:01Z,57.16,008,,true
                        b,2020-01-01T00:00:02Z,,,,
                        """);
    }

    @Test
    void readsSecondsWithAFraction() throws IOException {
        String text = "who,ts\na,1642204801.123456\na,1642204802.000000\n";

        EventLog log = read(ReferenceSpec.found().with(ColumnRole.ENTITY, "who"), text);

        assertThat(text(log)).isEqualTo(text);
        assertThat(log.timeMicros(0)).isEqualTo(1_642_204_801_123_456L);
        assertThat(log.layout().timestamp()).isEqualTo(new Timestamp(Style.EPOCH_SECONDS, ".SSSSSS", "UTC"));
    }

    @Test
    void joinsFilesBySqlAndKeepsTheTextsOfCells() throws IOException {
        Path trans = write("trans.csv", "account,at,amount\n007,930101,10.50\n007,930102,3.00\n008,930101,1.00\n");
        Path loan = write("loan.csv", "account,status\n007,A\n");

        EventLog log = ReferenceReader.read(
                List.of(trans, loan),
                ReferenceSpec.found()
                        .with(ColumnRole.ENTITY, "account")
                        .withSql("SELECT trans.*, status FROM trans LEFT JOIN loan USING (account)"
                                + " WHERE CAST(amount AS DOUBLE) > 1 ORDER BY ALL"),
                rows -> {});

        assertThat(text(log)).isEqualTo("account,at,amount,status\n007,930101,10.50,A\n007,930102,3.00,A\n");
    }

    @Test
    void namesColumnsThatNoRoleSuits() throws IOException {
        StringBuilder text = new StringBuilder("who,at,story,booked,always,never\n");
        for (int i = 0; i < 200; i++) {
            text.append("w")
                    .append(i % 5)
                    .append(",2020-01-01 00:00:")
                    .append(10 + i % 50)
                    .append(",story ")
                    .append(i % 190)
                    .append(" of many,2020-01-0")
                    .append(1 + i % 7)
                    .append(",x,\n");
        }

        EventLog log = read(WHO_AND_AT, text.toString());

        assertThat(log.findings().stream().map(Finding::toString))
                .contains(
                        "story: holds 190 different texts in 200 cells, which no role suits; it is written empty; name it by"
                                + " --key or --categorical to keep it",
                        "booked: is a second time, which no role suits; it is written empty",
                        "always: has one value in all rows",
                        "never: has no values; it is written empty");
    }

    @Test
    void leavesRolesToTheUser() throws IOException {
        StringBuilder text = new StringBuilder("user,at,fraud,type,amount\n");
        for (int i = 0; i < 60; i++) {
            text.append("w")
                    .append(i % 5)
                    .append(",2020-01-01,")
                    .append(i % 2)
                    .append(",t")
                    .append(i % 3)
                    .append(",")
                    .append(i)
                    .append('\n');
        }

        EventLog log = read(
                ReferenceSpec.found()
                        .with(ColumnRole.LABEL, "none")
                        .with(ColumnRole.CATEGORICAL, "type")
                        .with(ColumnRole.IGNORED, "amount"),
                text.toString());

        assertThat(log.layout().labelIndex()).isEqualTo(-1);
        assertThat(role(log, "fraud")).isEqualTo(ColumnRole.CATEGORICAL);
        assertThat(role(log, "type")).isEqualTo(ColumnRole.CATEGORICAL);
        assertThat(format(log, "amount")).isEqualTo(new ColumnFormat.Empty());
    }

    @Test
    void findsABalanceThatMovesByTheAmount() throws IOException {
        StringBuilder text = new StringBuilder("user,at,type,amount,balance\n");
        long balance = 0;
        for (int i = 0; i < 60; i++) {
            int amount = 100 + i * 37 % 91;
            boolean in = i % 3 != 1;
            balance += in ? amount : -amount;
            text.append("w,2020-01-01 00:00:")
                    .append(i < 10 ? "0" : "")
                    .append(i)
                    .append(in ? ",in," : ",out,")
                    .append(amount)
                    .append(".00,")
                    .append(balance)
                    .append(".0\n");
        }

        EventLog log = read(ReferenceSpec.found().with(ColumnRole.ENTITY, "user"), text.toString());

        assertThat(role(log, "balance")).isEqualTo(ColumnRole.DERIVED);
        assertThat(role(log, "amount")).isEqualTo(ColumnRole.NUMERIC);
    }

    @Test
    void tellsItsProgress() throws IOException {
        List<Long> rows = new ArrayList<>();
        StringBuilder text = new StringBuilder("who,at\n");
        text.append("a,2020-01-01\n".repeat(70_000));

        ReferenceReader.read(List.of(write("log.csv", text.toString())), WHO_AND_AT, rows::add);

        assertThat(rows).containsExactly(65_536L, 70_000L);
    }
}
