package io.understudy.model.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A law's members agree on their geometric mean. */
class OpinionPoolTest {
    private static final FeatureSource NOWHERE = id -> Double.NaN;

    /** A law whose members are a leaf each, with these probabilities. // [member][outcome] */
    private static ProbabilityTree law(double[]... members) {
        int outcomes = members[0].length;
        int[] roots = new int[members.length];
        int[] leaves = new int[members.length];
        int[] none = new int[members.length];
        int[] starts = new int[members.length + 1];
        int[] outcome = new int[members.length * outcomes];
        float[] cumulative = new float[outcome.length];
        int entries = 0;
        for (int member = 0; member < members.length; member++) {
            roots[member] = member;
            leaves[member] = member;
            none[member] = -1;
            double sum = 0;
            for (int o = 0; o < outcomes; o++) {
                sum += members[member][o];
                if (members[member][o] > 0) {
                    outcome[entries] = o;
                    cumulative[entries++] = (float) sum;
                }
            }
            starts[member + 1] = entries;
        }
        return new ProbabilityTree(
                outcomes,
                roots,
                none,
                new double[members.length],
                none.clone(),
                leaves,
                new long[0],
                starts,
                Arrays.copyOf(outcome, entries),
                Arrays.copyOf(cumulative, entries));
    }

    private static OpinionPool asked(double[]... members) {
        OpinionPool pool = new OpinionPool();
        pool.find(law(members), NOWHERE);
        pool.ask();
        return pool;
    }

    @Test
    void isTheGeometricMeanMadeToAddUp() {
        OpinionPool pool = asked(new double[] {0.5, 0.4, 0.1}, new double[] {0.1, 0.4, 0.5});

        double edge = Math.sqrt(0.05) / (0.4 + 2 * Math.sqrt(0.05));
        assertThat(pool.share(0, 1, 0, 3)).isCloseTo(edge, within(1e-6));
        assertThat(pool.share(1, 2, 0, 3)).isCloseTo(1 - 2 * edge, within(1e-6));
        assertThat(pool.share(0, 3, 0, 3)).isCloseTo(1, within(1e-12));
        assertThat(pool.share(1, 2, 1, 3)).isCloseTo((1 - 2 * edge) / (1 - edge), within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void isTheLawItselfWhereMembersAgree(int members) {
        double[][] same = new double[members][];
        Arrays.fill(same, new double[] {0.25, 0, 0.75});

        OpinionPool pool = asked(same);

        assertThat(pool.share(0, 1, 0, 3)).isCloseTo(0.25, within(1e-6));
        assertThat(pool.share(1, 2, 0, 3)).isZero();
    }

    @Test
    void whatNoMemberListsNeverComesAndWhatOneListsSeldom() {
        OpinionPool pool = asked(new double[] {0.5, 0.5, 0, 0}, new double[] {0.5, 0, 0.5, 0});

        assertThat(pool.share(1, 3, 0, 4)).isBetween(1e-4, 0.01);
        assertThat(pool.share(3, 4, 0, 4)).isZero();
    }

    @Test
    void drawsAsOftenAsItsSharesSay() {
        OpinionPool pool = asked(new double[] {0.2, 0.3, 0, 0.5}, new double[] {0.4, 0.3, 0, 0.3});
        SplittableRandom random = new SplittableRandom(4);
        int[] count = new int[4];

        for (int i = 0; i < 100_000; i++) {
            count[pool.draw(1, 4, random.nextDouble())]++;
        }

        assertThat(count[0]).isZero();
        assertThat(count[2]).isZero();
        double expected = 100_000 * pool.share(1, 2, 1, 4);
        assertThat((double) count[1]).isCloseTo(expected, within(5 * Math.sqrt(expected)));
        assertThat(pool.draw(1, 4, 0)).isEqualTo(1);
        assertThat(pool.draw(1, 4, Math.nextDown(1.0))).isEqualTo(3);
        assertThat(pool.draw(2, 3, 0.5)).as("nothing may be").isEqualTo(2);
    }

    @Test
    void outcomesOfMembersTakenAsOftenAsAgreedOnAreThePools() {
        OpinionPool pool = asked(new double[] {0.2, 0.3, 0, 0.5}, new double[] {0.7, 0.1, 0.1, 0.1});
        SplittableRandom random = new SplittableRandom(5);
        int[] count = new int[4];
        int taken = 0;

        while (taken < 100_000) {
            int drawn = pool.draw(random.nextDouble(), random.nextDouble());
            if (random.nextDouble() < pool.agreement(drawn)) {
                count[drawn]++;
                taken++;
            }
        }

        for (int outcome = 0; outcome < 4; outcome++) {
            double expected = taken * pool.share(outcome, outcome + 1, 0, 4);
            assertThat((double) count[outcome]).isCloseTo(expected, within(5 * Math.sqrt(expected + 1)));
        }
    }

    @Test
    void forgetsTheLawThatItAskedBefore() {
        OpinionPool pool = asked(new double[] {0.1, 0.1, 0.1, 0.7});

        pool.find(law(new double[] {0.5, 0.5}), NOWHERE);
        pool.ask();

        assertThat(pool.share(0, 1, 0, 2)).isCloseTo(0.5, within(1e-9));
    }
}
