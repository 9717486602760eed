package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;
import java.util.List;

/**
 * The laws of a chain, in the order in which they are drawn. The lists go along the column lists of {@link ChainShape}.
 *
 * @param label outcomes: a class that entities carry; null where there is no label column
 * @param statics one a static column
 * @param episodes one a class that keys carry
 * @param balance null where no column runs
 */
public record ChainLaws(
        ArrivalLaw arrival,
        ProbabilityTree label,
        GapLaw gap,
        TokenLaw token,
        List<NumberLaw> statics,
        List<NumberMark> numbers,
        List<CategoryLaw> categories,
        List<KeyLaw> keys,
        List<KeyEpisodes> episodes,
        BalanceRule balance,
        List<TimeColumn> times) {
    public ChainLaws {
        statics = List.copyOf(statics);
        numbers = List.copyOf(numbers);
        categories = List.copyOf(categories);
        keys = List.copyOf(keys);
        episodes = List.copyOf(episodes);
        times = List.copyOf(times);
    }
}
