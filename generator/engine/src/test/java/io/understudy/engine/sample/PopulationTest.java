package io.understudy.engine.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.model.EntitySampler;
import io.understudy.model.EventFrame;
import io.understudy.model.InputException;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationTest {
    private static final SequenceModel MODEL = new FakeModel(3_600_000_000L);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 42})
    void mergesAllEntitiesInOrderOfTimeThenEntity(long seed) {
        List<Row> events = events(seed, 37, Shard.WHOLE, Integer.MAX_VALUE);

        assertThat(events)
                .isSortedAccordingTo(Comparator.comparingLong(Row::timeMicros).thenComparing(Row::entity));
        assertThat(events.stream().map(Row::entity).distinct()).hasSize(37);
        assertThat(events.stream().map(Row::timeMicros).distinct().count())
                .as("the order of ties is put to the test")
                .isLessThan(events.size());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 7})
    void givesEachEntityTheEventsThatItsSamplerDraws(long seed) {
        // Given: every entity drawn by itself
        SamplerSettings settings = settings(seed, false);
        EntitySampler sampler = MODEL.sampler(settings);
        List<Row> alone = new ArrayList<>();
        EventFrame frame = new EventFrame(MODEL.layout().size());
        for (long entity = 0; entity < 20; entity++) {
            var state = MODEL.newState();
            sampler.begin(state, entity, 20);
            while (sampler.nextTimeMicros(state) != EntitySampler.ENDED) {
                sampler.emit(state, frame);
                alone.add(Row.of(frame));
            }
        }

        List<Row> merged = events(seed, 20, Shard.WHOLE, Integer.MAX_VALUE);

        assertThat(merged).containsExactlyInAnyOrderElementsOf(alone);
    }

    @ParameterizedTest(name = "{0} entities")
    @ValueSource(ints = {3, 40, 700, 3_000})
    void makesTheSameEventsWhereManyAreDrawnTogether(int entities) {
        for (long seed = 1; seed <= 5; seed++) {
            // Given
            FakeModel model = new FakeModel(3_600_000_000L).crowded();
            List<Integer> batches = new ArrayList<>();

            // When
            List<Row> oneByOne = events(model, seed, entities, Shard.WHOLE, 30_000);
            List<Row> together = events(model.drawing(64, batches::add), seed, entities, Shard.WHOLE, 30_000);

            // Then
            assertThat(together).as("seed %d", seed).isEqualTo(oneByOne);
            assertThat(oneByOne.stream().distinct()).hasSize(30_000);
            int drawnTogether = batches.stream().mapToInt(count -> count).sum();
            assertThat(drawnTogether).as("seed %d", seed).isGreaterThan(entities < 32 ? -1 : 3_000);
        }
    }

    @Test
    void endsWithTheLastEventThatWasDrawnTogether() {
        FakeModel model = new FakeModel(3_600_000_000L).crowded();

        List<Row> together = events(model.drawing(64, count -> {}), 2, 300, Shard.WHOLE, Integer.MAX_VALUE);

        assertThat(together).isNotEmpty().isEqualTo(events(model, 2, 300, Shard.WHOLE, Integer.MAX_VALUE));
    }

    @Test
    void tellsTheTimeOfTheNextEventWhereManyAreDrawnTogether() {
        FakeModel model = new FakeModel(3_600_000_000L).crowded().drawing(64, count -> {});
        Population population = new Population(model, settings(4, false), 500, Shard.WHOLE);
        EventFrame frame = new EventFrame(6);

        long told = population.nextTimeMicros();
        while (population.next(frame)) {
            assertThat(told).isEqualTo(frame.timeMicros);
            told = population.nextTimeMicros();
        }

        assertThat(told).isEqualTo(EntitySampler.ENDED);
    }

    @ParameterizedTest(name = "{0} shards")
    @ValueSource(ints = {2, 3, 7})
    void makesTheSameEventsForAnySharding(int shards) {
        List<Row> whole = events(5, 50, Shard.WHOLE, Integer.MAX_VALUE);

        List<Row> joined = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            int index = i;
            joined.addAll(events(5, 50, new Shard(i, shards, e -> e * 31 % shards == index), Integer.MAX_VALUE));
        }

        joined.sort(Comparator.comparingLong(Row::timeMicros).thenComparing(Row::entity));
        assertThat(joined).isEqualTo(whole);
    }

    @Test
    void numbersRowsFromZeroAndKeepTheNumbersOfShardsApart() {
        assertThat(rowNumbers(Shard.WHOLE)).startsWith(0L, 1L, 2L);
        assertThat(rowNumbers(new Shard(1, 3, e -> e % 3 == 1))).startsWith(1L, 4L, 7L);
    }

    @Test
    void goesOnWithoutEndWhereEntitiesAreFollowedByFreshOnes() {
        List<Row> events = events(9, 4, Shard.WHOLE, 2_000);

        assertThat(events).hasSize(2_000);
        assertThat(events).extracting(Row::entity).anyMatch(entity -> entity > 40);
    }

    @Test
    void isOverWhenEveryEntityIs() {
        SamplerSettings none = new SamplerSettings(1, 0, 1, 1);

        Population population = new Population(MODEL, none, 10, Shard.WHOLE);

        assertThat(population.next(new EventFrame(6))).isFalse();
        assertThat(population.nextTimeMicros()).isEqualTo(EntitySampler.ENDED);
    }

    @Test
    void refusesAPopulationThatCannotBe() {
        assertThatThrownBy(() -> new Population(MODEL, settings(1, false), 0, Shard.WHOLE))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "a population of 0 entities must have 1 to 100000000; use a number in that range for --entities");
    }

    private static List<Long> rowNumbers(Shard shard) {
        Population population = new Population(MODEL, settings(3, false), 12, shard);
        List<Long> rows = new ArrayList<>();
        EventFrame frame = new EventFrame(MODEL.layout().size());
        while (population.next(frame)) {
            rows.add(frame.values[0]);
        }
        return rows;
    }

    private static List<Row> events(long seed, long entities, Shard shard, int most) {
        return events(MODEL, seed, entities, shard, most);
    }

    private static List<Row> events(SequenceModel model, long seed, long entities, Shard shard, int most) {
        Population population = new Population(model, settings(seed, most != Integer.MAX_VALUE), entities, shard);
        List<Row> events = new ArrayList<>();
        EventFrame frame = new EventFrame(MODEL.layout().size());
        while (events.size() < most && population.next(frame)) {
            events.add(Row.of(frame));
        }
        return events;
    }

    private static SamplerSettings settings(long seed, boolean endless) {
        long start = FakeModel.START_MICROS;
        return new SamplerSettings(seed, start, endless ? Long.MAX_VALUE : start + FakeModel.SPAN_MICROS, 1);
    }

    private record Row(long timeMicros, long entity, long sequence, long type, long amount) {
        static Row of(EventFrame frame) {
            return new Row(frame.timeMicros, frame.entity, frame.sequence, frame.values[3], frame.values[4]);
        }
    }
}
