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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the cells of a source are written is found, and kept. */
class CellTextTest {
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

    @Test
    void readsSecondsWithAFraction() throws IOException {
        String text = "who,ts\na,1642204801.123456\na,1642204802.000000\n";

        EventLog log = read(ReferenceSpec.found().with(ColumnRole.ENTITY, "who"), text);

        assertThat(text(log)).isEqualTo(text);
        assertThat(log.timeMicros(0)).isEqualTo(1_642_204_801_123_456L);
        assertThat(log.layout().timestamp()).isEqualTo(new Timestamp(Style.EPOCH_SECONDS, ".SSSSSS", "UTC"));
    }
}
