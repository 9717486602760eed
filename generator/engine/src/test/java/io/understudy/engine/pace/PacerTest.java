package io.understudy.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacerTest {
    private long now = 5_000;
    private final Pacer pacer = new Pacer(() -> now, nanos -> now += nanos);

    @Test
    void waitsUntilTheIntendedTimeInShortSteps() {
        pacer.start();

        int steps = 0;
        while (pacer.elapsedNanos() < 25_000_000) {
            pacer.idleTowards(25_000_000);
            steps++;
        }

        assertThat(pacer.elapsedNanos()).isEqualTo(25_000_000);
        assertThat(pacer.idleNanos()).isEqualTo(25_000_000);
        assertThat(steps).isEqualTo(3);
    }

    @Test
    void catchesUpWithoutStretchingTheSchedule() {
        // Given: a stall of 7 ms in a plan of one event a millisecond
        Schedule schedule = RatePlan.parse("1k/s").schedule(Origin.EPOCH);
        pacer.start();
        now += 7_000_000;

        // When
        long sent = 0;
        long last = 0;
        for (long next = schedule.nextNanos(0, 0); next <= 10_000_000; next = schedule.nextNanos(0, 0)) {
            pacer.idleTowards(next);
            last = pacer.elapsedNanos();
            sent++;
        }

        // Then: all events are out, and the last is on time
        assertThat(sent).isEqualTo(11);
        assertThat(last).isEqualTo(10_000_000);
    }

    @Test
    void doesNotWaitForWhatIsDue() {
        pacer.start();
        now += 10;

        pacer.idleTowards(10);

        assertThat(pacer.idleNanos()).isZero();
    }
}
