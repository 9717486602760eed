package io.understudy.model.chain;

import java.util.List;

/**
 * The laws of a chain, in the order in which they are drawn. The lists go along the column lists of {@link ChainShape}.
 *
 * @param stay takes the place of {@code arrival}, and ends entities, where they are few; else null
 * @param itineraries of classes, where entities are few and {@code k} is 1; else null
 * @param runs where rare classes come in long runs, else null
 * @param label of the class that entities carry; null where there is no label column
 * @param statics one a static column
 * @param episodes one a class that keys carry
 * @param balance null where no column runs
 */
public record ChainLaws(
        ArrivalLaw arrival,
        StayLaw stay,
        Itineraries itineraries,
        RunLaw runs,
        ClassLaw label,
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

    /** The same with another law of the next event. */
    public ChainLaws with(GapLaw other) {
        return with(label, other);
    }

    /** The same with another law of the class. */
    public ChainLaws with(ClassLaw other) {
        return with(other, gap);
    }

    /** The same with other laws of the token and of the categories. */
    public ChainLaws with(TokenLaw otherToken, List<CategoryLaw> otherCategories) {
        return new ChainLaws(
                arrival,
                stay,
                itineraries,
                runs,
                label,
                gap,
                otherToken,
                statics,
                numbers,
                otherCategories,
                keys,
                episodes,
                balance,
                times);
    }

    private ChainLaws with(ClassLaw otherLabel, GapLaw otherGap) {
        return new ChainLaws(
                arrival,
                stay,
                itineraries,
                runs,
                otherLabel,
                otherGap,
                token,
                statics,
                numbers,
                categories,
                keys,
                episodes,
                balance,
                times);
    }

    /** Laws of entities that come and go one by one, and whose classes end as the law of the class says. */
    public ChainLaws(
            ArrivalLaw arrival,
            ClassLaw label,
            GapLaw gap,
            TokenLaw token,
            List<NumberLaw> statics,
            List<NumberMark> numbers,
            List<CategoryLaw> categories,
            List<KeyLaw> keys,
            List<KeyEpisodes> episodes,
            BalanceRule balance,
            List<TimeColumn> times) {
        this(
                arrival,
                null,
                null,
                null,
                label,
                gap,
                token,
                statics,
                numbers,
                categories,
                keys,
                episodes,
                balance,
                times);
    }
}
