package io.understudy.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCallbackTest {
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private final List<Long> latencies = acknowledgements.latencies;
    private final List<Exception> failures = new ArrayList<>();
    private long now;

    @ParameterizedTest(name = "{0} events")
    @ValueSource(ints = {1, 7, 8, 9, 43})
    void metersEachEventFromItsOwnIntendedTime(int events) {
        // Given: one was wanted every 10 ns
        long[] intendedNanos = new long[events];
        for (int i = 0; i < events; i++) {
            intendedNanos[i] = i * 10L;
        }
        RunCallback callback = callback(intendedNanos);
        now = 1_000;

        for (int i = 0; i < events; i++) {
            callback.onCompletion(null, null);
        }

        assertThat(latencies).hasSize(events);
        for (int i = 0; i < events; i++) {
            assertThat(latencies.get(i)).isEqualTo(1_000 - i * 10L);
        }
    }

    @Test
    void neverUnderstatesALatency() {
        // Given: ten in a batch that is acknowledged at 100, three in one at 900
        RunCallback callback = callback(new long[13]);

        now = 100;
        for (int i = 0; i < 10; i++) {
            callback.onCompletion(null, null);
        }
        assertThat(latencies).as("what is known by then").hasSize(8).containsOnly(100L);
        now = 900;
        for (int i = 0; i < 3; i++) {
            callback.onCompletion(null, null);
        }

        assertThat(latencies.subList(8, 13)).containsOnly(900L);
    }

    @Test
    void metersAPartAtOnce() {
        RunCallback callback = callback(new long[] {0, 10, 20, 30});
        RunCallback.Part first = callback.part(3);
        RunCallback.Part second = callback.part(1);

        now = 100;
        first.onCompletion(null, null);
        assertThat(latencies).containsExactly(100L, 90L, 80L);
        now = 200;
        second.onCompletion(null, null);

        assertThat(latencies).containsExactly(100L, 90L, 80L, 170L);
    }

    @Test
    void countsTheEventsOfAPartThatWasTakenApartOneByOne() {
        RunCallback callback = callback(new long[3]);
        RunCallback.Part part = callback.part(3);
        assertThat(part.takeApart()).isEqualTo(3);

        now = 100;
        part.onCompletion(null, null);
        part.onCompletion(null, null);
        assertThat(latencies).isEmpty();
        part.onCompletion(null, null);

        assertThat(latencies).containsExactly(100L, 100L, 100L);
    }

    @Test
    void countsAFailureForEachEventOfAPart() {
        RunCallback.Part part = callback(new long[3]).part(3);

        part.onCompletion(null, new IllegalStateException("no"));

        assertThat(failures).hasSize(3);
    }

    @Test
    void passesFailuresOnAndDoesNotMeterThem() {
        RunCallback callback = callback(new long[2]);
        Exception failure = new IllegalStateException("no");

        callback.onCompletion(null, failure);

        assertThat(failures).containsExactly(failure);
        assertThat(latencies).isEmpty();
    }

    private RunCallback callback(long[] intendedNanos) {
        return new RunCallback(intendedNanos, () -> now, acknowledgements, failures::add);
    }
}
