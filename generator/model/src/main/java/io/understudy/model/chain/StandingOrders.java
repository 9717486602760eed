package io.understudy.model.chain;

/**
 * What a token slot remembers of events that come on one day of the month: a few days with the amount that each had, and
 * how often it was the same, and the categories and keys of the last event. The last day of a month is one day, however long the
 * month. Reads and writes a state.
 */
final class StandingOrders {
    private static final int ENTRY_HEAD =
            12; // long amount, short day and confirmations, short days since the origin + 1
    private static final int LAST_DAY = 31; // of a month, and what the ends of shorter ones count as
    private static final int MOST_CONFIRMATIONS = 3;
    private static final int CONFIRMATIONS = 3; // bits
    private static final int PROMISE = 4; // bit behind them: the order was opened as one
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

    private static int key(long day) {
        long civil = WallClock.civil(day);
        return (civil & 255) == (civil >> 8 & 255) ? LAST_DAY : (int) (civil & 255);
    }

    /** The day on which an order of {@code day} is due next; -1 if the next month has none. */
    static long next(long day) {
        for (long later = day + 1; later <= day + MONTH_DAYS; later++) {
            if (key(later) == key(day)) {
                return later;
            }
        }
        return -1;
    }

    /** Where the slot at {@code from} remembers the day of the month of {@code day}; -1 if it does not. */
    int find(ChainState state, int from, long day) {
        int key = key(day);
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

    /** How often the entry's amount has come again. */
    int confirmations(ChainState state, int at) {
        return state.getShort(at + 8) >> 8 & CONFIRMATIONS;
    }

    /** How often the amount has come again of the surest order that is alive on {@code day}; -1 if there is none. */
    int surest(ChainState state, int from, long day) {
        int most = -1;
        for (int i = 0; i < entries; i++) {
            int at = from + i * entryBytes;
            if (state.getShort(at + 10) != 0 && passed(state, at, day) <= MONTH_DAYS) {
                most = Math.max(most, confirmations(state, at));
            }
        }
        return most;
    }

    /** True if the entry's amount has come more than once, or with a simple fraction of it such as a bonus, or is to do so. */
    boolean confirmed(ChainState state, int at) {
        return state.getShort(at + 8) >> 8 != 0;
    }

    /**
     * Notes an event; another amount than a confirmed one is taken for an exception, and of two that a simple fraction lies
     * between, the lesser one is what the order usually has.
     */
    void note(ChainState state, int from, EventDraft draft) {
        long day = draft.day;
        long amount = draft.numbers[0];
        int at = find(state, from, day);
        int confirmations = 0;
        if (at < 0) {
            at = worst(state, from, day);
            state.putLong(at, amount);
        } else if (state.getLong(at) == amount) {
            boolean again = passed(state, at, day) > 0;
            confirmations = Math.min(MOST_CONFIRMATIONS, confirmations(state, at) + (again ? 1 : 0));
            confirmations |= state.getShort(at + 8) >> 8 & PROMISE;
        } else if (confirmations(state, at) == 0
                && passed(state, at, day) > 0
                && passed(state, at, day) <= MONTH_DAYS
                && Ratios.simple(state.getLong(at), amount)) {
            confirmations = 1;
            state.putLong(at, Math.min(amount, state.getLong(at)));
        } else if (confirmed(state, at) && passed(state, at, day) <= MONTH_DAYS) {
            confirmations = state.getShort(at + 8) >> 8;
        } else {
            state.putLong(at, amount);
        }
        confirmations |= draft.opens ? PROMISE : 0;
        state.putShort(at + 8, key(day) | confirmations << 8);
        state.putShort(at + 10, (int) Math.min(Short.MAX_VALUE, Math.max(1, day - originDay + 1)));
        for (int i = 0; i < categories; i++) {
            state.putShort(at + ENTRY_HEAD + 2 * i, draft.categories[i]);
        }
        for (int i = 0; i < keys; i++) {
            state.putShort(at + ENTRY_HEAD + 2 * (categories + i), draft.keys[i]);
        }
    }

    /** The entry to give up: an empty one, else the oldest of those that are not confirmed or have lapsed. */
    private int worst(ChainState state, int from, long day) {
        int worst = from;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < entries; i++) {
            int at = from + i * entryBytes;
            if (state.getShort(at + 10) == 0) {
                return at;
            }
            long age = passed(state, at, day);
            long badness = confirmed(state, at) && age <= MONTH_DAYS + 1 ? age - 1_000_000 : age;
            if (badness > most) {
                most = badness;
                worst = at;
            }
        }
        return worst;
    }
}
