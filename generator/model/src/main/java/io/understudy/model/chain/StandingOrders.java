package io.understudy.model.chain;

/**
 * What a token slot remembers of events that come on one day of the month, or of a cycle of so many days: a few days with the
 * amount that each had, how often it was the same and how often the day was kept, and the categories and keys of the last event. The
 * last day of a month is one day, however long the month. Reads and writes a state.
 */
final class StandingOrders {
    private static final int ENTRY_HEAD = 12; // long amount, short day and bits, short days since the origin + 1
    private static final int LAST_DAY = 31; // of a month, and what the ends of shorter ones count as
    private static final int MOST_CONFIRMATIONS = 3;
    private static final int CONFIRMATIONS = 3; // bits
    private static final int PROMISE = 4; // bit behind them: the order was opened as one
    private static final int RUN_SHIFT = 3; // bits behind that: cycles in a row
    private static final int MOST_RUN = 7;
    private static final int KEPT = 1; // run of an order that is not given up before others
    private static final int MOST_CYCLES =
            3; // without an event, behind which an order has lapsed; a month lapses at once
    /** Days after which a day of the month has passed. */
    static final int MONTH_DAYS = 31;

    private final int entries;
    private final long originDay;
    private final int categories;
    private final int keys;
    private final int entryBytes;

    StandingOrders(int entries, long originDay, int categories, int keys) {
        this.entries = entries;
        this.originDay = originDay;
        this.categories = categories;
        this.keys = keys;
        entryBytes = entryBytes(categories, keys);
    }

    /** Bytes of an order whose events have so many categories and keys, a short each behind the head. */
    static int entryBytes(int categories, int keys) {
        return ENTRY_HEAD + 2 * (categories + keys) + 3 & ~3;
    }

    /** Value of a category, plus 1, at an entry's last event; 0 if it was missing. */
    int category(ChainState state, int at, int mark) {
        return state.getShort(at + ENTRY_HEAD + 2 * mark);
    }

    /** Place of a key, plus 1, at an entry's last event; 0 if it was missing. */
    int key(ChainState state, int at, int column) {
        return state.getShort(at + ENTRY_HEAD + 2 * (categories + column));
    }

    /** Day of the cycle; {@code cycle} is its days, 0 for a month. */
    private static int key(long day, int cycle) {
        if (cycle > 0) {
            return (int) Math.floorMod(day, (long) cycle);
        }
        long civil = WallClock.civil(day);
        return (civil & 255) == (civil >> 8 & 255) ? LAST_DAY : (int) (civil & 255);
    }

    /** The day on which an order of {@code day} is due next; -1 if the next month has none. */
    static long next(long day, int cycle) {
        if (cycle > 0) {
            return day + cycle;
        }
        if (key(day, 0) == LAST_DAY) {
            return WallClock.monthLater(day + 1) - 1;
        }
        long later = WallClock.monthLater(day);
        return key(later, 0) == key(day, 0) ? later : -1;
    }

    /** Where the slot at {@code from} remembers the day of the cycle of {@code day}; -1 if it does not. */
    int find(ChainState state, int from, long day, int cycle) {
        int key = key(day, cycle);
        for (int i = 0; i < entries; i++) {
            int at = from + i * entryBytes;
            if (state.getShort(at + 10) != 0 && (state.getShort(at + 8) & 255) == key) {
                return at;
            }
        }
        return -1;
    }

    /** Days from an entry's last event to {@code day}. */
    long passed(ChainState state, int at, long day) {
        return day - originDay - (state.getShort(at + 10) - 1);
    }

    /** True if an entry's order may come on {@code day} or later still. */
    boolean alive(ChainState state, int at, long day, int cycle) {
        return passed(state, at, day) <= (cycle == 0 ? MONTH_DAYS : MOST_CYCLES * cycle);
    }

    /** Cycles in a row, the first not counted and those without an event left out, that kept an entry's day. */
    int run(ChainState state, int at) {
        return bits(state, at) >> RUN_SHIFT;
    }

    private static int bits(ChainState state, int at) {
        return state.getShort(at + 8) >> 8 & 255;
    }

    /** How often the entry's amount has come again. */
    int confirmations(ChainState state, int at) {
        return bits(state, at) & CONFIRMATIONS;
    }

    /** How often the surest order that is alive on {@code day} came again; -1 if there is none. */
    int surest(ChainState state, int from, long day, int cycle) {
        int most = -1;
        for (int i = 0; i < entries; i++) {
            int at = from + i * entryBytes;
            if (state.getShort(at + 10) != 0 && alive(state, at, day, cycle)) {
                most = Math.max(most, Math.max(confirmations(state, at), Math.min(MOST_CONFIRMATIONS, run(state, at))));
            }
        }
        return most;
    }

    /** True if the entry's amount has come more than once, or with a simple fraction of it such as a bonus, or is to do so. */
    boolean confirmed(ChainState state, int at) {
        return (bits(state, at) & (CONFIRMATIONS | PROMISE)) != 0;
    }

    /**
     * Notes an event; another amount than a confirmed one is taken for an exception, and of two that a simple fraction lies
     * between, the lesser one is what the order usually has.
     */
    void note(ChainState state, int from, EventDraft draft, int cycle) {
        long day = draft.day;
        int at = find(state, from, day, cycle);
        int run = at < 0 ? 0 : run(state, at, day, cycle);
        int confirmations = 0;
        if (at < 0) {
            at = worst(state, from, day, cycle);
            state.putLong(at, draft.numbers[0]);
        } else {
            confirmations = confirm(state, at, draft, cycle);
        }
        int bits = confirmations | (draft.opens ? PROMISE : 0) | run << RUN_SHIFT;
        state.putShort(at + 8, key(day, cycle) | bits << 8);
        state.putShort(at + 10, (int) Math.min(Short.MAX_VALUE, Math.max(1, day - originDay + 1)));
        for (int i = 0; i < categories; i++) {
            state.putShort(at + ENTRY_HEAD + 2 * i, draft.categories[i]);
        }
        for (int i = 0; i < keys; i++) {
            state.putShort(at + ENTRY_HEAD + 2 * (categories + i), draft.keys[i]);
        }
    }

    /** The run of an entry whose day has an event again on {@code day}. */
    private int run(ChainState state, int at, long day, int cycle) {
        long passed = passed(state, at, day);
        boolean next = passed > 0 && passed <= (cycle == 0 ? MONTH_DAYS : cycle);
        return alive(state, at, day, cycle) ? Math.min(MOST_RUN, run(state, at) + (next ? 1 : 0)) : 0;
    }

    /** Notes the amount of an event on an entry's day; returns its confirmations and promise. */
    private int confirm(ChainState state, int at, EventDraft draft, int cycle) {
        long amount = draft.numbers[0];
        long passed = passed(state, at, draft.day);
        boolean alive = alive(state, at, draft.day, cycle);
        int known = bits(state, at) & (CONFIRMATIONS | PROMISE);
        if (state.getLong(at) == amount) {
            return Math.min(MOST_CONFIRMATIONS, confirmations(state, at) + (passed > 0 ? 1 : 0)) | known & PROMISE;
        }
        if (confirmations(state, at) == 0 && passed > 0 && alive && Ratios.simple(state.getLong(at), amount)) {
            state.putLong(at, Math.min(amount, state.getLong(at)));
            return 1;
        }
        if (known != 0 && alive) {
            return known;
        }
        state.putLong(at, amount);
        return 0;
    }

    /** The entry to give up: an empty one, else the oldest of those that are neither confirmed nor kept, or have lapsed. */
    private int worst(ChainState state, int from, long day, int cycle) {
        int worst = from;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < entries; i++) {
            int at = from + i * entryBytes;
            if (state.getShort(at + 10) == 0) {
                return at;
            }
            boolean sure = confirmed(state, at) || run(state, at) >= KEPT;
            long age = passed(state, at, day);
            long badness = sure && alive(state, at, day - 1, cycle) ? age - 1_000_000 : age;
            if (badness > most) {
                most = badness;
                worst = at;
            }
        }
        return worst;
    }
}
