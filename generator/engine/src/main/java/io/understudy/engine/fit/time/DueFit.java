package io.understudy.engine.fit.time;

import io.understudy.engine.fit.past.FeatureMenu;
import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.past.Replay;
import io.understudy.engine.fit.tree.Examples;
import io.understudy.engine.fit.tree.Growth;
import io.understudy.engine.fit.tree.TreeGrower;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.DueLaw;
import io.understudy.model.chain.History;
import io.understudy.model.chain.WallClock;
import io.understudy.model.tree.ProbabilityTree;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Counts how often the tokens of a slot come again on the day when they are due, by rhythm; then learns from what an order
 * looks like and from who has it whether it comes: a first deposit of a round sum does not, a salary does.
 */
public final class DueFit {
    private static final long MOST_DAYS = 2_000_000; // more are not looked at
    private static final double LEAST_CHANCE = 0.5; // that makes an order
    private static final double LEAST_SHARE = 0.01; // of all events
    private static final double DOUBT = 0.5; // due days without an event that are taken to have been missed by luck
    private static final double MONTH_END_SHARE = 0.97; // of what days of the month foretell, from which on it is taken
    private static final int MOST_ROWS = 250_000; // that the law of what comes is learned from

    private final FitData data;
    private final int k;
    private final WallClock clock;
    private final int slots;
    private final int cells;
    private final long[] due;
    private final long[] came;
    private final int[] owners;
    private final int[] lastOwner;
    private final boolean[] today; // [slot]
    private final long endDay;
    private int step = 1;

    private DueFit(FitData data, int k) {
        this.data = data;
        this.k = k;
        clock = new WallClock(data.shape.layout().timestamp().zoneId());
        slots = data.shape.slots() - 1;
        cells = DueLaw.RHYTHMS * DueLaw.STRENGTHS;
        due = new long[slots * cells];
        came = new long[slots * cells];
        owners = new int[slots * cells];
        lastOwner = new int[slots * cells];
        java.util.Arrays.fill(lastOwner, -1);
        today = new boolean[data.shape.slots()];
        long end = Long.MIN_VALUE;
        for (int e = 0; e < data.log.entities(); e++) {
            end = Math.max(end, day(data.log.endRow(e) - 1));
        }
        endDay = end;
    }

    /**
     * What is due when; nothing where few long entities have laws of their own.
     *
     * @param as the data as a shape sees them
     */
    public static DueLaw due(ChainShape shape, Function<ChainShape, FitData> as, Growth growth) {
        FitData data = as.apply(shape);
        if (data.byKind()) {
            return DueLaw.none(data.shape.slots(), 0);
        }
        int mostDays = Silence.mostDays(data, growth.k());
        int[] cycles = CycleFit.cycles(data, growth.k(), new DueFit(data, growth.k()).step(mostDays));
        boolean months = IntStream.of(cycles).allMatch(days -> days == 0); // as the data are seen already
        DueLaw none = DueLaw.none(shape.slots(), shape.due().memory()).with(cycles);
        DueFit counts = new DueFit(months ? data : as.apply(shape.with(none)), growth.k());
        DueLaw law = counts.fit(mostDays);
        if (!law.foretells()) {
            return law;
        }
        DueFit orders = new DueFit(as.apply(shape.with(law)), growth.k());
        orders.step = counts.step * (int) Math.max(1, counts.rows(law) / MOST_ROWS);
        return law.with(orders.comes(mostDays, law, growth));
    }

    /** One in so many entities is looked at. */
    private int step(int mostDays) {
        long days = 0;
        for (int e = 0; e < data.log.entities(); e++) {
            days += Math.min(endDay, day(data.log.endRow(e) - 1) + mostDays) - day(data.log.firstRow(e));
        }
        return (int) Math.max(1, days / MOST_DAYS);
    }

    /** Due days of the rhythms of a law. */
    private long rows(DueLaw law) {
        long rows = 0;
        for (int slot = 0; slot < slots; slot++) {
            for (int strength = 0; strength < DueLaw.STRENGTHS; strength++) {
                rows += due[slot * cells + law.rhythmBySlot()[slot] * DueLaw.STRENGTHS + strength];
            }
        }
        return rows;
    }

    private long day(int place) {
        return WallClock.day(clock.local(data.timeMicros(place)));
    }

    private DueLaw fit(int mostDays) {
        step = step(mostDays);
        walk(mostDays, (history, entity, event) -> {
            for (int slot = 0; slot < slots; slot++) {
                for (int rhythm = 1; rhythm < DueLaw.RHYTHMS; rhythm++) {
                    int strength = history.due(slot, rhythm);
                    if (strength >= 0) {
                        count(slot * cells + rhythm * DueLaw.STRENGTHS + strength, event && today[slot], entity);
                    }
                }
            }
        });
        return law();
    }

    /** Whether what is due by the rhythms of a law comes. */
    private ProbabilityTree comes(int mostDays, DueLaw law, Growth growth) {
        Examples examples = new Examples(new FeatureMenu(data.shape).order(), 1 << 10);
        walk(mostDays, (history, entity, event) -> {
            for (int slot = 0; slot < slots; slot++) {
                if (history.due(slot, law.rhythmBySlot()[slot]) >= 0) {
                    history.takeOrder(slot);
                    examples.add(history, event && today[slot] ? 1 : 0, 1, entity);
                }
            }
        });
        return TreeGrower.grow(examples, 2, growth);
    }

    /** What wants to see the days behind events; {@link #today} tells which slots have an event on one that has any. */
    private interface Days {
        void see(History history, int entity, boolean event);
    }

    private void walk(int mostDays, Days days) {
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void before(History history, int entity, int place) {
                if (entity % step == 0 && history.count() > 0) {
                    see(history, entity, place, day(place), days);
                }
            }

            @Override
            public void behind(History history, int entity) {
                if (entity % step == 0) {
                    see(history, entity, -1, Math.min(endDay, history.lastDay() + mostDays) + 1, days);
                }
            }
        });
    }

    /** Looks at all days from the last event's to {@code until}, which is that of the event at {@code place}. */
    private void see(History history, int entity, int place, long until, Days days) {
        long lastDay = history.lastDay();
        for (long day = lastDay + 1; day <= until; day++) {
            boolean event = place >= 0 && day == until;
            if (place < 0 && day == until) {
                return;
            }
            history.lookFromDay(day);
            if (event) {
                java.util.Arrays.fill(today, false);
                for (int p = place; p < data.log.endRow(entity) && day(p) == day; p++) {
                    if (data.token[p] >= 0) {
                        today[data.shape.slotByToken()[data.token[p]]] = true;
                    }
                }
            }
            days.see(history, entity, event);
        }
    }

    private void count(int cell, boolean event, int entity) {
        due[cell]++;
        came[cell] += event ? 1 : 0;
        if (lastOwner[cell] != entity) {
            lastOwner[cell] = entity;
            owners[cell]++;
        }
    }

    /**
     * The rhythm that foretells most of a slot's events, and its chances where they rest on k entities. The month's end, which
     * does not lapse in a month that lacks the event, is taken before days of the month that foretell hardly more.
     */
    private DueLaw law() {
        DueLaw law = DueLaw.none(slots + 1, memory());
        if (law.memory() > 0) {
            law = law.with(data.shape.due().cycleBySlot());
        }
        for (int slot = 0; slot < slots; slot++) {
            double most = 0;
            for (int rhythm = law.memory() > 0 ? DueLaw.CYCLE_DAY : DueLaw.MONTH_END;
                    rhythm < DueLaw.RHYTHMS;
                    rhythm++) {
                double foretold = 0;
                for (int strength = 0; strength < DueLaw.STRENGTHS; strength++) {
                    int cell = slot * cells + rhythm * DueLaw.STRENGTHS + strength;
                    foretold += came[cell] * chance(cell);
                }
                if (foretold > (rhythm == DueLaw.MONTH_END ? MONTH_END_SHARE : 1) * most) {
                    most = foretold;
                    law.rhythmBySlot()[slot] = rhythm;
                }
            }
            for (int strength = 0; strength < DueLaw.STRENGTHS; strength++) {
                int cell = slot * cells + law.rhythmBySlot()[slot] * DueLaw.STRENGTHS + strength;
                law.chances()[slot * DueLaw.STRENGTHS + strength] = (float) chance(cell);
            }
        }
        return law;
    }

    /** Orders are remembered where those with a confirmed amount tell a part of the events worth the room. */
    private int memory() {
        double foretold = 0;
        for (int slot = 0; slot < slots; slot++) {
            int cell = slot * cells + DueLaw.CYCLE_DAY * DueLaw.STRENGTHS + DueLaw.STRENGTHS - 1;
            foretold += chance(cell) < LEAST_CHANCE ? 0 : came[cell];
        }
        return foretold < LEAST_SHARE * data.log.rows() / step ? 0 : DueLaw.MOST_MEMORY;
    }

    private double chance(int cell) {
        return owners[cell] < k ? 0 : came[cell] / (due[cell] + DOUBT);
    }
}
