package io.understudy.model.chain;

/**
 * The contexts in which the odds of an event's time are moved. Of a gap within the day: from one token to another, to a
 * token from an hour on, and from an hour of the week on. Of the time on a later day: from one token to another, to a token
 * on a weekday, and on a weekday.
 */
public final class TimeContexts {
    /** Number of kinds; an event has one of each. */
    public static final int KINDS = 3;

    private static final int HOURS = 24;

    private TimeContexts() {}

    /** Contexts that there are. */
    public static int count(int tokens) {
        return tokens * (tokens + 1 + HOURS) + HourFactors.WEEK;
    }

    /**
     * Tells the contexts of a gap within the day.
     *
     * @param local time of the last event
     */
    public static void tellGap(History history, int token, long local, int[] contexts) { // [kind]
        int hour = (int) (Math.floorMod(local, WallClock.DAY) / (WallClock.DAY / HOURS));
        tell(history, token, hour, WallClock.weekday(WallClock.day(local)) * HOURS + hour, contexts);
    }

    /** Tells the contexts of the time on a later day. */
    public static void tellTime(History history, int token, long day, int[] contexts) { // [kind]
        int weekday = WallClock.weekday(day);
        tell(history, token, weekday, weekday, contexts);
    }

    private static void tell(History history, int token, int hour, int weekHour, int[] contexts) {
        int tokens = history.shape.tokens();
        contexts[0] = token * (tokens + 1) + history.lastToken(0) + 1;
        contexts[1] = tokens * (tokens + 1) + token * HOURS + hour;
        contexts[2] = tokens * (tokens + 1 + HOURS) + weekHour;
    }
}
