package io.understudy.model.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.model.chain.Bins;
import io.understudy.model.chain.FreshLaw;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Values of an outcome are those of its bin that are just so round, each of them. */
class ValueDrawTest {
    private static final ValueGrid GRID = new ValueGrid(
            new Bins(new long[] {-35, 7, 8}, new long[] {6, 7, 2_500}),
            new int[] {0, 1, 1},
            new int[] {0, 0, 1, 2, 2, 2},
            new int[] {0, 1, ValueGrid.ANY, ValueGrid.ANY, 2, 3});

    @Test
    void drawsAllValuesThatAreJustSoRoundAndNoOthers() {
        ValueDraw draw = new ValueDraw(GRID);
        SplittableRandom random = new SplittableRandom(3);
        for (int outcome = 0; outcome < GRID.outcomes(); outcome++) {
            int zeros = GRID.zerosByOutcome()[outcome];
            int bin = GRID.binByOutcome()[outcome];
            TreeSet<Long> wanted = new TreeSet<>(
                    LongStream.rangeClosed(GRID.bins().low()[bin], GRID.bins().high()[bin])
                            .filter(value -> zeros == ValueGrid.ANY || FreshLaw.zerosOf(value) == zeros)
                            .boxed()
                            .toList());
            TreeSet<Long> drawn = new TreeSet<>();

            for (int i = 0; i < 60_000; i++) {
                drawn.add(draw.value(outcome, random.nextLong()));
            }

            assertThat(drawn).as("outcome %d", outcome).isEqualTo(wanted);
            assertThat(draw.bin(outcome)).isEqualTo(bin);
        }
    }
}
