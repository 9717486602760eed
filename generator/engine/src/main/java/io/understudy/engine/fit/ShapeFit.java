package io.understudy.engine.fit;

import io.understudy.engine.fit.column.TupleBook;
import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.time.SlotLapse;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.EventLayout;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.DueLaw;
import io.understudy.model.chain.WallClock;

/** Measures the shape of a chain: the days it spans, how finely it tells time, and how many tokens have slots of their own. */
final class ShapeFit {
    private static final int STATE_ROOM = 560; // bytes for token slots
    private static final int MOST_SLOTS = 24;
    private static final int MOST_SLOTS_OF_FEW = 80; // where entities are few

    private final EventLog log;
    private final EventLayout layout;
    private final TupleBook tokens;
    private final int k;

    ShapeFit(EventLog log, EventLayout layout, TupleBook tokens, int k) {
        this.log = log;
        this.layout = layout;
        this.tokens = tokens;
        this.k = k;
    }

    /** The shape where all entities are of one cluster. */
    ChainShape bare(long[] labelValues, int[] keyByClass) {
        return of(labelValues, keyByClass, 0, new double[0], new double[] {1});
    }

    /**
     * The shape, which knows of nothing due.
     *
     * @param traits of an entity
     * @param centres // [cluster][trait] in a row
     * @param shares // [cluster] of entities, cumulative
     */
    ChainShape of(long[] labelValues, int[] keyByClass, int traits, double[] centres, double[] shares) {
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (long t : log.column(layout.timeIndex())) {
            start = Math.min(start, t);
            end = Math.max(end, t);
        }
        WallClock clock = new WallClock(layout.timestamp().zoneId());
        long origin = clock.instant(WallClock.day(clock.local(start)) * WallClock.DAY);
        long last = clock.instant((WallClock.day(clock.local(end)) + 1) * WallClock.DAY);
        ChainShape probe = new ChainShape(
                layout,
                tokens.values,
                labelValues,
                keyByClass,
                new int[tokens.size],
                1,
                new long[1],
                DueLaw.none(1, 0),
                0,
                centres,
                shares,
                origin,
                1,
                1,
                1);
        int slotBytes = 28
                + 12 * probe.numericColumns().length
                + 2 * probe.categoricalColumns().length
                + 2 * probe.keyColumns().length;
        int most = log.entities() < FitData.FEW_ENTITIES
                ? MOST_SLOTS_OF_FEW
                : Math.max(4, Math.min(MOST_SLOTS, STATE_ROOM / slotBytes));
        int slots = Math.min(tokens.size, most) + 1;
        int[] slotByToken = new int[tokens.size];
        for (int t = 0; t < tokens.size; t++) {
            slotByToken[t] = Math.min(t, slots - 1);
        }
        return new ChainShape(
                layout,
                tokens.values,
                labelValues,
                keyByClass,
                slotByToken,
                slots,
                SlotLapse.seconds(log, tokens.numberByRow, slotByToken, slots, k),
                DueLaw.none(slots, DueLaw.MOST_MEMORY),
                traits,
                centres,
                shares,
                origin,
                last - origin,
                resolution(),
                log.entities());
    }

    private long resolution() {
        if (layout.timestamp().dateOnly()) {
            return WallClock.DAY;
        }
        long unit = 60 * WallClock.SECOND;
        for (long t : log.column(layout.timeIndex())) {
            while (t % unit != 0) {
                unit = unit > WallClock.SECOND ? WallClock.SECOND : unit > 1_000 ? 1_000 : 1;
            }
        }
        return unit;
    }
}
