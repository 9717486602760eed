package io.understudy.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {
    private static final FakeModel MODEL = new FakeModel(3_600_000_000L);

    private static SamplerSettings settings(long spanMicros) {
        return new SamplerSettings(11, FakeModel.START_MICROS, FakeModel.START_MICROS + spanMicros, 1);
    }

    private static ReadAhead ahead(SamplerSettings settings, int entities) {
        return new ReadAhead(
                new Population(MODEL, settings, entities, Shard.WHOLE),
                MODEL.layout().size());
    }

    /** Of no event, some, several parts, and more than are drawn ahead. */
    @ParameterizedTest(name = "{0} entities")
    @ValueSource(ints = {1, 9, 30, 2_000})
    void givesTheEventsOfThePopulationInItsOrderAndThenNone(int entities) {
        // Given
        SamplerSettings settings = settings(entities == 1 ? 1 : FakeModel.SPAN_MICROS);
        Population population = new Population(MODEL, settings, entities, Shard.WHOLE);
        EventFrame frame = new EventFrame(MODEL.layout().size());
        List<String> drawn = new ArrayList<>();
        while (population.next(frame)) {
            drawn.add(text(frame));
        }

        // When
        List<String> taken = new ArrayList<>();
        try (ReadAhead ahead = ahead(settings, entities)) {
            ahead.fill();
            for (EventFrame next = ahead.next(); next != null; next = ahead.next()) {
                taken.add(text(next));
            }

            // Then
            assertThat(ahead.next()).isNull();
        }
        assertThat(taken).isEqualTo(drawn);
        assertThat(taken.size())
                .satisfiesAnyOf(
                        size -> assertThat(size).isZero(),
                        size -> assertThat(size).isBetween(100, ReadAhead.MOST_EVENTS / 2),
                        size -> assertThat(size).isGreaterThan(ReadAhead.MOST_EVENTS * 2));
    }

    @Test
    void endsWhileThereIsMoreToDraw() {
        ReadAhead ahead = ahead(settings(FakeModel.SPAN_MICROS), 2_000);
        ahead.fill();
        assertThat(ahead.isDrawing()).isTrue();

        ahead.close();

        assertThat(ahead.isDrawing()).isFalse();
    }

    /** Here, frames with fewer columns than the model has. */
    @Test
    void handsOverWhatWentWrongWhileItDrew() {
        Population population = new Population(MODEL, settings(FakeModel.SPAN_MICROS), 20, Shard.WHOLE);
        try (ReadAhead ahead = new ReadAhead(population, 2)) {
            assertThatThrownBy(ahead::next).isInstanceOf(ArrayIndexOutOfBoundsException.class);
        }
    }

    private static String text(EventFrame frame) {
        return frame.timeMicros + " " + frame.entity + " " + frame.sequence + " " + frame.values[4];
    }
}
