package io.understudy.model.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.understudy.model.chain.EventRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows draw what their weights say, alone and in a pool. */
class RowTableTest {
    private static final int DRAWS = 200_000;

    /** A law of one feature of two codes: the first has a row of its own that escapes to the row of the second. */
    private static RowTable law(int outcomes) {
        RowSlots slots = new RowSlots();
        int rare = slots.add(new int[] {0, 2, RowTable.ESCAPE}, new double[] {5, 3, 2});
        double[] weights = new double[outcomes];
        int[] all = new int[outcomes];
        for (int i = 0; i < outcomes; i++) {
            all[i] = i;
            weights[i] = i + 1;
        }
        int common = slots.add(all, weights);
        return new RowTable(
                new int[] {0},
                new int[] {0},
                new char[] {0, 1},
                new char[] {0, 1},
                new int[] {rare, common},
                new int[] {1, -1},
                slots.toArray(),
                outcomes);
    }

    @Test
    void massIsThatOfTheWeightsAndOfWhatEscapes() {
        RowTable law = law(6);

        assertThat(law.mass(1, 2, 4)).isCloseTo((3 + 4) / 21.0, within(1e-8));
        assertThat(law.mass(0, 0, 1)).isCloseTo(0.5 + 0.2 / 21, within(1e-8));
        assertThat(law.mass(0, 0, 6)).isCloseTo(1, within(1e-8));
    }

    /**
     * Chi-square over all outcomes of both contexts, in a pool of narrow slots and of wide ones. The bound lies five
     * standard deviations above the mean of the statistic, so that about one honest run in a million fails.
     */
    @ParameterizedTest
    @ValueSource(ints = {6, 200, 300})
    void poolDrawsEachOutcomeAsOftenAsItsMassSays(int outcomes) {
        RowTable law = law(outcomes);
        TablePool pool = new TablePool(List.of(law, law));
        EventRandom random = new EventRandom();
        random.open(1, 2, 3, 4);
        for (int code = 0; code < 2; code++) {
            long[] seen = new long[outcomes];

            for (int i = 0; i < DRAWS; i++) {
                seen[pool.draw(1, new int[] {code}, random)]++;
            }

            double statistic = 0;
            for (int o = 0; o < outcomes; o++) {
                double expected = DRAWS * law.mass(law.row(new int[] {code}), o, o + 1);
                statistic += (seen[o] - expected) * (seen[o] - expected) / expected;
            }
            assertThat(statistic).isLessThan(outcomes - 1 + 5 * Math.sqrt(2 * (outcomes - 1)));
        }
    }

    @Test
    void oneOutcomeIsDrawnAlways() {
        RowSlots slots = new RowSlots();
        int row = slots.add(new int[] {7}, new double[] {0.25});

        assertThat(RowTable.drawSlot(slots.toArray(), row, -1)).isEqualTo(7);
        assertThat(RowTable.drawSlot(slots.toArray(), row, 0)).isEqualTo(7);
    }

    @Test
    void refusesRowsWithoutWeightAndCellsWithoutRow() {
        assertThatThrownBy(() -> new RowSlots().add(new int[] {1, 2}, new double[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("add up to 0.0");
        assertThatThrownBy(() -> new RowTable(
                        new int[0],
                        new int[0],
                        new char[0],
                        new char[] {1},
                        new int[1],
                        new int[] {-1},
                        new long[1],
                        1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a cell names row 1 of 1");
    }
}
