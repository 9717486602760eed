package io.understudy.model.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreshLawTest {
    private static final double NO_LEVEL = Double.NaN;
    private static final int DRAWS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void holdsWhateverItDraws(long seed) {
        FreshLaw plain = law(new Bins(new long[] {299, 302, 900}, new long[] {300, 305, 2_000}));
        FreshLaw near = law(new Bins(new long[] {-900, -3, 40}, new long[] {-899, 20, 2_000}));
        FreshLaw inTens = new FreshLaw(near.bins(), null, null, 0, 1_000_000, 10);
        EventRandom random = new EventRandom();
        random.open(seed, 0, 0, 0);

        for (int i = 0; i < DRAWS; i++) {
            int bin = (int) random.nextLong(3);
            int wanted = (int) random.nextLong(4);
            double level = 1 + 6 * random.nextDouble();
            assertDrawn(plain, bin, wanted, NO_LEVEL, random);
            assertDrawn(near, bin, wanted, level, random);
            assertDrawn(inTens, bin, 1 + wanted, level, random);
            assertThat(inTens.draw(bin, 1 + wanted, level, random) % 10).isZero();
        }
    }

    /** A value is just as round as the law says that it is given: nothing that is drawn is a surprise. */
    private static void assertDrawn(FreshLaw law, int bin, int wanted, double level, EventRandom random) {
        long value = law.draw(bin, wanted, level, random);
        String what = value + " of bin " + bin + " above " + level + ", " + wanted + " zeros wanted";
        assertThat(law.holds(level, value)).as(what).isTrue();
        if (!law.single(bin, level)) {
            assertThat(FreshLaw.zerosOf(value)).as(what).isEqualTo(law.zerosGiven(bin, level, 1, wanted));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9995,10268,3,4",
        "9995,10268,2,2",
        "9995,10268,9,4",
        "101,109,3,0",
        "-20,20,1,1",
        "-20,20,5,9",
        "95,105,1,2"
    })
    void givesAsManyZerosAsWantedElseTheNextMoreElseTheNextFewer(long low, long high, int wanted, int given) {
        FreshLaw law = law(new Bins(new long[] {low}, new long[] {high}));
        EventRandom random = new EventRandom();
        random.open(3, 0, 0, wanted);
        Set<Long> drawn = new TreeSet<>();

        for (int i = 0; i < DRAWS; i++) {
            drawn.add(law.draw(0, wanted, NO_LEVEL, random));
        }

        Set<Long> soRound = LongStream.rangeClosed(low, high)
                .filter(value -> FreshLaw.zerosOf(value) == given)
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(law.zerosGiven(0, NO_LEVEL, 1, wanted)).isEqualTo(given);
        assertThat(drawn).isEqualTo(soRound);
    }

    private static FreshLaw law(Bins bins) {
        return new FreshLaw(bins, null, null);
    }
}
