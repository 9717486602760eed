package io.understudy.model.table;

import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.BalanceRule;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.KeyEpisodes;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.StayLaw;
import io.understudy.model.chain.TimeColumn;
import java.util.List;

/**
 * The laws of the tables, in the order of their draws: class, token, time, keys, categories, numbers. The lists go along
 * the column lists of {@link io.understudy.model.chain.ChainShape}.
 *
 * @param stay null where entities come and go as they like
 * @param label classes that entities carry; null where there is one
 * @param first token of an entity's first event
 * @param token of all others; its last outcome is that there is none
 * @param day outcomes: the same day, or a stretch of days of {@code grid}
 * @param gap outcomes: bins of the grid's gaps; null where times are dates
 * @param timeOfDay outcomes: bins of the grid's times; null where times are dates
 * @param categories outcomes: value + 1, 0 for missing
 * @param keys without trees, see {@code keyKinds}
 * @param keyKinds outcomes: {@link KeyLaw}'s kinds, {@link KeyLaw#OWN} apart
 * @param balance null where no column runs
 * @param balanceBins null where no column runs
 * @param episodes of classes that keys carry
 */
public record TableLaws(
        ArrivalLaw arrival,
        StayLaw stay,
        TimeGrid grid,
        RowTable label,
        RowTable first,
        RowTable token,
        RowTable day,
        RowTable gap,
        RowTable timeOfDay,
        List<RowTable> categories,
        List<Number> numbers,
        List<Fixed> statics,
        List<KeyLaw> keys,
        List<RowTable> keyKinds,
        BalanceRule balance,
        Bins balanceBins,
        List<TimeColumn> times,
        List<KeyEpisodes> episodes) {
    public TableLaws {
        categories = List.copyOf(categories);
        numbers = List.copyOf(numbers);
        statics = List.copyOf(statics);
        keys = List.copyOf(keys);
        keyKinds = List.copyOf(keyKinds);
        times = List.copyOf(times);
        episodes = List.copyOf(episodes);
    }

    /**
     * A number.
     *
     * @param group outcomes: missing, the last event's value again, then a group of the grid
     * @param value outcomes of the grid, given the group
     */
    public record Number(ValueGrid grid, RowTable group, RowTable value) {
        /** Outcome of {@code group}: no value. */
        public static final int MISSING = 0;
        /** Outcome of {@code group}: the last event's value. */
        public static final int LAST = 1;
        /** Outcome of {@code group}: the first group. */
        public static final int FIRST_GROUP = 2;
    }

    /**
     * A column drawn at an entity's birth: a name or a number.
     *
     * @param name outcomes: value + 1, 0 for missing; null for a number
     * @param number null for a name
     */
    public record Fixed(RowTable name, Number number) {}
}
