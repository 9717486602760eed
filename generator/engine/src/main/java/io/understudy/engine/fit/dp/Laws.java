package io.understudy.engine.fit.dp;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EntityState;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventDraft;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.History;
import io.understudy.model.chain.HourFactors;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.WallClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All laws of a chain while they are learned, and the way through an entity's events that shows them what happened. */
final class Laws {
    private static final int GAP_BINS = 40;
    private static final int TIME_BINS = 96;
    private static final int MOST_THINNED = 64;
    private static final int[] NUMBER_BINS = {16, 24, 32, 48, 64, 96, 128, 192, 256}; // no more than grids tell apart
    private static final double LOSS_OF_BINS =
            0.7; // to bins that are wider than what happens inside, over their number
    private static final int TABLES_PER_LAW = 5;

    final LawFit label; // null where there is one class
    final LawFit sameDay;
    final LawFit within; // null where times are dates
    final LawFit laterDay;
    final LawFit timeOfDay; // null where times are dates
    final LawFit hours; // null where times are dates
    final LawFit token;
    final List<LawFit> statics = new ArrayList<>();
    final List<LawFit> categories = new ArrayList<>();
    final List<LawFit> kinds = new ArrayList<>();
    final List<LawFit> fresh = new ArrayList<>();
    final List<LawFit> zeros = new ArrayList<>();
    final List<LawFit> keys = new ArrayList<>();
    final List<LawFit> all = new ArrayList<>();
    private final List<LawFit> common = new ArrayList<>();
    final Bins gaps;
    final Bins times;
    final List<Bins> numberBins = new ArrayList<>();
    final int mostDays;

    private final Menu menu;
    private final PrivateLog log;
    private final ChainShape shape;
    private final int[] tokenByTuple;
    private final int[] classByTuple;
    private final Opening opening;
    private final EntityGroups groups;
    private final History history;
    private final WallClock clock;
    private final long resolution;
    private final long endDay;
    private final int lastLabel = io.understudy.model.chain.Feature.LAST_LABEL.id();
    private final int[] typeColumns;
    private final int[] labelColumns;
    private final int[] numericColumns;
    private final int[] categoricalColumns;
    private final int[] keyColumns;
    private final int[] staticColumns;

    Laws(Opening opening, EntityGroups groups, ChainShape shape, int[] tokenByTuple, int[] classByTuple, double rho) {
        this.opening = opening;
        this.groups = groups;
        log = opening.log;
        this.shape = shape;
        this.tokenByTuple = tokenByTuple;
        this.classByTuple = classByTuple;
        history = new History(shape);
        clock = opening.clock;
        resolution = shape.resolutionMicros();
        endDay = WallClock.day(clock.local(log.endMicros - 1));
        typeColumns = shape.typeColumns();
        labelColumns = shape.labelColumns();
        numericColumns = shape.numericColumns();
        categoricalColumns = shape.categoricalColumns();
        keyColumns = shape.keyColumns();
        staticColumns = shape.staticColumns();
        mostDays = (int) ((log.endMicros - log.originMicros) / WallClock.DAY) + 1;
        boolean dateOnly = shape.dateOnly();
        gaps = dateOnly ? null : gapBins();
        times = dateOnly ? null : quarters();
        menu = new Menu(
                shape,
                Arrays.stream(numericColumns).mapToObj(c -> log.ranges[c]).toArray(Domain.Range[]::new));
        label = shape.classes() > 1 ? whole(menu.label(), null) : null;
        sameDay = fit(menu.sameDay());
        within = dateOnly ? null : fit(menu.within(gaps.size()));
        laterDay = fit(menu.laterDay().thinned(thinned()));
        timeOfDay = dateOnly ? null : fit(menu.timeOfDay(times.size()));
        hours = dateOnly ? null : whole(menu.hours(), null);
        token = fit(menu.token());
        for (int i = 0; i < staticColumns.length; i++) {
            statics.add(whole(menu.fixed(i, values(staticColumns[i]) + 1), null));
        }
        for (int i = 0; i < categoricalColumns.length; i++) {
            categories.add(fit(menu.category(i, values(categoricalColumns[i]) + 1)));
        }
        int bins = numberBins(rho);
        for (int i = 0; i < numericColumns.length; i++) {
            Domain.Range range = log.ranges[numericColumns[i]];
            numberBins.add(Grid.even(range.units(range.least()), range.units(range.most()), bins));
            kinds.add(fit(menu.kind(i, NumberLaw.KINDS)));
            fresh.add(fit(menu.fresh(i, numberBins.get(i).size())));
            zeros.add(whole(menu.zeros(i, FreshLaw.MOST_ZEROS + 1), null));
        }
        for (int i = 0; i < keyColumns.length; i++) {
            keys.add(fit(menu.key(i, KeyLaw.KINDS)));
        }
    }

    /** The laws but those of rare classes. */
    List<LawFit> common() {
        return common;
    }

    /** How many bins tell most of a number, of those that noise leaves. */
    private int numberBins(double rho) {
        int laws = 5 + statics.size() + categoricalColumns.length + 3 * numericColumns.length + keyColumns.length;
        double eventsPerEntity = opening.events() / (double) log.entities();
        double least = Double.MAX_VALUE;
        int best = 0;
        for (int bins : NUMBER_BINS) {
            double loss = LossForecast.loss(bins, log.entities(), eventsPerEntity, rho / (laws * TABLES_PER_LAW))
                    + LOSS_OF_BINS / bins;
            if (loss < least) {
                least = loss;
                best = bins;
            }
        }
        return best;
    }

    /** How many events of an entity a law is shown, as far as the noised sizes tell: first ones of days, or those behind them. */
    double eventsPerEntity(LawFit law) {
        double events = opening.events() / (double) log.entities();
        double days = mostDays * -Math.expm1(-events / mostDays); // as if they fell where they may
        return law == timeOfDay || law == laterDay ? days : law == within ? Math.max(1, events - days) : events;
    }

    /** Days without events for one with events, as far as the noised sizes tell. */
    private int thinned() {
        double days = Math.min(mostDays, opening.events() / (double) log.entities());
        return (int) Math.max(1, Math.min(MOST_THINNED, mostDays / days - 1));
    }

    private LawFit fit(LawPlan plan) {
        LawFit rare = null;
        if (menu.byClass()) {
            rare = new LawFit(menu.rare(plan), null, true);
            all.add(rare);
        }
        return whole(plan, rare);
    }

    private LawFit whole(LawPlan plan, LawFit rare) {
        LawFit fit = new LawFit(plan, rare, false);
        all.add(fit);
        common.add(fit);
        return fit;
    }

    private int values(int column) {
        return ((ColumnFormat.Dictionary) shape.layout().column(column).format())
                .values()
                .size();
    }

    /** Even in the logarithm up to a quarter of an hour, then quarters: a gap ends before midnight, so that a wide bin would heap up there. */
    private Bins gapBins() {
        long quarter = Math.max(1, WallClock.DAY / resolution / TIME_BINS);
        Bins small = Grid.even(0, quarter - 1, GAP_BINS);
        long[] low = Arrays.copyOf(small.low(), small.size() + TIME_BINS - 1);
        long[] high = Arrays.copyOf(small.high(), low.length);
        for (int b = small.size(); b < low.length; b++) {
            low[b] = quarter * (b - small.size() + 1);
            high[b] = low[b] + quarter - 1;
        }
        return new Bins(low, high);
    }

    private Bins quarters() {
        long units = WallClock.DAY / resolution;
        long[] low = new long[(int) Math.min(TIME_BINS, units)];
        long[] high = new long[low.length];
        for (int b = 0; b < low.length; b++) {
            low[b] = units * b / low.length;
            high[b] = units * (b + 1) / low.length - 1;
        }
        return new Bins(low, high);
    }

    /** Shows the events of one entity to all laws, in the order in which a sampler draws them. */
    void replay(int entity) {
        int from = log.first[entity];
        int to = log.first[entity + 1];
        if (from == to) {
            return;
        }
        EventDraft draft = history.draft();
        long[] fixed = new long[staticColumns.length];
        Arrays.fill(fixed, ColumnFormat.MISSING);
        seeStatics(entity, from);
        for (int i = 0; i < fixed.length; i++) {
            int index = log.index(staticColumns[i], from);
            fixed[i] = index == 0 ? ColumnFormat.MISSING : index - 1;
        }
        EntityState state = history.begin(groups.of(entity), -1, fixed, log.timeMicros(from));
        laterDay.begin(log.timeMicros(from));
        List<Map<Long, Integer>> pools = new ArrayList<>();
        for (int i = 0; i < keyColumns.length; i++) {
            pools.add(new HashMap<>());
        }
        for (int place = from; place < to; place++) {
            history.bind(state);
            fill(draft, place, pools);
            int itsToken = draft.token;
            boolean rare = draft.label > 0 || place > from && history.feature(lastLabel) > 0;
            if (label != null && rare) {
                label.see(history, draft.label); // normal events behind normal ones are all the others
            }
            if (place > from) {
                seeGap(place);
            }
            history.bind(state);
            fill(draft, place, pools);
            draft.token = itsToken;
            history.lookFrom(log.timeMicros(place), true);
            if (hours != null) {
                hours.see(history, WallClock.hourOfWeek(clock.local(log.timeMicros(place))) % HourFactors.HOURS);
            }
            if (itsToken >= 0) {
                seeMarks(draft);
            }
            history.append(0);
        }
        history.bind(state);
        draft.label = 0;
        if (history.lastDay() < endDay) {
            sameDay.see(history, 0);
        }
        walk(endDay, false);
    }

    private void seeStatics(int entity, int place) {
        long[] known = new long[staticColumns.length];
        Arrays.fill(known, ColumnFormat.MISSING);
        for (int i = 0; i < staticColumns.length; i++) {
            history.bind(history.begin(groups.of(entity), -1, known, log.timeMicros(place)));
            int index = log.index(staticColumns[i], place);
            statics.get(i).see(history, index);
            known[i] = index == 0 ? ColumnFormat.MISSING : index - 1;
        }
    }

    private void fill(EventDraft draft, int place, List<Map<Long, Integer>> pools) {
        draft.token = tokenByTuple[opening.tuple(typeColumns, place)];
        draft.label = Math.max(0, classByTuple[opening.tuple(labelColumns, place)]);
        for (int i = 0; i < numericColumns.length; i++) {
            draft.numbers[i] = log.number(numericColumns[i], place);
        }
        for (int i = 0; i < categoricalColumns.length; i++) {
            draft.categories[i] = log.index(categoricalColumns[i], place);
        }
        for (int i = 0; i < keyColumns.length; i++) {
            long name = log.name(keyColumns[i], place);
            Map<Long, Integer> pool = pools.get(i);
            draft.keys[i] = name == ColumnFormat.MISSING
                    ? 0
                    : pool.computeIfAbsent(name, n -> Math.min(KeyLaw.MOST_PLACES, pool.size() + 1));
        }
    }

    private void seeGap(int place) {
        long now = log.timeMicros(place);
        long last = log.timeMicros(place - 1);
        long day = WallClock.day(clock.local(now));
        boolean same = GapLaw.goesOn(day == WallClock.day(clock.local(last)), now - last);
        history.draft().token = ChainShape.UNKNOWN;
        if (history.lastDay() < endDay) { // on the last day only those days are seen that go on
            sameDay.see(history, same ? 1 : 0);
        }
        if (same && within != null) {
            within.see(history, gaps.find((now - last) / resolution));
        }
        if (!same) {
            walk(day, true);
            if (timeOfDay != null) {
                history.lookFromDay(day);
                timeOfDay.see(history, times.find(Math.floorMod(clock.local(now), WallClock.DAY) / resolution));
            }
        }
    }

    /** Shows the days after the last event, up to {@code until}. */
    private void walk(long until, boolean event) {
        long lastDay = history.lastDay();
        for (long day = lastDay + 1; day <= until; day++) {
            history.lookFromDay(day);
            laterDay.see(history, event && day == until ? 1 : 0);
        }
    }

    private void seeMarks(EventDraft draft) {
        int itsToken = draft.token;
        draft.token = ChainShape.UNKNOWN;
        token.see(history, itsToken);
        draft.token = itsToken;
        for (int i = 0; i < categoricalColumns.length; i++) {
            categories.get(i).see(history, draft.categories[i]);
        }
        for (int i = 0; i < numericColumns.length; i++) {
            long value = draft.numbers[i];
            int kind = value == ColumnFormat.MISSING
                    ? NumberLaw.MISSING
                    : value == history.ownNumber(i)
                            ? NumberLaw.OWN
                            : value == history.lastNumber(i) ? NumberLaw.LAST : NumberLaw.FRESH;
            kinds.get(i).see(history, kind);
            if (kind == NumberLaw.FRESH) {
                draft.bin = numberBins.get(i).find(value);
                fresh.get(i).see(history, draft.bin);
                zeros.get(i).see(history, FreshLaw.zerosOf(value));
            }
        }
        for (int i = 0; i < keyColumns.length; i++) {
            int at = draft.keys[i];
            keys.get(i)
                    .see(
                            history,
                            at == 0
                                    ? KeyLaw.MISSING
                                    : at > history.usedKeys(i)
                                            ? KeyLaw.FRESH
                                            : at == history.ownKey(i)
                                                    ? KeyLaw.OWN
                                                    : at == history.lastKey(i) ? KeyLaw.LAST : KeyLaw.OLD);
        }
    }
}
