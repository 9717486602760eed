package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WallClockTest {
    private static final long SECOND = 1_000_000L;

    @Test
    void agreesWithTheCalendarOfTheJdkOnEachDayOfTwoCenturies() {
        for (long day = LocalDate.of(1900, 1, 1).toEpochDay();
                day < LocalDate.of(2100, 1, 1).toEpochDay();
                day++) {
            LocalDate date = LocalDate.ofEpochDay(day);
            long civil = WallClock.civil(day);
            assertThat(civil & 255).isEqualTo(date.getDayOfMonth());
            assertThat(civil >> 8 & 255).isEqualTo(date.lengthOfMonth());
            assertThat(WallClock.weekday(day)).isEqualTo(date.getDayOfWeek().getValue() - 1);
            assertThat(WallClock.monthLater(day)).isEqualTo(date.plusMonths(1).toEpochDay());
        }
    }

    @Test
    void followsTheClockChangesOfItsZone() {
        ZoneId zone = ZoneId.of("Europe/Amsterdam");
        WallClock clock = new WallClock(zone);
        for (long t = Instant.parse("2011-01-01T00:30:00Z").getEpochSecond(); t < 1_340_000_000L; t += 3_600) {
            long expected =
                    Instant.ofEpochSecond(t).atZone(zone).toLocalDateTime().toEpochSecond(ZoneOffset.UTC);
            assertThat(clock.local(t * SECOND)).isEqualTo(expected * SECOND);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Amsterdam", "America/Sao_Paulo", "Asia/Kathmandu", "Africa/Casablanca"})
    void knowsTheOffsetsOfTwoCenturies(String name) {
        ZoneId zone = ZoneId.of(name);
        WallClock clock = new WallClock(zone);
        for (long t = Instant.parse("1901-01-01T00:30:00Z").getEpochSecond();
                t < Instant.parse("2150-01-01T00:00:00Z").getEpochSecond();
                t += 98_765) {
            long offset = zone.getRules().getOffset(Instant.ofEpochSecond(t)).getTotalSeconds();
            assertThat(clock.local(t * SECOND)).as("second %d", t).isEqualTo((t + offset) * SECOND);
        }
    }

    @Test
    void marksTheDaysOfTheMonthThatPassed() {
        for (long from = LocalDate.of(2023, 12, 1).toEpochDay();
                from < LocalDate.of(2024, 4, 1).toEpochDay();
                from++) {
            int expected = 0;
            for (long end = from; end <= from + 40; end++) {
                assertThat(WallClock.daysOfMonth(from, end)).isEqualTo(expected);
                expected |= 1 << LocalDate.ofEpochDay(end).getDayOfMonth() - 1;
            }
        }
    }

    @Test
    void findsTheInstantOfALocalTimeAgain() {
        WallClock clock = new WallClock(ZoneId.of("Europe/Amsterdam"));
        long noon = Instant.parse("2011-10-30T11:00:00Z").getEpochSecond() * SECOND;
        assertThat(clock.instant(clock.local(noon))).isEqualTo(noon);
    }
}
