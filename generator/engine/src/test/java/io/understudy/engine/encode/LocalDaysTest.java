package io.understudy.engine.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDaysTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "+05:45", "Europe/Prague", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu"})
    void agreesWithTheCalendarAtAnyTime(String zone) {
        // Given
        SplittableRandom random = new SplittableRandom(zone.hashCode());
        LocalDays days = new LocalDays(ZoneId.of(zone));
        for (int i = 0; i < 20_000; i++) {
            long micros = random.nextLong(-5_000_000_000_000_000L, 5_000_000_000_000_000L);

            // When
            int day = days.of(micros);

            // Then
            assertThat(day).as("%s at %d us", zone, micros).isEqualTo(expected(zone, micros));
        }
    }

    @Test
    void agreesWithTheCalendarOnBothSidesOfATransition() {
        // Given Samoa, which left out 30 December 2011
        LocalDays days = new LocalDays(ZoneId.of("Pacific/Apia"));
        long transition = Instant.parse("2011-12-30T10:00:00Z").getEpochSecond() * 1_000_000L;
        for (long micros : new long[] {transition - 1, transition, transition + 1, transition - 1, transition}) {
            // When, Then
            assertThat(days.of(micros)).isEqualTo(expected("Pacific/Apia", micros));
        }
        assertThat(days.of(transition) - days.of(transition - 1)).isEqualTo(2);
    }

    private static int expected(String zone, long micros) {
        return (int) LocalDate.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneId.of(zone))
                .toEpochDay();
    }
}
