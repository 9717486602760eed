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
    private final ChainShape shape;
    private final WordPlan plan;
    private final PastWords past;
    private final PastView whole;
    private final CodeBook book;
    private final ValueGrid[] grids; // [numeric mark]
    private final ValueGrid[] staticGrids; // [static column] null for names
    private final Bins balanceBins;
    private final boolean runs;
    private final boolean months;
    private final int categories;
    private final int keys;
    private final int firstCategory;
    private final int firstNumber;
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
        firstNumber = book.number(0);
        firstKeyKind = book.keyKind(0);
        code = new int[book.size()];
        keyPlaces = new int[keys];
        numbers = new long[grids.length];
        bins = new int[grids.length];
        past = new PastWords(plan, book, grids);
    }

    /** The code of each feature now. // [feature] as {@link CodeBook} numbers them; not to be changed */
    public int[] codes() {
        return code;
    }

    /** The feature of the first category. */
    int firstCategory() {
        return firstCategory;
    }

    /** What the words of a state hold of the past. */
    PastWords past() {
        return past;
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

    long balance(long[] words) {
        return runs ? words[plan.balance] : 0;
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
            code[CodeBook.DAY_0] = dayOfMonth(day);
            code[CodeBook.LEFT_0] = left(day);
        }
    }

    static int dayOfMonth(long day) {
        return (int) (WallClock.civil(day) & 255) - 1;
    }

    /** The code of the days to the month's end. */
    static int left(long day) {
        long civil = WallClock.civil(day);
        return Math.min(CodeBook.LEFTS - 1, (int) ((civil >> 8 & 255) - (civil & 255)));
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
        code[CodeBook.GAP_0] =
                (int) words[WordPlan.COUNT] == 0 ? 0 : PastWords.gapCode(micros - words[WordPlan.LAST_TIME]);
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
                : place == past.lastKey(words, key)
                        ? KeyLaw.LAST
                        : place <= past.usedKeys(words, key) ? KeyLaw.OLD : KeyLaw.FRESH;
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
        code[firstNumber + mark] = past.codeOf(mark, bin);
    }

    /** The last event's value of a number; missing before the first. */
    public long lastNumber(EntityState state, int mark) {
        return past.lastNumber(((TableState) state).words, mark);
    }

    /** Makes the event at hand the last one of an entity. */
    public void append(EntityState state, long micros, long balance) {
        append(((TableState) state).words, micros, balance);
    }

    void append(long[] words, long micros, long balance) {
        int count = (int) words[WordPlan.COUNT];
        int label = code[CodeBook.OWN_LABEL];
        boolean sameDay = count > 0 && now.day == last.day;
        past.addRhythm(words, label, micros, sameDay, now.dayMicros);
        past.addHead(words, label, code[CodeBook.TOKEN_0], micros);
        for (int from = 0; from < categories; from += 4) {
            long word = 0;
            for (int i = Math.min(categories, from + 4) - 1; i >= from; i--) {
                word = word << 16 | code[firstCategory + i];
            }
            words[plan.categories + (from >> 2)] = word;
        }
        for (int i = 0; i < grids.length; i++) {
            past.addNumber(words, i, count, numbers[i], bins[i]);
        }
        for (int i = 0; i < keys; i++) {
            past.addKey(words, i, keyPlaces[i]);
        }
        if (runs) {
            words[plan.balance] = balance;
        }
    }

    /** Whether the day of the month is looked at. */
    boolean months() {
        return months;
    }

    /** Shape of the events. */
    public ChainShape shape() {
        return shape;
    }
}
