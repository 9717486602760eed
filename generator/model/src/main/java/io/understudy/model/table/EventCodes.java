package io.understudy.model.table;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EntityState;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.WallClock;

/**
 * The codes of all features, filled in stage by stage: those of the past from an entity's words, then those of the event
 * at hand as its parts become known; and the way back, from an event into the words. Sampler, scorer and fit share it, so
 * that a law is asked as it was learned. Scratch of one thread.
 */
public final class EventCodes {
    private static final int GAP_SHIFT = 16; // the first code is of gaps below 0.07 s
    private static final int LARGEST_BYTE = 255;
    private static final int MEAN_SHIFT = 2; // a new value has a quarter of the weight
    private static final int LEVEL_SHIFT =
            4; // at most as many halvings of a new number's weight, one for each doubling of events
    private static final long HOUR_UNIT = WallClock.DAY / (CodeBook.HOURS * 8L);
    static final int LEVEL_BITS = 12; // of a number's moving mean quantile
    static final int CODE_SHIFT = 24; // behind them its last bin + 1, then the code of that
    private static final int BIN_MASK = (1 << CODE_SHIFT - LEVEL_BITS) - 1;

    private final ChainShape shape;
    private final WordPlan plan;
    private final PastView whole;
    private final CodeBook book;
    private final ValueGrid[] grids; // [numeric mark]
    private final int[] levelByBin; // [mark * mostBins + bin] quantile of the bin, LEVEL_BITS bits
    private final int[] codeByBin; // [mark * mostBins + bin + 1] code of the bin's group, 0 of no value
    private final int mostBins;
    private final ValueGrid[] staticGrids; // [static column] null for names
    private final Bins balanceBins;
    private final boolean runs;
    private final boolean months;
    private final int categories;
    private final int keys;
    private final int firstCategory;
    private final int firstLastCategory;
    private final int firstNumber;
    private final int firstLastNumber;
    private final int firstLevel;
    private final int firstFixed;
    private final int firstKeyUsed;
    private final int firstKeyKind;
    private final LocalTime last;
    private final LocalTime now;
    final int[] code; // [feature]
    final int[] keyPlaces; // [key] place in the entity's pool + 1, 0 if missing
    final long[] numbers; // [numeric mark] value
    final int[] bins; // [numeric mark] bin of the value, -1 if missing

    /** All codes of events of a shape, as a fit wants them; {@code staticGrids} are null where columns hold names. */
    public EventCodes(ChainShape shape, CodeBook book, ValueGrid[] grids, ValueGrid[] staticGrids, Bins balanceBins) {
        this(shape, book, all(book), balanceBins != null, false, grids, staticGrids, balanceBins);
    }

    private static boolean[] all(CodeBook book) {
        boolean[] all = new boolean[book.size()];
        java.util.Arrays.fill(all, true);
        return all;
    }

    /**
     * Codes of events of a shape.
     *
     * @param wanted // [feature] false where the code may be left out
     * @param runs whether there is a running column
     * @param stays whether there is a time behind which an entity has no event
     * @param staticGrids null where columns hold names
     * @param balanceBins null where none runs
     */
    EventCodes(
            ChainShape shape,
            CodeBook book,
            boolean[] wanted,
            boolean runs,
            boolean stays,
            ValueGrid[] grids,
            ValueGrid[] staticGrids,
            Bins balanceBins) {
        this.shape = shape;
        this.book = book;
        this.grids = grids.clone();
        this.staticGrids = staticGrids.clone();
        this.balanceBins = balanceBins;
        this.runs = runs;
        plan = new WordPlan(shape, runs, stays);
        WallClock clock = new WallClock(shape.layout().timestamp().zoneId());
        months = wanted[CodeBook.DAY_0] || wanted[CodeBook.DAY_1] || wanted[CodeBook.LEFT_0] || wanted[CodeBook.LEFT_1];
        last = new LocalTime(clock, months);
        now = new LocalTime(clock, months);
        categories = shape.categoricalColumns().length;
        whole = new PastView(plan, book, all(book));
        keys = shape.keyColumns().length;
        firstCategory = book.category(0);
        firstLastCategory = book.lastCategory(0);
        firstNumber = book.number(0);
        firstLastNumber = book.lastNumber(0);
        firstLevel = book.level(0);
        firstFixed = book.fixed(0);
        firstKeyUsed = book.keysUsed(0);
        firstKeyKind = book.keyKind(0);
        code = new int[book.size()];
        keyPlaces = new int[keys];
        numbers = new long[grids.length];
        bins = new int[grids.length];
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

    /** The code of each feature now. // [feature] as {@link CodeBook} numbers them; not to be changed */
    public int[] codes() {
        return code;
    }

    /** The feature of the first category. */
    int firstCategory() {
        return firstCategory;
    }

    LocalTime last() {
        return last;
    }

    LocalTime now() {
        return now;
    }

    /** A state of an entity that has no event yet. */
    public EntityState newState() {
        return new TableState(plan.words());
    }

    /** Begins an entity of a cluster whose first event is at a time. */
    public void begin(EntityState entityState, int cluster, long firstMicros, long[] statics) {
        TableState state = (TableState) entityState;
        java.util.Arrays.fill(state.words, 0);
        state.words[WordPlan.HEAD] = cluster + 1L;
        state.words[WordPlan.LAST_TIME] = firstMicros;
        for (int i = 0; i < statics.length; i++) {
            fix(state.words, i, statics[i]);
        }
    }

    /** Keeps the value of a static column, and its code. */
    void fix(long[] words, int index, long value) {
        words[plan.statics + index] = value;
        int shift = (index & 3) << 4;
        int at = plan.staticCodes + (index >> 2);
        int itsCode = staticCode(index, value);
        words[at] = words[at] & ~(0xffffL << shift) | (long) itsCode << shift;
        code[book.fixed(index)] = itsCode;
    }

    private int staticCode(int index, long value) {
        if (staticGrids[index] != null) {
            return staticGrids[index].code(value);
        }
        return value == ColumnFormat.MISSING ? 0 : (int) Math.min(value + 1, book.radix(book.fixed(index)) - 1);
    }

    /** A view of the past for some laws. */
    PastView view(boolean[] wanted) {
        return new PastView(plan, book, wanted);
    }

    /** Fills in the past of an entity. */
    public void load(EntityState state) {
        long[] words = ((TableState) state).words;
        last.look(words[WordPlan.LAST_TIME]);
        whole.load(words, last, this);
    }

    /** Fills in what {@code view} shows of an entity's past, and its last time. */
    void load(long[] words, PastView view) {
        last.look(words[WordPlan.LAST_TIME]);
        view.load(words, last, this);
    }

    int balanceCode(boolean begun, long balance) {
        return begun && balanceBins != null ? balanceBins.find(balance) + 1 : 0;
    }

    /** Two codes an octave; 0 is left to no gap. */
    private static int gapCode(long gapMicros) {
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

    long balance(long[] words) {
        return runs ? words[plan.balance] : 0;
    }

    long lastNumber(long[] words, int mark) {
        return (int) words[WordPlan.COUNT] > 0 ? words[plan.lastNumbers + mark] : ColumnFormat.MISSING;
    }

    /** The bin of the last event's value, -1 if it had none. */
    int lastBin(long[] words, int mark) {
        return ((int) (words[plan.numbers + (mark >> 1)] >>> ((mark & 1) << 5) + LEVEL_BITS) & BIN_MASK) - 1;
    }

    /** Says which class the event at hand has, and which token. */
    public void take(int ownLabel, int token) {
        code[CodeBook.OWN_LABEL] = ownLabel;
        code[CodeBook.TOKEN_0] = token + 1;
    }

    /** Says on which day the event at hand is. */
    void takeDay(long day, LocalTime from) {
        code[CodeBook.DAYS_0] = (int) Math.max(0, Math.min(CodeBook.COUNTS - 1, day - from.day));
        code[CodeBook.WEEKDAY_0] = WallClock.weekday(day);
        if (months) {
            long civil = WallClock.civil(day);
            code[CodeBook.DAY_0] = (int) (civil & 255) - 1;
            code[CodeBook.LEFT_0] = Math.min(CodeBook.LEFTS - 1, (int) ((civil >> 8 & 255) - (civil & 255)));
        }
    }

    /** Says when the event at hand is; the past is filled in. */
    public void takeTime(EntityState state, long micros) {
        at(((TableState) state).words, micros);
    }

    void at(long[] words, long micros) {
        now.look(micros);
        code[CodeBook.DAYS_0] = (int) Math.max(0, Math.min(CodeBook.COUNTS - 1, now.day - last.day));
        code[CodeBook.WEEKDAY_0] = now.weekday;
        code[CodeBook.DAY_0] = now.dayOfMonth;
        code[CodeBook.LEFT_0] = now.left;
        code[CodeBook.HOUR_0] = now.hour;
        code[CodeBook.GAP_0] = (int) words[WordPlan.COUNT] == 0 ? 0 : gapCode(micros - words[WordPlan.LAST_TIME]);
    }

    /** Says which class the event at hand has in the end, with what its keys brought. */
    public void takeLabel(int label) {
        code[CodeBook.LABEL] = label;
    }

    /** Says which key the event at hand has, and of which kind it is. */
    void takeKey(int key, int kind, int place) {
        keyPlaces[key] = place;
        code[firstKeyKind + key] = kind;
    }

    /** Says which place of the entity's pool the key has; returns its kind. */
    public int takeKey(EntityState state, int key, int place) {
        long[] words = ((TableState) state).words;
        int kind = place == 0
                ? KeyLaw.MISSING
                : place == lastKey(words, key)
                        ? KeyLaw.LAST
                        : place <= usedKeys(words, key) ? KeyLaw.OLD : KeyLaw.FRESH;
        takeKey(key, kind, place);
        return kind;
    }

    /** Says which value a category has, plus 1. */
    public void takeCategory(int mark, int outcome) {
        code[firstCategory + mark] = outcome;
    }

    /** Says which value a number has. */
    public void takeNumber(int mark, long value) {
        takeNumber(
                mark,
                value,
                value == ColumnFormat.MISSING ? -1 : grids[mark].bins().find(value));
    }

    void takeNumber(int mark, long value, int bin) {
        numbers[mark] = value;
        bins[mark] = bin;
        code[firstNumber + mark] = codeByBin[mark * mostBins + bin + 1];
    }

    /** The last event's value of a number; missing before the first. */
    public long lastNumber(EntityState state, int mark) {
        return lastNumber(((TableState) state).words, mark);
    }

    /** Makes the event at hand the last one of an entity. */
    public void append(EntityState state, long micros, long balance) {
        append(((TableState) state).words, micros, balance);
    }

    void append(long[] words, long micros, long balance) {
        int count = (int) words[WordPlan.COUNT];
        int label = code[CodeBook.OWN_LABEL];
        words[WordPlan.RHYTHM] = rhythm(words, count, label, micros);
        if (count == 0) {
            words[WordPlan.FIRST_TIME] = micros;
        }
        words[WordPlan.LAST_TIME] = micros;
        words[WordPlan.COUNT] = words[WordPlan.COUNT] & ~0xffff_ffffL | count + 1 & 0xffff_ffffL;
        words[WordPlan.HEAD] = words[WordPlan.HEAD] & ~(0xffffL << 16) | (long) label << 16;
        long tokens = words[WordPlan.TOKENS];
        words[WordPlan.TOKENS] =
                tokens & 0xffffL << 48 | (tokens & 0xffff_ffffL) << 16 | code[CodeBook.TOKEN_0] & 0xffffL;
        for (int from = 0; from < categories; from += 4) {
            long word = 0;
            for (int i = Math.min(categories, from + 4) - 1; i >= from; i--) {
                word = word << 16 | code[firstCategory + i];
            }
            words[plan.categories + (from >> 2)] = word;
        }
        for (int i = 0; i < grids.length; i++) {
            appendNumber(words, i, count);
        }
        for (int i = 0; i < keys; i++) {
            if (keyPlaces[i] > 0) {
                int shift = (i & 1) << 5;
                int at = plan.keys + (i >> 1);
                long used = Math.max(usedKeys(words, i), keyPlaces[i]);
                words[at] = words[at] & ~(0xffff_ffffL << shift) | (used | (long) keyPlaces[i] << 16) << shift;
            }
        }
        if (runs) {
            words[plan.balance] = balance;
        }
    }

    private long rhythm(long[] words, int count, int label, long micros) {
        long before = words[WordPlan.RHYTHM];
        long gap = micros - words[WordPlan.LAST_TIME];
        int gapCode = count == 0 ? 0 : gapCode(gap);
        int mean = (int) (before >>> 8) & LARGEST_BYTE;
        int newMean = count <= 1 ? gapCode << 2 : mean + ((gapCode << 2) - mean >> MEAN_SHIFT);
        int instants =
                count > 0 && gap == 0 ? Math.min(CodeBook.FEW - 1, ((int) (before >>> 16) & LARGEST_BYTE) + 1) : 1;
        boolean sameDay = count > 0 && now.day == last.day;
        int dayCount = sameDay ? Math.min(CodeBook.COUNTS - 1, ((int) (before >>> 24) & LARGEST_BYTE) + 1) : 1;
        int hourMean = (int) (before >>> 32) & LARGEST_BYTE;
        int hour = (int) (now.dayMicros / HOUR_UNIT);
        int newHour = sameDay ? hourMean : count == 0 ? hour : hourMean + (hour - hourMean >> MEAN_SHIFT);
        int labelled = Math.min(CodeBook.FEW - 1, ((int) (before >>> 40) & LARGEST_BYTE) + (label > 0 ? 1 : 0));
        boolean goesOn = count > 0 && label == ((int) (words[WordPlan.HEAD] >>> 16) & 0xffff);
        int run = goesOn ? Math.min(CodeBook.COUNTS - 1, ((int) (before >>> 48) & LARGEST_BYTE) + 1) : 1;
        return gapCode
                | (long) newMean << 8
                | (long) instants << 16
                | (long) dayCount << 24
                | (long) newHour << 32
                | (long) labelled << 40
                | (long) run << 48;
    }

    private void appendNumber(long[] words, int mark, int count) {
        int shift = (mark & 1) << 5;
        int at = plan.numbers + (mark >> 1);
        int bin = bins[mark];
        int level = (int) (words[at] >>> shift) & (1 << LEVEL_BITS) - 1;
        if (bin >= 0) {
            int reached = levelByBin[mark * mostBins + bin];
            int steps = Math.min(LEVEL_SHIFT, Integer.SIZE - Integer.numberOfLeadingZeros(count));
            level = count == 0 ? reached : level + (reached - level + (1 << steps - 1) >> steps);
        }
        long kept = level | (bin + 1L) << LEVEL_BITS | (long) code[firstNumber + mark] << CODE_SHIFT;
        words[at] = words[at] & ~(0xffff_ffffL << shift) | kept << shift;
        words[plan.lastNumbers + mark] = numbers[mark];
    }

    /** Shape of the events. */
    public ChainShape shape() {
        return shape;
    }
}
