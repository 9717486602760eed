package io.understudy.engine.fit.time;

import io.understudy.engine.fit.floor.BinCutter;
import io.understudy.engine.fit.floor.EntityFloor;
import io.understudy.engine.fit.floor.RareBins;
import io.understudy.engine.fit.mark.FactorFit;
import io.understudy.engine.fit.mark.FreeDays;
import io.understudy.engine.fit.past.FeatureMenu;
import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.past.Replay;
import io.understudy.engine.fit.past.Thinning;
import io.understudy.engine.fit.tree.Examples;
import io.understudy.engine.fit.tree.Growth;
import io.understudy.engine.fit.tree.TreeGrower;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.FollowerBook;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.History;
import io.understudy.model.chain.HourFactors;
import io.understudy.model.chain.TokenLaw;
import io.understudy.model.chain.WallClock;
import io.understudy.model.neural.GapFrame;
import io.understudy.model.tree.ProbabilityTree;

/** Learns the law of the next event: whether an entity goes on, with which token, behind which gap, or a later day's time. */
public final class GapFit {
    private static final int GAP_BINS = 100;
    private static final int BINS_OF_KINDS = 200;
    private static final int TIME_BINS = 128;
    private static final int GROUPS = 20;
    private static final int CROWDED_DAY = 8; // events of an entity

    private final FitData data;
    private final FeatureMenu menu;
    private final FollowerBook followers;
    private final int k;
    private final Growth growth;
    private final long wanted;
    private final long endDay;
    private final long knownUntil; // of events before it is known whether their entity goes on
    private final long resolution;
    private final boolean dateOnly;
    private final WallClock clock;
    private final Crowds crowds;
    private final boolean byDay;

    public GapFit(FitData data, FollowerBook followers, Growth growth, long wanted) {
        this.data = data;
        this.menu = new FeatureMenu(data.shape);
        k = growth.k();
        this.growth = growth;
        this.followers = followers;
        this.wanted = wanted;
        resolution = data.shape.resolutionMicros();
        dateOnly = data.shape.dateOnly();
        clock = new WallClock(data.shape.layout().timestamp().zoneId());
        crowds = new Crowds(data, clock, k);
        endDay = day(LogEnd.of(data.log));
        byDay = findByDay();
        knownUntil = LogEnd.knownUntil(data, clock);
    }

    private long day(long micros) {
        return WallClock.day(clock.local(micros));
    }

    public GapLaw fit() {
        int mostDays = Silence.mostDays(data, k);
        if (!byDay) {
            Bins gaps = gapBins(false);
            return new GapLaw(
                    null,
                    within(gaps),
                    gaps,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    mostDays,
                    true,
                    crowds.byInstant(),
                    crowds.byDay());
        }
        TokenLaw same = sameDay();
        Bins gaps = dateOnly ? null : gapBins(true);
        Bins times = dateOnly ? null : timeBins();
        ProbabilityTree within = dateOnly ? null : within(gaps);
        ProbabilityTree timeOfDay = dateOnly ? null : timeOfDay(times);
        HourFactors lateHours = dateOnly || data.byKind() ? null : LateHours.of(data, clock, k);
        return new GapLaw(
                same,
                within,
                gaps,
                dateOnly || data.byKind() ? null : hours(within, gaps),
                laterDay(mostDays),
                timeOfDay,
                times,
                lateHours,
                lateHours == null ? null : timeFactors(timeOfDay, times, lateHours),
                null,
                null,
                mostDays,
                Silence.ends(data, mostDays, k),
                crowds.byInstant(),
                crowds.byDay());
    }

    /** False where few entities have so many events a day that there are too few ends of days to learn from. */
    private boolean findByDay() {
        long days = 0;
        for (int e = 0; e < data.log.entities(); e++) {
            days += 1 + day(data.timeMicros(data.log.endRow(e) - 1)) - day(data.timeMicros(data.log.firstRow(e)));
        }
        return dateOnly || !data.byKind() || data.log.rows() < CROWDED_DAY * days;
    }

    private boolean goesOn(int place) {
        return LogEnd.goesOn(data, clock, place);
    }

    /** What gaps are measured in. */
    public GapFrame frame() {
        return new GapFrame(
                dateOnly ? null : gapBins(true),
                dateOnly ? null : timeBins(),
                Silence.mostDays(data, k),
                Crowds.most(crowds.byInstant()),
                Crowds.most(crowds.byDay()));
    }

    /** What wants to see the rows that a law of the next event is learned from. */
    private interface Rows {
        /**
         * A row, from its point of view.
         *
         * @param outcome 0 for no event, else the token plus 1; -1 where there is an event of an unknown token
         */
        void see(History history, int outcome, double weight, int entity);
    }

    /** A law of the next event and its token; of the event alone where few long entities have laws of their own. */
    private TokenLaw next(int[] features, long expectedRows, java.util.function.Consumer<Rows> walk) {
        Examples examples = new Examples(features, (int) Math.min(wanted, expectedRows));
        if (data.byKind()) {
            walk.accept(
                    (history, outcome, weight, entity) -> examples.add(history, outcome == 0 ? 0 : 1, weight, entity));
            return new TokenLaw(TreeGrower.grow(examples, 2, growth), 1);
        }
        walk.accept((history, outcome, weight, entity) -> {
            if (outcome >= 0) {
                examples.add(history, outcome, weight, entity);
            }
        });
        ProbabilityTree tree = TreeGrower.grow(examples, data.shape.tokens() + 1, growth);
        FactorFit factors = new FactorFit(tree, 1, data.shape, followers, k, Math.min(wanted, expectedRows))
                .without(data.shape.due().memory() > 0 ? FreeDays.of(data) : null);
        walk.accept((history, outcome, weight, entity) -> {
            if (outcome >= 0) {
                factors.see(history, outcome, weight, entity);
            }
        });
        return new TokenLaw(tree, 1, factors.fit(), factors.dueShare(), followers, factors.rareFactors(), null, null);
    }

    private int outcome(int place) {
        return data.token[place] < 0 ? -1 : data.token[place] + 1;
    }

    private TokenLaw sameDay() {
        return next(menu.gap(), data.log.rows(), this::sameDays);
    }

    /**
     * Whether entities go on, as far as the log is long enough to tell.
     */
    private void sameDays(Rows rows) {
        Thinning thinning = data.thinning(wanted);
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void before(History history, int entity, int place) {
                double weight = thinning.weight(place, data.stratum(place));
                boolean known = history.lastMicros() < knownUntil;
                if (history.count() > 0 && weight > 0 && known) {
                    rows.see(history, goesOn(place) ? outcome(place) : 0, weight, entity);
                }
            }

            @Override
            public void behind(History history, int entity) {
                double weight = thinning.weight(-1 - entity, data.stratum(data.log.firstRow(entity)));
                boolean known = history.lastMicros() < knownUntil;
                if (weight > 0 && known && !data.byKind()) {
                    rows.see(history, 0, weight, entity);
                }
            }
        });
    }

    private Bins gapBins(boolean goingOn) {
        long[] gaps = new long[data.log.rows()];
        int[] entities = new int[gaps.length];
        int[] labels = new int[gaps.length];
        int n = 0;
        Thinning even = data.thinning(data.byKind() ? wanted : Long.MAX_VALUE);
        for (int e = 0; e < data.log.entities(); e++) {
            for (int p = data.log.firstRow(e) + 1; p < data.log.endRow(e); p++) {
                if (even.weight(p, data.stratum(p)) > 0 && (!goingOn || goesOn(p))) {
                    entities[n] = e;
                    labels[n] = data.label[p];
                    gaps[n++] = (data.timeMicros(p) - data.timeMicros(p - 1)) / resolution;
                }
            }
        }
        EntityFloor.clip(gaps, entities, n, growth.k());
        if (data.byKind()) {
            return BinCutter.floored(BinCutter.cutAround(gaps, n, BINS_OF_KINDS, 1), gaps, entities, n, growth.k());
        }
        Bins usual = BinCutter.cut(gaps, n, GAP_BINS, 1);
        Bins bins = BinCutter.cut(gaps, n, GAP_BINS, 1, RareBins.lows(usual, gaps, labels, n, data.shape.classes()));
        return BinCutter.floored(bins, gaps, entities, n, growth.k());
    }

    private Bins timeBins() {
        long[] times = new long[data.log.rows()];
        int[] entities = new int[times.length];
        int n = 0;
        for (int e = 0; e < data.log.entities(); e++) {
            for (int p = data.log.firstRow(e); p < data.log.endRow(e); p++) {
                entities[n] = e;
                times[n++] = timeOfDay(p);
            }
        }
        EntityFloor.clip(times, entities, n, growth.k());
        return BinCutter.floored(BinCutter.cut(times, n, TIME_BINS, 1), times, entities, n, growth.k());
    }

    private long timeOfDay(int place) {
        return Math.floorMod(clock.local(data.timeMicros(place)), WallClock.DAY) / resolution;
    }

    /** What wants to see the gaps with which entities go on, or all where there are no days. */
    private interface Gaps {
        void see(History history, int token, long units, double weight, int entity);
    }

    private void gapsGoingOn(Gaps gaps) {
        Thinning thinning = data.thinning(wanted);
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void before(History history, int entity, int place) {
                double weight = thinning.weight(place, data.stratum(place));
                if (history.count() > 0
                        && weight > 0
                        && (data.token[place] >= 0 || data.byKind())
                        && (!byDay || goesOn(place))) {
                    long units = (data.timeMicros(place) - data.timeMicros(place - 1)) / resolution;
                    gaps.see(history, data.token[place], units, weight, entity);
                }
            }
        });
    }

    private ProbabilityTree within(Bins gaps) {
        Examples examples =
                new Examples(data.byKind() ? menu.gap() : menu.gapOf(), (int) Math.min(wanted, data.log.rows()));
        gapsGoingOn((history, token, units, weight, entity) -> examples.add(history, gaps.find(units), weight, entity));
        int[] groups = BinCutter.groups(gaps.size(), GROUPS);
        return TreeGrower.grow(
                examples,
                gaps.size(),
                data.byKind() ? BinCutter.groups(examples.weights(gaps.size()), GROUPS) : groups,
                growth);
    }

    private HourFactors hours(ProbabilityTree within, Bins gaps) {
        HourFit hours = new HourFit(
                within, gaps, data.shape, k, Math.min(wanted, data.log.rows()), clock.local(LogEnd.of(data.log)));
        gapsGoingOn((history, token, units, weight, entity) ->
                hours.see(history, token, clock.local(history.lastMicros()), units, weight, entity));
        return hours.fit();
    }

    /** Days with an event are a stratum of their own, so that tokens are learned from as many as there are. */
    private TokenLaw laterDay(int mostDays) {
        long days = 0;
        long events = 0;
        for (int e = 0; e < data.log.entities(); e++) {
            days += endDay - day(data.timeMicros(data.log.firstRow(e)));
            for (int p = data.log.firstRow(e) + 1; p < data.log.endRow(e); p++) {
                events += goesOn(p) ? 0 : 1;
            }
        }
        long[] strata = data.byKind() ? new long[] {days} : new long[] {Math.max(0, days - events), events};
        Thinning thinning = new Thinning(strata, wanted);
        return next(menu.day(), days, rows -> laterDays(mostDays, thinning, rows));
    }

    private void laterDays(int mostDays, Thinning thinning, Rows rows) {
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void before(History history, int entity, int place) {
                if (history.count() > 0 && !goesOn(place)) {
                    walk(history, entity, place, day(data.timeMicros(place)), true);
                }
            }

            @Override
            public void behind(History history, int entity) {
                if (!data.byKind()) {
                    walk(history, entity, data.log.endRow(entity), endDay, false);
                }
            }

            private void walk(History history, int entity, int place, long until, boolean event) {
                long lastDay = history.lastDay();
                long stop = Math.min(until, lastDay + mostDays);
                for (long day = lastDay + 1; day <= stop; day++) {
                    boolean on = event && day == until;
                    double weight = thinning.weight(place * 4096L + (day - lastDay), on && !data.byKind() ? 1 : 0);
                    if (weight > 0) {
                        history.lookFromDay(day);
                        rows.see(history, on ? outcome(place) : 0, weight, entity);
                    }
                }
            }
        });
    }

    /** What wants to see the events with which entities do not go on. */
    private interface Laters {
        void see(History history, int place, double weight, int entity);
    }

    private void laterTimes(Laters laters) {
        Thinning thinning = data.thinning(wanted);
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void before(History history, int entity, int place) {
                double weight = thinning.weight(place, data.stratum(place));
                boolean known = data.token[place] >= 0 || data.byKind();
                if (history.count() > 0 && weight > 0 && known && !goesOn(place)) {
                    history.lookFromDay(day(data.timeMicros(place)));
                    laters.see(history, place, weight, entity);
                }
            }
        });
    }

    private ProbabilityTree timeOfDay(Bins times) {
        Examples examples =
                new Examples(data.byKind() ? menu.day() : menu.dayOf(), (int) Math.min(wanted, data.log.rows()));
        laterTimes((history, place, weight, entity) ->
                examples.add(history, times.find(timeOfDay(place)), weight, entity));
        return TreeGrower.grow(examples, times.size(), BinCutter.groups(times.size(), GROUPS), growth);
    }

    private float[] timeFactors(ProbabilityTree timeOfDay, Bins times, HourFactors lateHours) {
        long rows = Math.min(wanted, data.log.rows());
        LateFit fit = new LateFit(timeOfDay, times, lateHours, resolution, k, rows);
        laterTimes((history, place, weight, entity) ->
                fit.see(history, clock.local(data.timeMicros(place)), weight, entity));
        return fit.fit();
    }
}
