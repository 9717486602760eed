package io.understudy.ops.bench;

import io.understudy.model.InputException;

/**
 * How much to measure.
 *
 * @param records of one lap, 1,000 to 10 million
 * @param rounds in which every contender has one lap; medians are taken over them
 * @param seed of reference, model and events
 * @param kind name of the family of the model that the generator draws from
 */
public record BenchSettings(int records, int rounds, long seed, String kind) {
    private static final int FEWEST_RECORDS = 1_000;
    private static final int MOST_RECORDS = 10_000_000;

    public BenchSettings {
        if (records < FEWEST_RECORDS || records > MOST_RECORDS) {
            throw new InputException("--records " + records + " must be " + FEWEST_RECORDS + " to " + MOST_RECORDS);
        }
        if (rounds < 1) {
            throw new InputException("--rounds " + rounds + " must be at least 1; 3 show a spread");
        }
    }
}
