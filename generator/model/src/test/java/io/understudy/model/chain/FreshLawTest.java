package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshLawTest {
    private static final double NO_LEVEL = Double.NaN;
    private static final int DRAWS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsWhateverItDraws(long seed) {
        FreshLaw plain = law(new Bins(new long[] {299, 302, 900}, new long[] {300, 305, 2_000}));
        FreshLaw near = law(new Bins(new long[] {-900, -3, 40}, new long[] {-899, 20, 2_000}));
        EventRandom random = new EventRandom();
        random.open(seed, 0, 0, 0);

        for (int i = 0; i < DRAWS; i++) {
            int bin = (int) random.nextLong(3);
            int wanted = (int) random.nextLong(4);
            double level = 1 + 6 * random.nextDouble();
            assertDrawn(plain, bin, wanted, NO_LEVEL, random);
            assertDrawn(near, bin, wanted, level, random);
        }
    }

    /** A value is as round as was wanted, or as any value of the bin is: nothing that is drawn is a surprise. */
    private static void assertDrawn(FreshLaw law, int bin, int wanted, double level, EventRandom random) {
        long value = law.draw(bin, wanted, level, random);
        String what = value + " of bin " + bin + " above " + level + ", " + wanted + " zeros wanted";
        assertThat(law.holds(level, value)).as(what).isTrue();
        if (!law.single(bin, level)) {
            assertThat(FreshLaw.zerosOf(value))
                    .as(what)
                    .isGreaterThanOrEqualTo(Math.min(wanted, law.mostZeros(bin, level)));
        }
    }

    private static FreshLaw law(Bins bins) {
        return new FreshLaw(bins, null, null);
    }
}
