package io.understudy.engine.fit.past;

import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.DueLaw;
import io.understudy.model.chain.Ratios;
import io.understudy.model.chain.WallClock;

/**
 * Finds the events that open an order: whose amount, or a simple fraction of it such as a bonus, comes again with the same
 * token on the same day of the next month. A salary does, a deposit does not, and the first of each looks much alike; whoever
 * makes one up has to know which it is, or else all orders come now and then.
 */
final class Openings {
    private final FitData data;
    private final WallClock clock;
    private final long endDay;

    private Openings(FitData data) {
        this.data = data;
        clock = new WallClock(data.shape.layout().timestamp().zoneId());
        long end = Long.MIN_VALUE;
        for (int e = 0; e < data.log.entities(); e++) {
            end = Math.max(end, day(data.log.endRow(e) - 1));
        }
        endDay = end;
    }

    /** 1 of events that open an order, 0 of others, -1 where the log ends before that is seen. // [place] */
    static byte[] of(FitData data) {
        return new Openings(data).find();
    }

    private long day(int place) {
        return WallClock.day(clock.local(data.timeMicros(place)));
    }

    private byte[] find() {
        byte[] opens = new byte[data.log.rows()];
        for (int e = 0; e < data.log.entities(); e++) {
            int end = data.log.endRow(e);
            for (int place = data.log.firstRow(e); place < end; place++) {
                long next = next(place);
                opens[place] = (byte) (next > endDay ? -1 : comes(place, end, next) ? 1 : 0);
            }
        }
        return opens;
    }

    private long next(int place) {
        int token = data.token[place];
        int cycle = token < 0 ? 0 : data.shape.due().cycleBySlot()[data.shape.slotByToken()[token]];
        return DueLaw.next(cycle, day(place));
    }

    private boolean comes(int place, int end, long day) {
        long amount = data.numbers[0][place];
        boolean comes = false;
        for (int later = place + 1; later < end && !comes && day(later) <= day; later++) {
            long its = data.numbers[0][later];
            comes = data.token[later] == data.token[place]
                    && its != ColumnFormat.MISSING
                    && day(later) == day
                    && (its == amount || Ratios.simple(amount, its));
        }
        return comes;
    }
}
