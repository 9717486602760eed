package io.understudy.engine.fit.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training as a whole: what it promises of equal seeds, and that it learns. */
class TrainerTest {
    private static final TrainingSettings BRIEF = new TrainingSettings(8, 4, 4, 2_000, 1_000, 0.01, 0.01, 0.2, 0);

    private static float[] train(TinyNetwork tiny, TrainingSettings settings, long seed, int threads) {
        return Trainer.train(tiny.plan, tiny.laws, tiny.table, settings, seed, threads, line -> {});
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void equalSeedsGiveEqualWeightsForAnyNumberOfThreads(long seed) {
        TinyNetwork tiny = new TinyNetwork(8, seed);

        float[] alone = train(tiny, BRIEF, seed, 1);

        assertThat(train(tiny, BRIEF, seed, 4)).as("seed %d", seed).isEqualTo(alone);
        assertThat(train(tiny, BRIEF, seed + 1, 4)).as("seed %d", seed).isNotEqualTo(alone);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void learnsFewEventsByHeart(long seed) {
        // Given random events, of which nothing can be known but by heart
        TinyNetwork tiny = new TinyNetwork(24, seed);
        TrainingSettings settings = new TrainingSettings(24, 4, TinyNetwork.EVENTS, 60_000, 10_000, 0.01, 0, 0, 0);

        // When
        float[] weights = train(tiny, settings, seed, 2);

        // Then hardly more is lost than what tells the three entities apart, once each
        Lesson lesson = new Lesson(tiny.plan, tiny.laws, tiny.table, TinyNetwork.EVENTS, 0);
        for (int e = 0; e < tiny.table.entities(); e++) {
            int from = tiny.table.firstPlace[e];
            lesson.learn(weights, e, from, from + TinyNetwork.EVENTS, new float[24], false);
        }
        assertThat(lesson.loss() / tiny.table.places())
                .as("seed %d, nats an event", seed)
                .isLessThan(0.3);
    }

    @Test
    void tellsHowFarItHasComeAndStopsInTime() {
        TinyNetwork tiny = new TinyNetwork(8, 1);
        List<String> lines = new ArrayList<>();

        Trainer.train(tiny.plan, tiny.laws, tiny.table, BRIEF, 1, 1, lines::add);

        assertThat(lines).isNotEmpty().allMatch(line -> line.matches("network: \\d+ % of the work at most, .*"));
        long last = Arrays.stream(lines.get(lines.size() - 1).split(" "))
                .filter(word -> word.matches("\\d+"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
        assertThat(last).isBetween(1L, 105L);
    }

    @Test
    void refusesBatchesThatShardsCannotShare() {
        assertThatThrownBy(() -> new TrainingSettings(8, 5, 4, 1, 1, 0.1, 0, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 lanes");
    }
}
