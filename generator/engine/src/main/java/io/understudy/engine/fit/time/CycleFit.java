package io.understudy.engine.fit.time;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.chain.DueLaw;
import io.understudy.model.chain.WallClock;
import java.util.BitSet;

/**
 * Finds slots whose tokens come again after so many days, such as every 30, rather than on the same day of the next month. The
 * evidence is how many events foretell another one so many days later, times how surely they do: greater than for a month, and
 * than for neighbouring numbers of days.
 */
final class CycleFit {
    private static final int LEAST_DAYS = 5;
    private static final int REACH = 2; // days on either side that a cycle is held against
    private static final double ABOVE_NEIGHBOURS = 2;
    private static final double ABOVE_MONTH = 1.25;
    private static final double SIGMAS = 5;

    private final FitData data;
    private final WallClock clock;
    private final int slots;
    private final int lags = DueLaw.MOST_CYCLE + REACH + 1;
    private final long[]
            due; // [slot * lags + days] days of events so many days before the entity's last; days 0: a month
    private final long[] came; // [slot * lags + days] of them, those that were followed by another one then
    private final int[] owners; // [slot * lags + days] entities that had such

    private CycleFit(FitData data) {
        this.data = data;
        clock = new WallClock(data.shape.layout().timestamp().zoneId());
        slots = data.shape.slots() - 1;
        due = new long[slots * lags];
        came = new long[slots * lags];
        owners = new int[slots * lags];
    }

    /** Days of the cycle of each slot; 0 for a month. Looks at one in {@code step} entities. // [slot] */
    static int[] cycles(FitData data, int k, int step) {
        CycleFit fit = new CycleFit(data);
        for (int entity = 0; entity < data.log.entities(); entity += step) {
            fit.see(entity);
        }
        int[] cycles = new int[data.shape.slots()];
        for (int slot = 0; slot < fit.slots; slot++) {
            cycles[slot] = fit.cycle(slot, k);
        }
        return cycles;
    }

    private long day(int place) {
        return WallClock.day(clock.local(data.timeMicros(place)));
    }

    private void see(int entity) {
        int from = data.log.firstRow(entity);
        int end = data.log.endRow(entity);
        long first = day(from);
        int days = (int) (day(end - 1) - first) + 1;
        BitSet[] daysBySlot = new BitSet[slots];
        for (int place = from; place < end; place++) {
            int slot = data.token[place] < 0 ? slots : data.shape.slotByToken()[data.token[place]];
            if (slot < slots) {
                if (daysBySlot[slot] == null) {
                    daysBySlot[slot] = new BitSet(days);
                }
                daysBySlot[slot].set((int) (day(place) - first));
            }
        }
        for (int slot = 0; slot < slots; slot++) {
            for (int cycle = 0; cycle < lags && daysBySlot[slot] != null; cycle++) {
                if (cycle == 0 || cycle >= LEAST_DAYS - REACH) {
                    count(slot * lags + cycle, cycle, daysBySlot[slot], first, days);
                }
            }
        }
    }

    private void count(int cell, int cycle, BitSet events, long first, int days) {
        int its = 0;
        for (int day = events.nextSetBit(0); day >= 0; day = events.nextSetBit(day + 1)) {
            long next = DueLaw.next(cycle, first + day);
            if (next >= 0 && next - first < days) {
                due[cell]++;
                its += events.get((int) (next - first)) ? 1 : 0;
            }
        }
        came[cell] += its;
        owners[cell] += its > 0 ? 1 : 0;
    }

    private int cycle(int slot, int k) {
        int at = slot * lags;
        int best = 0;
        double most = ABOVE_MONTH * foretold(at);
        for (int cycle = LEAST_DAYS; cycle <= DueLaw.MOST_CYCLE; cycle++) {
            if (foretold(at + cycle) > most && owners[at + cycle] >= 2 * k && stands(at + cycle)) {
                most = foretold(at + cycle);
                best = cycle;
            }
        }
        return best;
    }

    private double rate(int cell) {
        return came[cell] / Math.max(1.0, due[cell]);
    }

    private double foretold(int cell) {
        return came[cell] * rate(cell);
    }

    /** True if events come much surer than after a few days less or more. */
    private boolean stands(int cell) {
        double beside = 0;
        for (int off = 1; off <= REACH; off++) {
            beside += rate(cell - off) + rate(cell + off);
        }
        double usual = due[cell] * beside / (2 * REACH);
        return came[cell] > ABOVE_NEIGHBOURS * usual && came[cell] > usual + SIGMAS * Math.sqrt(usual + 1);
    }
}
