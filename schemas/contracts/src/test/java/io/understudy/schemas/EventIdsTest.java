package io.understudy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdsTest {

    @Test
    void isSpeckAsPublished() {
        // Given the test vector for Speck64/128 of Beaulieu et al. 2013, appendix C
        EventIds ids = new EventIds(0x1b1a1918_13121110L, 0x0b0a0908_03020100L);

        // When
        long block = ids.encrypt(0x3b726574_7475432dL);

        // Then
        assertThat(block).isEqualTo(0x8c6fa548_454e028bL);
        assertThat(ids.decrypt(block)).isEqualTo(0x3b726574_7475432dL);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void idTellsWhatItWasMadeOfToWhoeverHasTheKey(long seed) {
        // Given
        SplittableRandom random = new SplittableRandom(seed);
        EventIds ids = EventIds.ofSeed(seed);
        for (int i = 0; i < 10_000; i++) {
            int origin = random.nextInt(EventIds.ORIGINS);
            long entity = random.nextLong(EventIds.ENTITIES);
            long sequence = random.nextLong(EventIds.SEQUENCES);

            // When
            long id = ids.id(origin, entity, sequence);

            // Then
            assertThat(new long[] {ids.origin(id), ids.entity(id), ids.sequence(id)})
                    .as("seed %d, draw %d", seed, i)
                    .containsExactly(origin, entity, sequence);
        }
    }

    @Test
    void neighboursGetIdsThatDifferInAboutHalfTheirBits() {
        // Given
        EventIds ids = EventIds.ofSeed(5);
        long differing = 0;
        int pairs = 10_000;

        // When
        for (int i = 0; i < pairs; i++) {
            differing += Long.bitCount(ids.id(EventIds.BASE, 7, i) ^ ids.id(1, 7, i));
        }

        // Then the mean of 640,000 fair bits is within 6 standard deviations (0.04 bits a pair) of 32
        assertThat(differing / (double) pairs).isBetween(31.76, 32.24);
    }

    @Test
    void otherSeedGivesOtherIds() {
        // Given
        Set<Long> ids = new HashSet<>();

        // When
        for (long seed = 0; seed < 1_000; seed++) {
            ids.add(EventIds.ofSeed(seed).id(0, 0, 0));
        }

        // Then
        assertThat(ids).hasSize(1_000);
    }

    @Test
    void refusesWhatLiesBeyondItsLimits() {
        EventIds ids = EventIds.ofSeed(1);
        ids.id(15, (1L << 34) - 1, (1L << 26) - 1); // the last that is allowed
        for (Runnable beyond : new Runnable[] {
            () -> ids.id(16, 0, 0),
            () -> ids.id(-1, 0, 0),
            () -> ids.id(0, 1L << 34, 0),
            () -> ids.id(0, -1, 0),
            () -> ids.id(0, 0, 1L << 26),
            () -> ids.id(0, 0, Long.MIN_VALUE)
        }) {
            assertThatIllegalArgumentException().isThrownBy(beyond::run);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ids.id(0, 3, 67_108_864))
                .withMessage("event 67108864 of entity 3 from origin 0 has no event id; origins lie in 0..15, "
                        + "entities in 0..17179869183, events of one entity in 0..67108863");
    }

    @Test
    void textHasSixteenDigitsAndIsReadBack() {
        assertThat(EventIds.text(0xab)).isEqualTo("00000000000000ab");
        assertThat(EventIds.text(-1)).isEqualTo("ffffffffffffffff");
        assertThat(EventIds.parse(EventIds.text(Long.MIN_VALUE + 5))).isEqualTo(Long.MIN_VALUE + 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventIds.parse("12345678901234gg"))
                .withMessage("\"12345678901234gg\" is no event id: it has 16 hex digits");
        assertThatIllegalArgumentException().isThrownBy(() -> EventIds.parse("ab"));
    }
}
