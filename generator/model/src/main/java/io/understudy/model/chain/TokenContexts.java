package io.understudy.model.chain;

/**
 * The contexts in which the odds of the next event's token are moved: behind two tokens; behind one that came for the nth
 * time; where a column runs, by how great it is; on the day of the last event, behind a token at an hour, where times are
 * dates behind one that came less, as or more often than on its day before, and in an hour of the week; on a later day,
 * behind a token so many days ago, and on a weekday; where the reference spans months, in a month of its time, which comes
 * again behind its end, and on a day of the month.
 */
public final class TokenContexts {
    /** Number of kinds; an event has at most one of each. */
    public static final int KINDS = 8;

    /** Kinds, the first ones, that are the same on all days. */
    public static final int KINDS_OF_ALL_DAYS = 3;

    private static final int GRADES = 192; // of a running column
    private static final double GRADES_PER_NEPER = 4;
    private static final int HOURS = 24;
    private static final int MOST_STRETCHES = 64;
    private static final int MONTH_DAYS = 31;
    private static final int AGAINS = 5; // kinds of how often a token came on a day, and on its own before that
    private static final long MONTH = 30 * WallClock.DAY;
    private static final int LEAST_MONTHS = 2;
    private static final int[] LEAST_COUNT = {0, 2, 3, 4, 6, 9, 13, 21}; // of each kind of how many times
    private static final int[] LEAST_DAYS = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 15, 17, 20, 22, 25, 28, 30, 32, 40, 50, 61
    }; // of each kind of how long ago

    private TokenContexts() {}

    /** Contexts that there are. */
    public static int count(int tokens) {
        return firstOfWeek(tokens) + HourFactors.WEEK + MOST_STRETCHES + MONTH_DAYS;
    }

    /** The first of the contexts of the kinds that are not the same on all days. */
    public static int firstOfDay(int tokens) {
        return (tokens + 1) * (tokens + 1 + LEAST_COUNT.length) + GRADES;
    }

    /** True if all entities come to the context as the days go by, whether they have an event then or not. */
    public static boolean isOfCalendar(ChainShape shape, int context) {
        int ofWeek = context - firstOfWeek(shape.tokens());
        boolean months = shape.spanMicros() >= LEAST_MONTHS * MONTH;
        return ofWeek >= HourFactors.WEEK ? months : ofWeek >= 0 && ofWeek % HOURS == 0;
    }

    private static int firstOfWeek(int tokens) {
        return firstOfDay(tokens) + (tokens + 1) * (HOURS + AGAINS);
    }

    /** Tells the contexts of a point of view, -1 where there is none of a kind. // [kind] */
    public static void tell(History history, int[] contexts) {
        int tokens = history.shape.tokens();
        int last = history.lastToken(0);
        contexts[0] = FollowerBook.context(tokens, history.lastToken(1), last);
        int first = (tokens + 1) * (tokens + 1);
        int count = last < 0 ? 0 : history.slots.slotCount(history.shape.slotByToken()[last]);
        contexts[1] = first + (last + 1) * LEAST_COUNT.length + kind(LEAST_COUNT, count);
        first += (tokens + 1) * LEAST_COUNT.length;
        contexts[2] = history.plan.accrued >= 0 ? first + grade(history.balance()) : -1;
        first += GRADES;
        long days = history.draft.day - history.lastDay();
        boolean sameDay = days <= 0;
        int hour = (int) (Math.floorMod(history.draft.localMicros, WallClock.DAY) / (WallClock.DAY / HOURS));
        contexts[3] = first + (last + 1) * HOURS + (sameDay ? hour : kind(LEAST_DAYS, days));
        first += (tokens + 1) * HOURS;
        contexts[4] = sameDay && last >= 0 && history.shape.dateOnly()
                ? first + (last + 1) * AGAINS + again(history, last)
                : -1;
        first += (tokens + 1) * AGAINS;
        contexts[5] = first + history.weekday() * HOURS + (sameDay ? hour : 0);
        long span = history.shape.spanMicros();
        boolean months = span >= LEAST_MONTHS * MONTH;
        first += HourFactors.WEEK;
        contexts[6] = months ? first + stretch(history, span) : -1;
        contexts[7] = months ? first + MOST_STRETCHES + history.dayOfMonth() - 1 : -1;
    }

    /** Whether the token came as often on the last event's day as it did on the one before that had it. */
    private static int again(History history, int token) {
        int slot = history.shape.slotByToken()[token];
        int now = history.slots.now(slot);
        int before = history.slots.before(slot);
        if (before == 0) {
            return now > 1 ? 1 : 0;
        }
        return 3 + Integer.compare(now, before);
    }

    private static int grade(long value) {
        return value <= 0 ? 0 : Math.min(GRADES - 1, 1 + (int) (GRADES_PER_NEPER * Logarithm.signed(value)));
    }

    private static int stretch(History history, long span) {
        long micros = Math.floorMod(history.draft.timeMicros - history.shape.originMicros(), span);
        return (int) (micros / Math.max(MONTH, 1 + span / MOST_STRETCHES));
    }

    private static int kind(int[] least, long count) {
        int kind = least.length - 1;
        while (count < least[kind]) {
            kind--;
        }
        return kind;
    }
}
