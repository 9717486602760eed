package io.understudy.engine.fit.dp;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.chain.CategoryLaw;
import io.understudy.model.chain.ChainLaws;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.HourFactors;
import io.understudy.model.chain.TokenLaw;
import io.understudy.model.chain.WallClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Makes hours, gaps, tokens and categories as frequent as their first tables say. A law that hangs on what came before feeds
 * on its own outcomes: where noise drowned the rows of rare values, a life that has such a value leaves it too early, and the
 * values that are frequent grow. And a gap that leads beyond its day is drawn again, which makes gaps short. So entities are
 * drawn, and each outcome's odds are moved, in all contexts alike, until the drawn have the shares of the table (iterative
 * proportional fitting; Deming, Stephan 1940); which tells nothing that was not released before.
 */
final class Marginals {
    private static final int ROUNDS = 6;
    private static final int MOST_ENTITIES = 3_000;
    private static final long MOST_EVENTS = 200_000; // that a round draws
    private static final double DAMPED = 0.5; // power of a step: a value's share moves its runs as well
    private static final double MOST_STEP = 2; // times that a round may move odds
    private static final double MOST_ODDS = 30;
    private static final long SEED = 3;

    private final Laws laws;
    private final WallClock clock;
    private final List<LawFit> fits; // the token's, then the categories'
    private final double[][] wanted; // [law][outcome] shares
    private final double[] week; // [hour of week] shares; this and the next are null where times are dates
    private final double[] gaps; // [bin] shares of the gaps within a day

    Marginals(Laws laws, WallClock clock) {
        this.laws = laws;
        this.clock = clock;
        fits = new ArrayList<>(List.of(laws.token));
        fits.addAll(laws.categories);
        wanted = fits.stream().map(fit -> fit.ladder().root(null)).toArray(double[][]::new);
        week = laws.hours == null ? null : week(laws.hours);
        gaps = laws.within == null ? null : laws.within.ladder().root(null);
    }

    /** Shares of the hours of the week: of each weekday where those were told apart. */
    private static double[] week(LawFit hours) {
        double[] root = hours.ladder().root(null);
        boolean byDay = hours.ladder().size() > 1;
        double[] week = new double[HourFactors.WEEK];
        for (int day = 0; day < 7; day++) {
            double[] law = byDay ? hours.ladder().law(1, day, root) : root;
            System.arraycopy(law, 0, week, day * HourFactors.HOURS, HourFactors.HOURS);
        }
        return week;
    }

    /** {@code chain} with odds moved. */
    ChainLaws held(ChainLaws chain, Function<ChainLaws, ChainModel> model) {
        double[][] odds = Arrays.stream(wanted).map(w -> ones(w.length)).toArray(double[][]::new);
        double[] hours = ones(HourFactors.WEEK);
        double[] bins = ones(gaps == null ? 0 : gaps.length);
        ChainLaws held = chain;
        for (int round = 0; round < ROUNDS; round++) {
            double[][] drawn = drawn(model.apply(held));
            for (int law = 0; law < odds.length; law++) {
                move(odds[law], wanted[law], drawn[law], 0, wanted[law].length);
            }
            for (int hour = 0; week != null && hour < HourFactors.WEEK; hour += HourFactors.HOURS) {
                move(hours, week, drawn[odds.length], hour, hour + HourFactors.HOURS);
            }
            if (gaps != null) {
                move(bins, gaps, drawn[odds.length + 1], 0, gaps.length);
            }
            held = with(chain, odds, hours, bins);
        }
        return held;
    }

    private static double[] ones(int length) {
        double[] ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private ChainLaws with(ChainLaws chain, double[][] odds, double[] hours, double[] bins) {
        List<CategoryLaw> categories = new ArrayList<>();
        for (int c = 0; c < chain.categories().size(); c++) {
            CategoryLaw law = chain.categories().get(c);
            categories.add(
                    new CategoryLaw(null, ContextTree.of(fits.get(1 + c), odds[1 + c]), law.knownWords(), law.usual()));
        }
        ChainLaws moved = chain.with(new TokenLaw(ContextTree.of(laws.token, odds[0]), 0), categories);
        if (week == null) {
            return moved;
        }
        float[] byWeek = new float[HourFactors.WEEK];
        for (int hour = 0; hour < byWeek.length; hour++) {
            byWeek[hour] = (float) hours[hour];
        }
        float[] byToken = new float[wanted[0].length * HourFactors.HOURS];
        Arrays.fill(byToken, 1);
        return moved.with(chain.gap().with(ContextTree.of(laws.within, bins), new HourFactors(byWeek, byToken)));
    }

    private static void move(double[] odds, double[] wanted, double[] drawn, int from, int to) {
        double all = Arrays.stream(drawn, from, to).sum();
        double whole = Arrays.stream(wanted, from, to).sum();
        for (int y = from; all > 0 && y < to; y++) {
            if (wanted[y] > 0) {
                double told = (wanted[y] / whole * all + 1) / (drawn[y] + 1); // one event more keeps the few in bounds
                double step = Math.max(1 / MOST_STEP, Math.min(MOST_STEP, Math.pow(told, DAMPED)));
                odds[y] = Math.max(1 / MOST_ODDS, Math.min(MOST_ODDS, odds[y] * step));
            }
        }
    }

    /**
     * Events that {@code model} draws, by outcome, and in the last two rows by the hour of the week and by the gap within a
     * day. // [law][outcome]
     */
    private double[][] drawn(ChainModel model) {
        int population = (int) Math.min(MOST_ENTITIES, model.shape().referenceEntities());
        long from = model.shape().originMicros();
        EntitySampler sampler = model.sampler(
                new SamplerSettings(SEED, from, from + model.shape().spanMicros(), 1));
        EventFrame frame = new EventFrame(model.layout().size());
        double[][] events = new double[wanted.length + 2][];
        for (int law = 0; law < wanted.length; law++) {
            events[law] = new double[wanted[law].length];
        }
        events[wanted.length] = new double[HourFactors.WEEK];
        events[wanted.length + 1] = new double[gaps == null ? 0 : gaps.length];
        int[] categories = model.shape().categoricalColumns();
        long all = 0;
        for (int i = 0; i < population && all < MOST_EVENTS; i++) {
            EntityState state = model.newState();
            sampler.begin(state, i, population);
            long last = Long.MIN_VALUE;
            while (sampler.nextTimeMicros(state) != EntitySampler.ENDED) {
                sampler.emit(state, frame);
                all++;
                events[0][DrawnProfile.token(model.shape(), frame.values)]++;
                for (int c = 0; c < categories.length; c++) {
                    long value = frame.values[categories[c]];
                    events[1 + c][value == ColumnFormat.MISSING ? 0 : (int) value + 1]++;
                }
                events[wanted.length][WallClock.hourOfWeek(clock.local(frame.timeMicros))]++;
                if (gaps != null && last != Long.MIN_VALUE && goesOn(last, frame.timeMicros)) {
                    long units = (frame.timeMicros - last) / model.shape().resolutionMicros();
                    events[wanted.length + 1][laws.gaps.find(units)]++;
                }
                last = frame.timeMicros;
            }
        }
        return events;
    }

    private boolean goesOn(long last, long now) {
        boolean same = WallClock.day(clock.local(last)) == WallClock.day(clock.local(now));
        return GapLaw.goesOn(same, now - last);
    }
}
