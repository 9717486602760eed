package io.understudy.engine.fit.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.model.chain.Bins;
import org.junit.jupiter.api.Test;

/** The ends of a range hold what lies beyond where k entities end it, not one value as often as those have any. */
class OutskirtsTest {
    private static final int K = 10;

    /** One value each of so many entities, evenly from 1000 on. */
    private static OwnedValues even(int entities) {
        OwnedValues values = new OwnedValues();
        for (int e = 0; e < entities; e++) {
            values.add(1000 + 10L * e, e);
        }
        return values;
    }

    @Test
    void reachAboutAsFarAsTheValuesDo() {
        Outskirts outskirts = Outskirts.of(even(100), K);

        // the ten least lie 0 to 90 below the tenth, the next ten 10 to 100 above it
        assertThat(outskirts.low()).isEqualTo(300);
        assertThat(outskirts.high()).isEqualTo(outskirts.low());
    }

    /** Values that stand evenly up to an end lie one distance of the next k before it, not three. */
    @Test
    void endWhereValuesDo() {
        Outskirts outskirts = Outskirts.of(even(200), K);

        assertThat(outskirts.low()).isEqualTo(100);
        assertThat(outskirts.high()).isEqualTo(100);
    }

    /** The control: an exponential tail thins out and has no limit, however many there are. */
    @Test
    void reachAsFarAsATailThatThinsOut() {
        OwnedValues values = new OwnedValues();
        for (int e = 0; e < 400; e++) {
            values.add(Math.round(-1000 * Math.log((e + 0.5) / 400)), e);
        }

        assertThat(Outskirts.of(values, K).high()).isBetween(1900L, 2300L);
    }

    @Test
    void widenTheOuterBins() {
        Bins bins = new Outskirts(5, 7).with(new Bins(new long[] {10, 20}, new long[] {19, 20}));

        assertThat(bins).usingRecursiveComparison().isEqualTo(new Bins(new long[] {5, 20}, new long[] {19, 27}));
    }

    /** However far away fewer than k entities are, it tells nothing. */
    @Test
    void areNotMovedByFewerThanKEntities() {
        OwnedValues values = even(100 - K + 1);
        for (int e = 0; e < K - 1; e++) {
            values.add(1_000_000 * (e + 1), 100 + e);
        }

        assertThat(Outskirts.of(values, K).high()).isEqualTo(300);
    }

    /** The control: what k entities have is an end that stays. */
    @Test
    void areNoneOfAnEndThatManyHave() {
        OwnedValues values = even(100);
        for (int e = 100; e < 120; e++) {
            values.add(900, e);
        }

        assertThat(Outskirts.of(values, K).low()).isZero();
    }

    @Test
    void areNoneWhereEntitiesAreFewOrNoneIsHidden() {
        assertThat(Outskirts.of(even(29), K)).isEqualTo(new Outskirts(0, 0));
        assertThat(Outskirts.of(even(100), 1)).isEqualTo(new Outskirts(0, 0));
    }
}
