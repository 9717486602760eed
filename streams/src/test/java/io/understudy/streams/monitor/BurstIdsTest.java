package io.understudy.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.schemas.EventIds;
import org.junit.jupiter.api.Test;

class BurstIdsTest {
    private static final EventIds IDS = EventIds.ofSeed(3);

    private static String id(int origin, long sequence) {
        return EventIds.text(IDS.id(origin, 77, sequence));
    }

    private static void seeBase(BurstIds bursts, int events) {
        for (int i = 0; i < events; i++) {
            assertThat(bursts.see(id(EventIds.BASE, i))).isFalse();
        }
    }

    @Test
    void injectedEventIsToldByItsIdOnceTheKeyIsKnownToBeTheStreams() {
        // Given
        BurstIds bursts = new BurstIds(IDS);
        assertThat(bursts.see(id(5, 0)))
                .as("before base events have shown the key")
                .isFalse();

        // When
        seeBase(bursts, 30);

        // Then
        assertThat(bursts.see(id(5, 1))).isTrue();
        assertThat(bursts.tell(id(5, 2))).isTrue();
        assertThat(bursts.tell(id(EventIds.BASE, 3))).isFalse();
    }

    @Test
    void underAnotherKeyNoEventIsTakenForABursts() {
        // Given
        BurstIds bursts = new BurstIds(EventIds.ofSeed(4));

        // When, then
        seeBase(bursts, 5_000);
        assertThat(bursts.see(id(5, 1))).isFalse();
    }

    @Test
    void idsOfOtherMakeTellNothing() {
        BurstIds bursts = new BurstIds(IDS);

        for (int i = 0; i < 100; i++) {
            assertThat(bursts.see("order-" + i)).isFalse();
        }
        assertThat(bursts.tell("")).isFalse();
    }
}
