package io.understudy.engine.reference;

import static io.understudy.engine.reference.ReadLog.column;
import static io.understudy.engine.reference.ReadLog.format;
import static io.understudy.engine.reference.ReadLog.role;
import static io.understudy.engine.reference.ReadLog.text;
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
                .contains(
                        "TX_TIME_SECONDS: counts time, and follows from the event's",
                        "TRANSACTION_ID: has another value in every row, so that it is taken as names of the rows, which are"
                                + " made anew; choose by --key, --categorical or --ignore");
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
