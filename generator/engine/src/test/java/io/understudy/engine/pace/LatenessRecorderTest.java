package io.understudy.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LatenessRecorderTest {
    private static final Offset<Double> THREE_DIGITS = within(1.0);
    private final LatenessRecorder recorder = new LatenessRecorder();

    @Test
    void summarisesInMilliseconds() {
        for (int millis = 1; millis <= 1_000; millis++) {
            recorder.recordNanos(millis * 1_000_000L);
        }

        LatenessSummary summary = recorder.summary();

        assertThat(summary.count()).isEqualTo(1_000);
        assertThat(summary.p50Millis()).isCloseTo(500, THREE_DIGITS);
        assertThat(summary.p99Millis()).isCloseTo(990, THREE_DIGITS);
        assertThat(summary.p999Millis()).isCloseTo(999, THREE_DIGITS);
        assertThat(summary.maxMillis()).isCloseTo(1_000, THREE_DIGITS);
    }

    @Test
    void keepsTheTotalWhateverReadersTake() {
        LatenessRecorder.Window first = recorder.newWindow();
        recorder.recordNanos(1_000_000);
        LatenessRecorder.Window second = recorder.newWindow();
        recorder.recordNanos(2_000_000);

        assertThat(first.take().count()).isEqualTo(2);
        assertThat(first.take().count()).isZero();
        assertThat(second.take().count()).isEqualTo(1);
        assertThat(recorder.summary().count()).isEqualTo(2);
    }

    @Test
    void countsWhatIsAheadOfItsTimeAsOnTime() {
        recorder.recordNanos(-5_000_000);

        assertThat(recorder.summary()).isEqualTo(new LatenessSummary(1, 0, 0, 0, 0));
    }
}
