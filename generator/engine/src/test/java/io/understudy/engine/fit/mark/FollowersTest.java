package io.understudy.engine.fit.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.Drawn;
import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.fit.SmallLog;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where steps are many, most of what follows two others is rare; cases do not end for it. */
class FollowersTest {
    private static final int STEPS = 60;
    private static final int CASES = 300;
    private static final int LENGTH = 30;

    /** Each case goes through half of the steps, in their order but for some that are swapped. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(6);
        SmallLog log = new SmallLog()
                .column(
                        "step",
                        ColumnRole.TYPE,
                        IntStream.range(0, STEPS).mapToObj(i -> "s" + i).toArray(String[]::new));
        for (int e = 0; e < CASES; e++) {
            log.entity();
            int[] steps = IntStream.range(0, STEPS)
                    .filter(step -> random.nextBoolean())
                    .limit(LENGTH)
                    .toArray();
            for (int swaps = 0; swaps < 2; swaps++) {
                int at = random.nextInt(steps.length - 1);
                int other = random.nextInt(steps.length);
                int step = steps[at];
                steps[at] = steps[other];
                steps[other] = step;
            }
            long second = random.nextInt(1_000_000);
            for (int step : steps) {
                log.row(second += 1 + random.nextInt(600), step);
            }
        }
        return log.build();
    }

    @Test
    void casesOfManyStepsAreAboutAsLongAsTheReferences() {
        EventLog log = log();

        List<Integer> lengths =
                Drawn.events(ModelFitter.fit(log, FitSettings.defaults(), note -> {}), 1, 1, CASES).stream()
                        .map(List::size)
                        .toList();

        double mean = lengths.stream().mapToInt(Integer::intValue).average().orElseThrow();
        assertThat(mean).isBetween(0.85 * log.rows() / CASES, 1.15 * log.rows() / CASES);
    }
}
