package io.understudy.model;

import java.util.List;

/**
 * What a model learned, told to people: figures of the reference and the size of each law. Nothing in it rests on fewer
 * than {@code floor} entities; what would is left out, or 0 where it is a share.
 *
 * @param floor fewest entities that a figure rests on
 * @param tokens number of tokens that the model holds
 * @param topTokens the most frequent, at most 20; the text joins the type columns' cells by {@code |}
 * @param classes share of the rows by class of the label column; empty where there is none
 * @param eventsPerEntity quantiles
 * @param gapSeconds quantiles of the time between neighbouring events of an entity
 * @param rhythm when in the week and the month events happen
 * @param arrivals when entities have their first event
 * @param numbers one a column of numbers
 * @param categories one a column of categories
 * @param keys one a column of keys that are made anew
 * @param clusters number of groups that entities fall into
 * @param laws one a learned law, in the order in which they are drawn
 * @param rules one a column that follows from others exactly
 */
public record Profile(
        int floor,
        int tokens,
        List<Share> topTokens,
        List<Share> classes,
        Quantiles eventsPerEntity,
        Quantiles gapSeconds,
        Rhythm rhythm,
        List<Arrival> arrivals,
        List<NumberColumn> numbers,
        List<CategoryColumn> categories,
        List<KeyColumn> keys,
        int clusters,
        List<Law> laws,
        List<Rule> rules) {

    /** Values that a list of shares has at most. */
    public static final int MOST_SHARES = 20;

    /** The profile of a model that keeps none. */
    public static final Profile NONE = new Profile(
            1,
            0,
            List.of(),
            List.of(),
            Quantiles.NONE,
            Quantiles.NONE,
            new Rhythm(List.of(), List.of(), List.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            0,
            List.of(),
            List.of());

    public Profile {
        topTokens = List.copyOf(topTokens);
        classes = List.copyOf(classes);
        arrivals = List.copyOf(arrivals);
        numbers = List.copyOf(numbers);
        categories = List.copyOf(categories);
        keys = List.copyOf(keys);
        laws = List.copyOf(laws);
        rules = List.copyOf(rules);
    }

    /**
     * How frequent a value is.
     *
     * @param share of the rows, in 0..1
     * @param entities that have it
     */
    public record Share(String text, double share, long entities) {}

    /**
     * Quantiles at {@link #LEVELS}, moved inwards until enough entities lie at or beyond them.
     *
     * @param values along {@code LEVELS}; empty where too few entities have a value
     */
    public record Quantiles(List<Double> values) {
        /** Levels of the quantiles; the first and the last are the ends. */
        public static final List<Double> LEVELS = List.of(0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0);

        /** No quantiles: too few entities have a value. */
        public static final Quantiles NONE = new Quantiles(List.of());

        public Quantiles {
            values = List.copyOf(values);
            if (!values.isEmpty() && values.size() != LEVELS.size()) {
                throw new IllegalArgumentException("quantiles are " + LEVELS.size() + ", not " + values.size());
            }
        }
    }

    /**
     * Shares of the rows by local time.
     *
     * @param byHourOfWeek // [weekday * 24 + hour], Monday first; empty where times are dates
     * @param byWeekday // [weekday], Monday first
     * @param byDayOfMonth // [day - 1]
     */
    public record Rhythm(List<Double> byHourOfWeek, List<Double> byWeekday, List<Double> byDayOfMonth) {
        public Rhythm {
            byHourOfWeek = List.copyOf(byHourOfWeek);
            byWeekday = List.copyOf(byWeekday);
            byDayOfMonth = List.copyOf(byDayOfMonth);
        }
    }

    /**
     * Entities whose first event lies in a stretch of the reference.
     *
     * @param fromDay days since the reference's start
     * @param toDay end of the stretch
     * @param share of the entities
     */
    public record Arrival(double fromDay, double toDay, double share) {}

    /**
     * A column of numbers.
     *
     * @param missingShare of the rows
     */
    public record NumberColumn(String column, double missingShare, Quantiles quantiles) {}

    /**
     * A column of categories.
     *
     * @param values that the model holds
     * @param missingShare of the rows, values that the model does not hold among them
     * @param top the most frequent
     */
    public record CategoryColumn(String column, int values, double missingShare, List<Share> top) {
        public CategoryColumn {
            top = List.copyOf(top);
        }
    }

    /**
     * A column of keys that are made anew.
     *
     * @param distinct keys in the reference
     * @param keysPerEntity mean
     * @param entitiesPerKey mean
     * @param sharedShare share of the keys that more than one entity has
     * @param missingShare of the rows
     */
    public record KeyColumn(
            String column,
            long distinct,
            double keysPerEntity,
            double entitiesPerKey,
            double sharedShare,
            double missingShare) {}

    /**
     * How large a law is.
     *
     * @param name of the part of an event that it draws
     * @param trees that it consists of
     * @param leaves contexts that it tells apart, over all trees
     * @param splits what the trees ask most, at most 5
     */
    public record Law(String name, int trees, int leaves, List<Split> splits) {
        public Law {
            splits = List.copyOf(splits);
        }
    }

    /**
     * How often trees ask for a feature.
     *
     * @param nodes that split on it
     */
    public record Split(String feature, int nodes) {}

    /**
     * A column that follows from others.
     *
     * @param text how, such as {@code last balance + amount (3 tokens), - amount (4 tokens)}
     */
    public record Rule(String column, String text) {}
}
