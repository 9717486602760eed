package io.understudy.engine.fit;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;

/**
 * How surely an entity that is silent until the reference ends has ended: the share of silences of that length which end
 * with no event, by the product-limit estimate (Kaplan and Meier 1958) over all silences that begin with the same token,
 * or over all where those are few.
 */
final class EndOdds {
    private static final int FEWEST_ENDS = 30;

    private final FitData data;
    private final WallClock clock;
    private final long endDay;
    private final int mostDays;
    private final double[][] survival; // [token + 1, 0 for all][days] share of silences that are longer; null where few

    EndOdds(FitData data, int mostDays) {
        this.data = data;
        this.mostDays = mostDays;
        clock = new WallClock(data.shape.layout().timestamp().zoneId());
        long end = Long.MIN_VALUE;
        for (int e = 0; e < data.log.entities(); e++) {
            end = Math.max(end, data.timeMicros(data.log.endRow(e) - 1));
        }
        endDay = day(end);
        int tokens = data.shape.tokens();
        int[][] followed = new int[tokens + 1][mostDays + 1];
        int[][] silent = new int[tokens + 1][mostDays + 1];
        int[] ends = new int[tokens + 1];
        for (int e = 0; e < data.log.entities(); e++) {
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                int token = data.token[place] + 1;
                boolean last = place + 1 == data.log.endRow(e);
                int days = last ? silence(e) : days(place, place + 1);
                int[][] counts = last ? silent : followed;
                counts[0][days]++;
                if (token > 0) {
                    counts[token][days]++;
                }
                ends[token] += last ? 1 : 0;
            }
        }
        survival = new double[tokens + 1][];
        for (int token = 0; token <= tokens; token++) {
            survival[token] =
                    token == 0 || ends[token] >= FEWEST_ENDS ? survival(followed[token], silent[token]) : null;
        }
    }

    private long day(long micros) {
        return WallClock.day(clock.local(micros));
    }

    private int days(int place, int next) {
        return (int) Math.max(0, Math.min(mostDays, day(data.timeMicros(next)) - day(data.timeMicros(place))));
    }

    /** Days from an entity's last event to the end of the reference, up to the longest silence. */
    private int silence(int entity) {
        return (int) Math.min(mostDays, Math.max(0, endDay - day(data.timeMicros(data.log.endRow(entity) - 1))));
    }

    private static double[] survival(int[] followed, int[] silent) {
        double[] survival = new double[followed.length];
        long atRisk = Arrays.stream(followed).asLongStream().sum()
                + Arrays.stream(silent).asLongStream().sum();
        double left = 1;
        for (int days = 0; days < survival.length; days++) {
            left *= atRisk == 0 ? 1 : 1 - (double) followed[days] / atRisk;
            survival[days] = left;
            atRisk -= followed[days] + silent[days];
        }
        return survival;
    }

    /** Probability that an entity has ended with its last event. */
    double ended(int entity) {
        int token = data.token[data.log.endRow(entity) - 1] + 1;
        double[] curve = survival[token] == null ? survival[0] : survival[token];
        int days = silence(entity);
        if (days >= mostDays || curve[days] <= 0) {
            return 1;
        }
        return curve[mostDays] / curve[days];
    }
}
