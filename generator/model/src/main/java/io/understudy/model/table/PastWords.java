package io.understudy.model.table;

import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.WallClock;

/**
 * The past in the words of a state, laid out by {@link WordPlan}: how an event is added to it, and what is asked one thing at
 * a time; {@link PastView} takes out the rest. Immutable.
 */
final class PastWords {
    private static final int GAP_SHIFT = 16; // the first code is of gaps below 0.07 s
    private static final int LARGEST_BYTE = 255;
    private static final int MEAN_SHIFT = 2; // a new value has a quarter of the weight
    private static final int LEVEL_SHIFT =
            4; // at most as many halvings of a new number's weight, one for each doubling of events
    private static final long HOUR_UNIT = WallClock.DAY / (CodeBook.HOURS * 8L);
    static final int LEVEL_BITS = 12; // of a number's moving mean quantile
    static final int CODE_SHIFT = 24; // behind them its last bin + 1, then the code of that
    private static final int BIN_MASK = (1 << CODE_SHIFT - LEVEL_BITS) - 1;

    private final WordPlan plan;
    private final int[] levelByBin; // [mark * mostBins + bin] quantile of the bin, LEVEL_BITS bits
    private final int[] codeByBin; // [mark * mostBins + bin + 1] code of the bin's group, 0 of no value
    private final int mostBins;
    private final int marks;
    private final int keys;
    private final int categories;
    private final int firstCategory;

    /** The past of entities whose features are those of a book; a grid for each numeric mark. */
    PastWords(WordPlan plan, CodeBook book, ValueGrid[] grids) {
        this.plan = plan;
        marks = grids.length;
        keys = book.keys();
        categories = book.categories();
        firstCategory = book.category(0);
        int most = 1;
        for (ValueGrid grid : grids) {
            most = Math.max(most, grid.bins().size());
        }
        mostBins = most + 1;
        codeByBin = new int[grids.length * mostBins];
        levelByBin = new int[grids.length * mostBins];
        for (int i = 0; i < grids.length; i++) {
            int size = grids[i].bins().size();
            for (int bin = 0; bin < size; bin++) {
                levelByBin[i * mostBins + bin] = (int) (((1L << LEVEL_BITS) - 1) * bin / Math.max(1, size - 1));
                codeByBin[i * mostBins + bin + 1] = grids[i].groupByBin()[bin] + 1;
            }
        }
    }

    /** Adds the events of the first {@code count} lanes, apart from what nobody will look at. */
    void add(
            Lanes lanes,
            int count,
            boolean rhythms,
            boolean[] keptNumbers,
            int[] places,
            long[] values,
            int[] valueBins) {
        int[] codes = lanes.code;
        for (int lane = 0; lane < count; lane++) {
            long[] words = lanes.words[lane];
            long micros = lanes.micros[lane];
            int events = (int) words[WordPlan.COUNT];
            int label = codes[CodeBook.OWN_LABEL * Lanes.MOST + lane];
            if (rhythms) {
                boolean sameDay = events > 0 && lanes.day[lane] == lanes.lastDay[lane];
                addRhythm(words, label, micros, sameDay, lanes.dayMicros[lane]);
            }
            addHead(words, label, codes[CodeBook.TOKEN_0 * Lanes.MOST + lane], micros);
            for (int i = 0; i < marks; i++) {
                if (keptNumbers[i]) {
                    addNumber(words, i, events, values[i * Lanes.MOST + lane], valueBins[i * Lanes.MOST + lane]);
                }
            }
            for (int i = 0; i < keys; i++) {
                addKey(words, i, places[i * Lanes.MOST + lane]);
            }
        }
        for (int from = 0; from < categories; from += 4) {
            int at = plan.categories + (from >> 2);
            int end = Math.min(categories, from + 4);
            for (int lane = 0; lane < count; lane++) {
                long word = 0;
                for (int i = end - 1; i >= from; i--) {
                    word = word << 16 | codes[(firstCategory + i) * Lanes.MOST + lane];
                }
                lanes.words[lane][at] = word;
            }
        }
    }

    void addHead(long[] words, int label, int tokenCode, long micros) {
        long count = words[WordPlan.COUNT];
        if ((int) count == 0) {
            words[WordPlan.FIRST_TIME] = micros;
        }
        words[WordPlan.LAST_TIME] = micros;
        words[WordPlan.COUNT] = count & ~0xffff_ffffL | (int) count + 1 & 0xffff_ffffL;
        words[WordPlan.HEAD] = words[WordPlan.HEAD] & ~(0xffffL << 16) | (long) label << 16;
        long tokens = words[WordPlan.TOKENS];
        words[WordPlan.TOKENS] = tokens & 0xffffL << 48 | (tokens & 0xffff_ffffL) << 16 | tokenCode & 0xffffL;
    }

    void addKey(long[] words, int key, int place) {
        if (place > 0) {
            int shift = (key & 1) << 5;
            int at = plan.keys + (key >> 1);
            long used = Math.max(usedKeys(words, key), place);
            words[at] = words[at] & ~(0xffff_ffffL << shift) | (used | (long) place << 16) << shift;
        }
    }

    void addRhythm(long[] words, int label, long micros, boolean sameDay, long dayMicros) {
        int count = (int) words[WordPlan.COUNT];
        long before = words[WordPlan.RHYTHM];
        long gap = micros - words[WordPlan.LAST_TIME];
        int gapCode = count == 0 ? 0 : gapCode(gap);
        int mean = (int) (before >>> 8) & LARGEST_BYTE;
        int newMean = count <= 1 ? gapCode << 2 : mean + ((gapCode << 2) - mean >> MEAN_SHIFT);
        int instants =
                count > 0 && gap == 0 ? Math.min(CodeBook.FEW - 1, ((int) (before >>> 16) & LARGEST_BYTE) + 1) : 1;
        int dayCount = sameDay ? Math.min(CodeBook.COUNTS - 1, ((int) (before >>> 24) & LARGEST_BYTE) + 1) : 1;
        int hourMean = (int) (before >>> 32) & LARGEST_BYTE;
        int hour = (int) (dayMicros / HOUR_UNIT);
        int newHour = sameDay ? hourMean : count == 0 ? hour : hourMean + (hour - hourMean >> MEAN_SHIFT);
        int labelled = Math.min(CodeBook.FEW - 1, ((int) (before >>> 40) & LARGEST_BYTE) + (label > 0 ? 1 : 0));
        boolean goesOn = count > 0 && label == ((int) (words[WordPlan.HEAD] >>> 16) & 0xffff);
        int run = goesOn ? Math.min(CodeBook.COUNTS - 1, ((int) (before >>> 48) & LARGEST_BYTE) + 1) : 1;
        words[WordPlan.RHYTHM] = gapCode
                | (long) newMean << 8
                | (long) instants << 16
                | (long) dayCount << 24
                | (long) newHour << 32
                | (long) labelled << 40
                | (long) run << 48;
    }

    void addNumber(long[] words, int mark, int count, long value, int bin) {
        int shift = (mark & 1) << 5;
        int at = plan.numbers + (mark >> 1);
        int level = (int) (words[at] >>> shift) & (1 << LEVEL_BITS) - 1;
        if (bin >= 0) {
            int reached = levelByBin[mark * mostBins + bin];
            int steps = Math.min(LEVEL_SHIFT, Integer.SIZE - Integer.numberOfLeadingZeros(count));
            level = count == 0 ? reached : level + (reached - level + (1 << steps - 1) >> steps);
        }
        long kept = level | (bin + 1L) << LEVEL_BITS | (long) codeOf(mark, bin) << CODE_SHIFT;
        words[at] = words[at] & ~(0xffff_ffffL << shift) | kept << shift;
        words[plan.lastNumbers + mark] = value;
    }

    /** The code of a number whose value is in a bin, or -1 if it is missing. */
    int codeOf(int mark, int bin) {
        return codeByBin[mark * mostBins + bin + 1];
    }

    /** Two codes an octave; 0 is left to no gap. */
    static int gapCode(long gapMicros) {
        long value = Math.max(1, (Math.max(0, gapMicros) >>> GAP_SHIFT) + 1);
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
        int half = octave == 0 ? 0 : (int) (value >>> octave - 1) & 1;
        return Math.min(CodeBook.GAPS - 1, 2 * octave + half + 1);
    }

    int usedKeys(long[] words, int key) {
        return (int) (words[plan.keys + (key >> 1)] >>> ((key & 1) << 5)) & 0xffff;
    }

    /** Place + 1 of the last event's key. */
    int lastKey(long[] words, int key) {
        return (int) (words[plan.keys + (key >> 1)] >>> ((key & 1) << 5) + 16) & 0xffff;
    }

    /** The bin of the last event's value, -1 if it had none. */
    int lastBin(long[] words, int mark) {
        return ((int) (words[plan.numbers + (mark >> 1)] >>> ((mark & 1) << 5) + LEVEL_BITS) & BIN_MASK) - 1;
    }

    long lastNumber(long[] words, int mark) {
        return (int) words[WordPlan.COUNT] > 0 ? words[plan.lastNumbers + mark] : ColumnFormat.MISSING;
    }
}
