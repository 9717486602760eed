package io.understudy.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.pace.Rate;
import io.understudy.model.InputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoSettingsTest {
    private static final Rate RATE = Rate.parse("2k/s");

    @Test
    void givesEachStreamHalfTheRate() {
        assertThat(new DemoSettings(Duration.ofSeconds(60), RATE, 0, 1).half().eventsPerSecond())
                .isEqualTo(1_000);
        assertThat(new DemoSettings(Duration.ofSeconds(60), Rate.parse("1/s"), 0, 1)
                        .half()
                        .eventsPerSecond())
                .isEqualTo(0.5);
    }

    @Test
    void refusesALengthInWhichNothingCanBeShown() {
        assertThatThrownBy(() -> new DemoSettings(Duration.ofSeconds(1), RATE, 0, 1))
                .isInstanceOf(InputException.class)
                .hasMessage("--for 1.0 s is out of range; give 3s to 24h, so that burst and drift have their time");
    }

    @Test
    void refusesARateOfNothing() {
        assertThatThrownBy(() -> new DemoSettings(Duration.ofSeconds(60), Rate.ZERO, 0, 1))
                .hasMessage("--rate 0 shows nothing; give one like 2k/s");
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThatThrownBy(() -> new DemoSettings(Duration.ofSeconds(60), RATE, 70_000, 1))
                .hasMessage("--port 70000 is out of range; give 1 to 65535, or 0 for a free one");
    }
}
