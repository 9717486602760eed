package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

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

    @Test
    void findsTheInstantOfALocalTimeAgain() {
        WallClock clock = new WallClock(ZoneId.of("Europe/Amsterdam"));
        long noon = Instant.parse("2011-10-30T11:00:00Z").getEpochSecond() * SECOND;
        assertThat(clock.instant(clock.local(noon))).isEqualTo(noon);
    }
}
