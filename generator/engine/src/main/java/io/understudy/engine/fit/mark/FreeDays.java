package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.chain.TokenLaw;
import io.understudy.model.chain.WallClock;

/**
 * Days of the month and weekdays that a token is never on although it would have been several times, came it on days as all
 * tokens together do. A law that sees a part of the events alone, those on a day that has one already, has too few of a day to
 * tell that by itself. That is asked where orders are remembered: one that begins on such a day comes back there each month.
 */
public final class FreeDays {
    static final double SURPRISE = 5; // events that chance alone would have brought

    private FreeDays() {}

    /** True of such cells. // [token * {@link TokenLaw#CELLS} + cell] */
    public static boolean[] of(FitData data) {
        WallClock clock = new WallClock(data.shape.layout().timestamp().zoneId());
        int tokens = data.shape.tokens();
        double[] events = new double[tokens * TokenLaw.CELLS];
        double[] ofAll = new double[TokenLaw.CELLS];
        double[] ofToken = new double[tokens];
        double all = 0;
        for (int place = 0; place < data.token.length; place++) {
            int token = data.token[place];
            if (token >= 0) {
                long day = WallClock.day(clock.local(data.timeMicros(place)));
                int dayCell = TokenLaw.DAY_CELLS + (int) (WallClock.civil(day) & 255) - 1;
                int weekdayCell = TokenLaw.WEEKDAY_CELLS + WallClock.weekday(day);
                for (int cell : new int[] {dayCell, weekdayCell}) {
                    events[token * TokenLaw.CELLS + cell]++;
                    ofAll[cell]++;
                }
                ofToken[token]++;
                all++;
            }
        }
        boolean[] free = new boolean[events.length];
        for (int c = 0; c < free.length; c++) {
            double chance = ofToken[c / TokenLaw.CELLS] * ofAll[c % TokenLaw.CELLS] / Math.max(1, all);
            free[c] = c % TokenLaw.CELLS >= TokenLaw.DAY_CELLS && events[c] == 0 && chance >= SURPRISE;
        }
        return free;
    }
}
