package io.understudy.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.model.InputException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SimulationSettingsTest {

    @Test
    void startsOnAMondayWhereNoStartIsNamed() {
        assertThat(SimulationSettings.of(1, 1, 0)
                        .start()
                        .atOffset(ZoneOffset.UTC)
                        .getDayOfWeek())
                .isEqualTo(DayOfWeek.MONDAY);
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> SimulationSettings.of(0, 1, 0))
                .isInstanceOf(InputException.class)
                .hasMessage("simulate: --entities 0 is out of range; give a number from 1 to 10000000");
        assertThatThrownBy(() -> SimulationSettings.of(1, 0, 0))
                .isInstanceOf(InputException.class)
                .hasMessage("simulate: --days 0 is out of range; give a number from 1 to 3660");
    }

    @Test
    void refusesAStartWithinADay() {
        assertThatThrownBy(() -> new SimulationSettings(1, 1, 0, Instant.parse("2026-01-05T06:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessage("simulate: start 2026-01-05T06:00:00Z is not at midnight UTC; give 2026-01-05T00:00:00Z");
    }

    @Test
    void refusesAStartThatHasNoFourDigitYear() {
        assertThatThrownBy(() -> new SimulationSettings(1, 1, 0, Instant.parse("+10000-01-01T00:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("give a year from 1970 to 9000");
    }
}
