package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** A value that comes again and again does so too where its own row of the table is drowned. */
class EchoTest {
    private static final int VALUES = 6;
    private static final long NOISE = 50;
    private static final int RARE = 5; // its row holds fewer events than noise alone could make

    /** Nine in ten events repeat the value before them. */
    private static Ladder ladder(boolean echo) {
        long[] root = new long[VALUES];
        long[] table = new long[VALUES * VALUES];
        for (int before = 0; before < VALUES; before++) {
            long row = before == RARE ? 120 : 20_000;
            for (int y = 0; y < VALUES; y++) {
                long count = y == before ? row * 9 / 10 : row / 10 / (VALUES - 1);
                table[before * VALUES + y] = count;
                root[y] += count;
            }
        }
        Ladder ladder = new Ladder(VALUES);
        ladder.add(new Ladder.Step(new NoisedTable(root, NOISE), null, false));
        ladder.add(new Ladder.Step(new NoisedTable(table, NOISE), new Grid(0, null, VALUES), echo));
        return ladder;
    }

    @Test
    void aRareValueIsRepeatedAsOthersAre() {
        Ladder ladder = ladder(true);

        double[] law = ladder.law(1, RARE, ladder.root(null));

        assertThat(law[RARE]).isCloseTo(0.88, within(0.04));
        assertThat(java.util.Arrays.stream(law).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aFeatureThatIsNoValueBeforeTellsNothingOfARowThatIsDrowned() {
        Ladder ladder = ladder(false);

        double[] root = ladder.root(null);

        assertThat(ladder.law(1, RARE, root)).isSameAs(root);
    }
}
