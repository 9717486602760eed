package io.understudy.model.chain;

import java.util.Arrays;

/**
 * Law of a key that other columns follow from: each key has one combination of attributes (a merchant its category and
 * country), so that the marks are drawn first and the key is one of those that have them. A stratum holds the keys of one
 * combination in classes by popularity; a combination without a stratum has one key.
 *
 * @param marks categorical marks that follow from the key
 * @param outcomes // [attribute] outcomes of the mark
 * @param combinations // [stratum] ascending; see {@link #combination}
 * @param firstClass // [stratum] of its classes; one more ends the last
 * @param shares // [class] cumulative share of pool places within the stratum
 * @param keys // [class] number of keys, per entity of the population
 * @param usualPlaces keys that an entity goes to again and again when it has a combination, in the mean
 * @param firstShare of the keys that are new to an entity: those that come with a combination that is
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeyStrata(
        int[] marks,
        int[] outcomes,
        long[] combinations,
        int[] firstClass,
        double[] shares,
        double[] keys,
        double usualPlaces,
        double firstShare) {
    private static final int STRAY_BITS = 18;

    public KeyStrata {
        if (marks.length == 0
                || outcomes.length != marks.length
                || firstClass.length != combinations.length + 1
                || shares.length != keys.length
                || firstClass[combinations.length] != keys.length
                || !(usualPlaces >= 1 && usualPlaces <= KeyLaw.MOST_PLACES / 2.0)
                || !(firstShare >= 0 && firstShare <= 1)) {
            throw new IllegalArgumentException("strata of keys have attributes, classes for each stratum and at least a"
                    + " usual key, not " + usualPlaces + " of which " + firstShare + " at first");
        }
    }

    /** Codes of the attributes in one number. */
    public static long combination(long before, int outcomes, int outcome) {
        return before * outcomes + outcome;
    }

    /** The combination of the draft's attributes. */
    long combination(EventDraft draft) {
        long combination = 0;
        for (int i = 0; i < marks.length; i++) {
            combination = combination(combination, outcomes[i], draft.categories[marks[i]]);
        }
        return combination;
    }

    /** Ordinal of the key at {@code place} of those that {@code entity} has with a combination. */
    public long key(long seed, int column, long entity, long combination, int place, long population) {
        int classes = keys.length;
        long named = EventRandom.mix(combination + column);
        int stratum = Arrays.binarySearch(combinations, combination);
        if (stratum < 0) {
            return (named >>> 64 - STRAY_BITS) * (classes + 1) + classes;
        }
        long own = EventRandom.mix(seed ^ entity * 0x9E3779B97F4A7C15L) + named;
        long bits = EventRandom.mix(own + (place + 1) * 0x632BE59BD9B4E019L);
        double u = KeyLaw.unit(bits);
        int at = firstClass[stratum];
        while (at + 1 < firstClass[stratum + 1] && shares[at] <= u) {
            at++;
        }
        long count = Math.max(1, Math.round(keys[at] * population));
        return Math.floorMod(EventRandom.mix(bits + 1), count) * (classes + 1) + at;
    }

    /** Place + 1 of the draft's key, of {@code kind}, among those of its combination; 0 if it is missing. */
    int draw(int kind, History history, int key, EventRandom random) {
        int place = switch (kind) {
            case KeyLaw.MISSING -> 0;
            case KeyLaw.OWN -> repeats(history, CategoryLaw.OWN) ? history.ownKey(key) : 0;
            case KeyLaw.STANDING -> repeats(history, CategoryLaw.STANDING) ? history.standingKey(key) : 0;
            case KeyLaw.LAST -> repeats(history, CategoryLaw.LAST) ? history.lastKey(key) : 0;
            case KeyLaw.FRESH -> random.nextDouble() < firstShare ? 0 : anew(history.usedKeys(key));
            default -> 0;
        };
        return kind == KeyLaw.MISSING || place > 0 ? place : usual(random);
    }

    private int usual(EventRandom random) {
        return 1 + (int) (random.nextDouble() * usualPlaces);
    }

    /** A place behind those that are usual and those that were used. */
    private int anew(int used) {
        return Math.min(Math.max((int) Math.ceil(usualPlaces), used), KeyLaw.MOST_PLACES - 1) + 1;
    }

    /** True if the draft has the attributes that a kind of {@link CategoryLaw} repeats. */
    private boolean repeats(History history, int kind) {
        for (int mark : marks) {
            if (history.remembered(mark, kind) != history.draft.categories[mark]) {
                return false;
            }
        }
        return true;
    }
}
