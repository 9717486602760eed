package io.understudy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.understudy.model.Timestamp.Style;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTest {

    @ParameterizedTest
    @CsvSource({
        "OFFSET, yyyy-MM-dd'T'HH:mm:ss.SSSxxx, Europe/Amsterdam, 2011-10-01T00:38:44.546+02:00, 2011-09-30T22:38:44.546Z",
        "OFFSET, yyyy-MM-dd'T'HH:mm:ss.SSSxxx, Europe/Amsterdam, 2011-10-30T02:30:00.000+02:00, 2011-10-30T00:30:00Z",
        "OFFSET, yyyy-MM-dd'T'HH:mm:ss.SSSxxx, Europe/Amsterdam, 2011-10-30T02:30:00.000+01:00, 2011-10-30T01:30:00Z",
        "OFFSET, yyyy-MM-dd'T'HH:mm:ssX, UTC, 2011-10-30T02:30:00Z, 2011-10-30T02:30:00Z",
        "OFFSET, yyyy-MM-dd HH:mm:ssx, -03:30, 2011-10-30 02:30:00-0330, 2011-10-30T06:00:00Z",
        "LOCAL, yyyy-MM-dd HH:mm:ss, UTC, 2018-04-01 00:00:31, 2018-04-01T00:00:31Z",
        "LOCAL, yyyy-MM-dd HH:mm:ss[.SSS], UTC, 2018-04-01 00:00:31, 2018-04-01T00:00:31Z",
        "LOCAL, yyyy-MM-dd HH:mm:ss[.SSS], UTC, 2018-04-01 00:00:31.040, 2018-04-01T00:00:31.040Z",
        "LOCAL, yyyy-MM-dd HH:mm:ss.SSSSSSSSS, UTC, 1960-02-29 23:59:59.123456000, 1960-02-29T23:59:59.123456Z",
        "LOCAL, dd MMM yyyy HH:mm, UTC, 05 Mar 1999 07:08, 1999-03-05T07:08:00Z",
        "DATE, yyMMdd, UTC, 930101, 1993-01-01T00:00:00Z",
        "DATE, yyMMdd, UTC, 680229, 2068-02-29T00:00:00Z",
        "DATE, dd.MM.yyyy, Europe/Berlin, 01.07.2020, 2020-06-30T22:00:00Z",
        "EPOCH_SECONDS, '', UTC, 1642204801, 2022-01-15T00:00:01Z",
        "EPOCH_SECONDS, .SSSSSS, UTC, 1642204801.000123, 2022-01-15T00:00:01.000123Z",
        "EPOCH_SECONDS, .SSS, UTC, -1.250, 1969-12-31T23:59:58.750Z",
        "EPOCH_MILLIS, '', UTC, -1, 1969-12-31T23:59:59.999Z",
    })
    void readsATextAndWritesItBack(Style style, String pattern, String zone, String text, Instant instant) {
        Timestamp format = new Timestamp(style, pattern, zone);

        long value = format.parse(text);

        assertThat(value).isEqualTo(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
        assertThat(format.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2018-02-29 00:00:00",
                "2018-04-31 00:00:00",
                "2018-13-01 00:00:00",
                "2018-00-01 00:00:00",
                "2018-04-00 00:00:00",
                "2018-04-01 24:00:00",
                "2018-04-01 00:60:00",
                "2018-04-01 00:00:60",
                "2018-04-01T00:00:00",
                "2018-04-01 00:00:0",
                "2018-04-01 00:00:000",
                "2018-04-01",
                "2018-04-0a 00:00:00",
                " 2018-04-01 00:00:00"
            })
    void refusesWhatIsNoTimeOfItsForm(String text) {
        Timestamp format = new Timestamp(Style.LOCAL, "yyyy-MM-dd HH:mm:ss", "UTC");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> format.parse(text))
                .withMessage("\"" + text + "\" is not a time of the form yyyy-MM-dd HH:mm:ss");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void writesWhatTheFormatterOfTheJdkWrites(long seed) {
        String pattern = "uuuu-MM-dd'T'HH:mm:ss.SSSSSSXXX";
        ZoneId zone = ZoneId.of("America/St_Johns");
        Timestamp format = new Timestamp(Style.OFFSET, pattern, zone.getId());
        DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        SplittableRandom random = new SplittableRandom(seed);

        for (int i = 0; i < 20_000; i++) {
            // St. John's kept local mean time, with odd seconds, until 1935; patterns of minutes cannot write that.
            long second = random.nextLong(-1_000_000_000L, 200_000_000_000L);
            long value = second * 1_000_000 + random.nextLong(1_000_000);
            String text = format.text(value);

            assertThat(text)
                    .as("seed %d", seed)
                    .isEqualTo(formatter.format(Instant.ofEpochSecond(
                                    second, value - second * 1_000_000 == 0 ? 0 : (value - second * 1_000_000) * 1_000)
                            .atZone(zone)));
            assertThat(format.parse(text)).as("seed %d", seed).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "UTC", "+05:45", "Africa/Casablanca"})
    void knowsTheOffsetsOfAZoneAroundEveryTransition(String zone) {
        ZoneRules rules = ZoneId.of(zone).getRules();
        Timestamp format = new Timestamp(Style.LOCAL, "yyyy-MM-dd HH:mm:ss", zone);
        List<Instant> instants = new ArrayList<>(List.of(Instant.EPOCH, Instant.parse("1955-01-01T00:00:00Z")));
        ZoneOffsetTransition next = rules.nextTransition(Instant.parse("1930-01-01T00:00:00Z"));
        while (next != null && next.getInstant().isBefore(Instant.parse("2110-01-01T00:00:00Z"))) {
            instants.addAll(List.of(next.getInstant().minusSeconds(1), next.getInstant()));
            next = rules.nextTransition(next.getInstant());
        }

        for (Instant instant : instants) {
            long micros = instant.getEpochSecond() * 1_000_000;
            assertThat(format.wallMicros(micros) - micros)
                    .as("%s in %s", instant, zone)
                    .isEqualTo(rules.getOffset(instant).getTotalSeconds() * 1_000_000L);
        }
    }

    @Test
    void writesNothingForAMissingValue() {
        assertThat(Timestamp.epochSeconds().text(ColumnFormat.MISSING)).isEmpty();
        assertThat(Timestamp.epochSeconds().parse("")).isEqualTo(ColumnFormat.MISSING);
    }

    @Test
    void equalsByItsComponents() {
        Timestamp one = new Timestamp(Style.DATE, "yyMMdd", "UTC");

        assertThat(one)
                .isEqualTo(new Timestamp(Style.DATE, "yyMMdd", "UTC"))
                .hasSameHashCodeAs(new Timestamp(Style.DATE, "yyMMdd", "UTC"));
        assertThat(one).isNotEqualTo(new Timestamp(Style.DATE, "yyMMdd", "Europe/Paris"));
    }
}
