package io.understudy.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanVerdictTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void isMetWhereAllWasSentInTime() {
        PlanVerdict verdict = PlanVerdict.of(120_000, 120_000, 60 * SECOND, 60 * SECOND, "broker");

        assertThat(verdict).isEqualTo(new PlanVerdict(2_000, 2_000, true, ""));
        assertThat(verdict.text()).isEqualTo("asked for 2000.0 events/s, achieved 2000.0: met");
    }

    @Test
    void isNotMetWhereMoreThanTheToleranceIsMissing() {
        PlanVerdict verdict = PlanVerdict.of(100_000, 98_900, 10 * SECOND, 10 * SECOND, "broker");

        assertThat(verdict.met()).isFalse();
        assertThat(verdict.text())
                .isEqualTo(
                        "asked for 10000.0 events/s, achieved 9890.0: not met (1.1 % short, tolerance 1 %), limited by"
                                + " the broker");
    }

    @Test
    void isMetJustInsideTheTolerance() {
        assertThat(PlanVerdict.of(100_000, 99_000, 10 * SECOND, 10 * SECOND, "broker")
                        .met())
                .isTrue();
    }

    @Test
    void countsTheTimeThatAStretchedRunTook() {
        PlanVerdict verdict = PlanVerdict.of(100_000, 100_000, 10 * SECOND, 20 * SECOND, "generator");

        assertThat(verdict).isEqualTo(new PlanVerdict(10_000, 5_000, false, "generator"));
    }

    @Test
    void forgivesTheLagOfAFirstConnection() {
        assertThat(PlanVerdict.of(10, 10, SECOND / 10, SECOND / 10 + PlanVerdict.GRACE_NANOS, "broker")
                        .met())
                .isTrue();
        assertThat(PlanVerdict.of(10, 10, SECOND / 10, SECOND / 10 + PlanVerdict.GRACE_NANOS + 1, "broker")
                        .met())
                .isFalse();
    }

    @Test
    void hasNothingToMeetWithoutAPlan() {
        PlanVerdict verdict = PlanVerdict.unpaced(1_000, SECOND / 2);

        assertThat(verdict.met()).isTrue();
        assertThat(verdict.askedPerSecond()).isNaN();
        assertThat(verdict.text()).isEqualTo("2000.0 events/s, as fast as it went");
    }
}
