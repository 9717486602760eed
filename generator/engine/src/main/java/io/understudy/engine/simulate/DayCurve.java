package io.understudy.engine.simulate;

/** How activity spreads over the hours of a day. */
enum DayCurve {
    MORNING(0, 0, 0, 0, 0, 2, 8, 14, 13, 9, 6, 5, 4, 3, 3, 3, 2, 2, 1, 0, 0, 0, 0, 0),
    COMMUTE(.2, .1, 0, 0, .3, 2, 8, 14, 9, 4, 3, 3, 4, 4, 4, 5, 9, 13, 10, 5, 2, 2, 1, .5),
    SHOP(.1, 0, 0, 0, 0, .1, .5, 2, 5, 8, 11, 12, 11, 9, 9, 10, 12, 14, 12, 7, 3, 1, .3, .1),
    MEALS(.5, .2, .1, 0, 0, 0, .5, 1, 2, 2, 4, 10, 16, 12, 5, 3, 4, 8, 14, 16, 11, 6, 3, 1),
    EVENING(5, 3, 1.5, .7, .3, .2, .2, .4, .6, 1, 1, 1, 2, 2, 2, 3, 4, 6, 9, 12, 14, 14, 11, 8),
    ONLINE(2, 1, .5, .3, .2, .3, .8, 2, 4, 6, 7, 7, 8, 7, 6, 6, 6, 7, 8, 10, 12, 12, 9, 5),
    NIGHT_POSTING(2, 8, 14, 16, 12, 6, 2, .5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    WAKING(1, .4, .2, .1, .1, .4, 2, 5, 7, 8, 8, 8, 8, 8, 8, 8, 8, 8, 7, 6, 5, 4, 3, 2);

    private static final long HOUR_MILLIS = 3_600_000;

    private final Weights byHour;

    DayCurve(double... byHour) {
        this.byHour = new Weights(byHour);
    }

    /** Milliseconds since midnight. */
    long draw(AgentRandom random) {
        return (long) ((byHour.draw(random) + random.uniform()) * HOUR_MILLIS);
    }
}
