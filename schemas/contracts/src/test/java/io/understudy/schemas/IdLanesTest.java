package io.understudy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdLanesTest {
    private static final int MOST = 64;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 33, MOST})
    void makesTheIdsThatAreMadeOneByOne(int count) {
        // Given
        EventIds ids = EventIds.ofSeed(count);
        IdLanes lanes = new IdLanes(ids, MOST);
        SplittableRandom random = new SplittableRandom(count);
        long[] expected = new long[count];
        for (int lane = 0; lane < count; lane++) {
            int origin = random.nextInt(EventIds.ORIGINS);
            long entity = random.nextLong(EventIds.ENTITIES);
            long sequence = random.nextLong(EventIds.SEQUENCES);
            lanes.put(lane, origin, entity, sequence);
            expected[lane] = ids.id(origin, entity, sequence);
        }

        // When
        lanes.encrypt(count);

        // Then
        for (int lane = 0; lane < count; lane++) {
            assertThat(lanes.id(lane)).as("lane %d of %d", lane, count).isEqualTo(expected[lane]);
        }
    }

    @Test
    void refusesAnEventThatHasNoId() {
        // Given
        IdLanes lanes = new IdLanes(EventIds.ofSeed(1), MOST);

        // When, Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lanes.put(0, EventIds.BASE, EventIds.ENTITIES, 0))
                .withMessageStartingWith("event 0 of entity 17179869184 from origin 0 has no event id");
    }
}
