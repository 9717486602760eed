package io.understudy.model.table;

import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.ChainShape;

/**
 * What laws may look at: features of the past and of the event at hand, each a small whole number. First those that every
 * log has, then those of its columns. Immutable.
 */
public final class CodeBook {
    public static final int CLUSTER = 0;
    public static final int COUNT = 1; // events so far
    public static final int LAST_LABEL = 2;
    public static final int RUN = 3; // events of the last class in a row
    public static final int LABELLED = 4; // events of rare classes so far
    public static final int TOKEN_1 = 5; // token + 1 of the last event, 0 before the first
    public static final int TOKEN_2 = 6;
    public static final int TOKEN_3 = 7;
    public static final int GAP_1 = 8; // between the last two events, two codes an octave; 0 before the second
    public static final int GAP_MEAN = 9; // moving mean of the same
    public static final int INSTANTS = 10; // events at the last event's instant
    public static final int DAY_COUNT = 11; // events on the last event's day
    public static final int HOUR_1 = 12; // of the last event
    public static final int WEEKDAY_1 = 13;
    public static final int DAY_1 = 14; // of the month
    public static final int LEFT_1 = 15; // days to the month's end
    public static final int AGE = 16; // days since the first event, a code an octave
    public static final int HOUR_MEAN = 17; // moving mean of the hour of each day's first event
    public static final int BALANCE = 18;
    public static final int OWN_LABEL = 19; // of the event at hand; 0 where it comes with a key
    public static final int TOKEN_0 = 20;
    public static final int DAYS_0 = 21; // ahead of the last event
    public static final int WEEKDAY_0 = 22;
    public static final int DAY_0 = 23;
    public static final int LEFT_0 = 24;
    public static final int HOUR_0 = 25;
    public static final int GAP_0 = 26;
    public static final int LABEL = 27;

    static final int GAPS = 64;
    static final int COUNTS = 16;
    static final int FEW = 8;
    static final int HOURS = 24;
    static final int WEEKDAYS = 7;
    static final int DAYS = 31;
    static final int LEFTS = 10;
    static final int LEVELS = 16;
    private static final int HEAD = 28;

    private final int[] radix; // [feature] codes that it may have
    private final boolean[] ordered; // [feature] neighbouring codes are alike
    private final int categories;
    private final int numbers;
    private final int statics;
    private final int keys;

    /**
     * The features of a log.
     *
     * @param numberCodes // [numeric mark] codes of its value
     * @param staticCodes // [static column] the same
     * @param balanceCodes the same of the running column; 1 where there is none
     */
    public CodeBook(ChainShape shape, int[] numberCodes, int[] staticCodes, int balanceCodes) {
        int[] categoryColumns = shape.categoricalColumns();
        categories = categoryColumns.length;
        numbers = numberCodes.length;
        statics = staticCodes.length;
        keys = shape.keyColumns().length;
        radix = new int[HEAD + 2 * categories + 3 * numbers + statics + 2 * keys];
        ordered = new boolean[radix.length];
        set(shape.clusters(), false, CLUSTER);
        set(COUNTS, true, COUNT, RUN, DAY_COUNT, AGE, DAYS_0);
        set(shape.classes(), false, LAST_LABEL, OWN_LABEL, LABEL);
        set(FEW, true, LABELLED, INSTANTS);
        set(shape.tokens() + 1, false, TOKEN_0, TOKEN_1, TOKEN_2, TOKEN_3);
        set(GAPS, true, GAP_0, GAP_1, GAP_MEAN);
        set(HOURS, true, HOUR_0, HOUR_1, HOUR_MEAN);
        set(WEEKDAYS, false, WEEKDAY_0, WEEKDAY_1);
        set(DAYS, true, DAY_0, DAY_1);
        set(LEFTS, true, LEFT_0, LEFT_1);
        set(balanceCodes, true, BALANCE);
        if (numbers > 0 && java.util.Arrays.stream(numberCodes).max().orElse(0) > 255) {
            throw new IllegalArgumentException("a number has at most 255 codes");
        }
        for (int i = 0; i < categories; i++) {
            int names = names(shape, categoryColumns[i]) + 1;
            set(names, false, category(i), lastCategory(i));
        }
        for (int i = 0; i < numbers; i++) {
            set(numberCodes[i], true, number(i), lastNumber(i));
            set(LEVELS, true, level(i));
        }
        for (int i = 0; i < statics; i++) {
            set(staticCodes[i], false, fixed(i));
        }
        for (int i = 0; i < keys; i++) {
            set(FEW, true, keysUsed(i));
            set(io.understudy.model.chain.KeyLaw.KINDS, false, keyKind(i));
        }
    }

    private void set(int codes, boolean inOrder, int... features) {
        for (int feature : features) {
            radix[feature] = Math.max(1, codes);
            ordered[feature] = inOrder;
        }
    }

    /** Number of values of a column that holds names. */
    static int names(ChainShape shape, int column) {
        return ((ColumnFormat.Dictionary) shape.layout().column(column).format())
                .values()
                .size();
    }

    /** Number of features. */
    public int size() {
        return radix.length;
    }

    int categories() {
        return categories;
    }

    int numbers() {
        return numbers;
    }

    int statics() {
        return statics;
    }

    int keys() {
        return keys;
    }

    /** Codes that a feature may have, from 0. */
    public int radix(int feature) {
        return radix[feature];
    }

    /** True if neighbouring codes are alike. */
    public boolean ordered(int feature) {
        return ordered[feature];
    }

    /** The value of a category of the event at hand, plus 1. */
    public int category(int mark) {
        return HEAD + mark;
    }

    /** The same of the last event. */
    public int lastCategory(int mark) {
        return HEAD + categories + mark;
    }

    /** The group of values of a number of the event at hand, plus 1; 0 if missing. */
    public int number(int mark) {
        return HEAD + 2 * categories + mark;
    }

    /** The same of the last event. */
    public int lastNumber(int mark) {
        return HEAD + 2 * categories + numbers + mark;
    }

    /** Moving mean of the number's quantile; 0 before the first. */
    public int level(int mark) {
        return HEAD + 2 * categories + 2 * numbers + mark;
    }

    /** The value of a static column. */
    public int fixed(int index) {
        return HEAD + 2 * categories + 3 * numbers + index;
    }

    /** How many keys of a column the entity has used, a code an octave. */
    public int keysUsed(int key) {
        return HEAD + 2 * categories + 3 * numbers + statics + key;
    }

    /** The kind of key of the event at hand, one of {@link io.understudy.model.chain.KeyLaw}'s. */
    public int keyKind(int key) {
        return HEAD + 2 * categories + 3 * numbers + statics + keys + key;
    }
}
