package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.floor.BinCutter;
import io.understudy.engine.fit.floor.EntityFloor;
import io.understudy.engine.fit.floor.Outskirts;
import io.understudy.engine.fit.floor.OwnedValues;
import io.understudy.engine.fit.past.FeatureMenu;
import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.past.Replay;
import io.understudy.engine.fit.past.Thinning;
import io.understudy.engine.fit.tree.Examples;
import io.understudy.engine.fit.tree.Growth;
import io.understudy.engine.fit.tree.TreeGrower;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.EntityLevel;
import io.understudy.model.chain.Feature;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.History;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.NumberMark;
import io.understudy.model.chain.Ratios;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Learns the laws of one numeric mark, one a frequent token and one for the rest. */
public final class NumberFit {
    private static final int MOST_BINS = 160;
    private static final int FEWEST_OF_TAIL = 24; // values in its last bin
    private static final int MOST_BINS_ABOVE = 48; // a level: narrower ones have no round numbers
    private static final int ROWS_PER_BIN = 12;
    private static final int FEWEST_CLASS_ROWS = 60;
    private static final int CLASS_CUTS = 8;
    private static final double LEAST_ADVANTAGE = 0.02; // nats a row

    private final FitData data;
    private final int mark;
    private final int k;
    private final Growth growth;
    private final Thinning thinning;
    private final int[] features;
    private final int[] opening; // features of whether an order is opened
    private final boolean orders;
    private final int classes;
    private final boolean runs; // what is added to the running column
    private final MarkLaws laws;
    private final LevelFit[] levels; // [law]
    private final Group[] groups; // [law]

    public NumberFit(FitData data, int mark, Growth growth, long wanted) {
        this.data = data;
        this.mark = mark;
        k = growth.k();
        this.growth = growth;
        thinning = data.thinning(wanted);
        classes = data.shape.classes();
        runs = data.balance != null && data.balance.mark() == mark;
        int[] menu = new FeatureMenu(data.shape).mark(data.categories.length, mark);
        int[] asked = runs
                ? IntStream.concat(IntStream.of(menu), IntStream.of(Feature.BALANCE_MEAN.id()))
                        .toArray()
                : menu;
        orders = mark == 0 && data.opens != null;
        features = orders
                ? IntStream.concat(IntStream.of(asked), IntStream.of(Feature.OPENS.id()))
                        .toArray()
                : asked;
        opening = asked;
        laws = MarkLaws.of(data, mark, k);
        groups = new Group[laws.count()];
        levels = levelFits();
    }

    /** What one law is learned from. */
    private final class Group {
        private final OwnedValues plain = new OwnedValues();
        private final OwnedValues codes = new OwnedValues();
        private final EntityLevel level;
        private final Ratios ratios;
        private final Map<Long, LevelFit.Lived> lives; // null where the past alone tells levels
        private final double levelNats; // what telling the levels costs
        private final OwnedValues[] plainByClass = new OwnedValues[data.shape.classes()];
        private final Examples kind = new Examples(features, 1 << 10);
        private final Examples opens = new Examples(opening, 1 << 10);
        private boolean nonNegative = true;
        private int zeros; // that all values end in but those of a few entities
        private FreshFit alone;
        private FreshFit near;
        private final OwnedValues shares = new OwnedValues();
        private FreshFit share; // of the running column; null where the mark is none of its amounts
        private final OwnedValues meanShares = new OwnedValues();
        private FreshFit meanShare; // of the mean of the running column; null where the mark is none of its amounts

        private Group(EntityLevel level, LevelFit fit, Ratios ratios) {
            this.ratios = ratios;
            this.level = level;
            boolean forLife = level.quantiles() != null;
            lives = forLife ? fit.lives(level) : null;
            levelNats = forLife ? fit.nats(level) : 0;
        }

        /** The level that the event at hand is drawn from; NaN in place of one that is not known. */
        private LevelFit.Lived of(History history, int entity) {
            double past = level.of(history.cluster(), history.ownLevel(mark), history.levelEvents());
            LevelFit.Lived lived =
                    lives == null || Double.isNaN(past) ? null : lives.get(LevelFit.key(entity, history.draft().token));
            return lived == null ? new LevelFit.Lived(past, level.spread(history.levelEvents())) : lived;
        }

        private void see(History history, long value, int label, int entity) {
            plain.add(value, entity);
            nonNegative &= value >= 0;
            LevelFit.Lived at = of(history, entity);
            if (nonNegative && !Double.isNaN(at.level())) {
                codes.add(FreshLaw.codeAbove(at.level(), at.spread(), value), entity);
            }
            if (runs && nonNegative && !Double.isNaN(history.balanceLevel())) {
                shares.add(FreshLaw.codeAbove(history.balanceLevel(), 1, value), entity);
            }
            if (runs && nonNegative && !Double.isNaN(history.meanBalanceLevel())) {
                meanShares.add(FreshLaw.codeAbove(history.meanBalanceLevel(), 1, value), entity);
            }
            if (label > 0) {
                if (plainByClass[label] == null) {
                    plainByClass[label] = new OwnedValues();
                }
                plainByClass[label].add(value, entity);
            }
        }

        private void cut() {
            zeros = plain.commonZeros(k);
            alone = fresh(bins(plain, MOST_BINS, classCuts()), false);
            if (nonNegative && codes.size >= FEWEST_CLASS_ROWS) {
                near = fresh(bins(codes, MOST_BINS_ABOVE, new long[0]), true);
            }
            if (nonNegative && shares.size >= FEWEST_CLASS_ROWS) {
                share = fresh(bins(shares, MOST_BINS_ABOVE, new long[0]), true);
            }
            if (nonNegative && meanShares.size >= FEWEST_CLASS_ROWS) {
                meanShare = fresh(bins(meanShares, MOST_BINS_ABOVE, new long[0]), true);
            }
        }

        private FreshFit fresh(Bins bins, boolean aboveLevel) {
            Bins range = alone == null ? bins : alone.bins();
            return new FreshFit(bins, aboveLevel, range, zeros, new FeatureMenu(data.shape).zeros(features), growth);
        }

        private Bins bins(OwnedValues values, int most, long[] further) {
            int wanted = Math.max(4, Math.min(most, values.size / ROWS_PER_BIN));
            Outskirts outskirts = Outskirts.of(values, k);
            EntityFloor.clip(values.values, values.entities, values.size, k);
            long[] tails = BinCutter.tails(values.values, values.size, wanted, Math.max(FEWEST_OF_TAIL, 2 * k));
            long[] lows = LongStream.concat(Arrays.stream(further), Arrays.stream(tails))
                    .toArray();
            Bins bins = BinCutter.cut(values.values, values.size, wanted, k, lows);
            return outskirts.with(BinCutter.floored(bins, values.values, values.entities, values.size, k));
        }

        /** Quantiles within the rare classes, so that a class whose numbers begin where others end keeps that edge. */
        private long[] classCuts() {
            OwnedValues cuts = new OwnedValues();
            for (OwnedValues values : plainByClass) {
                if (values != null && values.owners >= k) {
                    EntityFloor.clip(values.values, values.entities, values.size, k);
                    Arrays.sort(values.values, 0, values.size);
                    for (int i = 0; i < CLASS_CUTS; i++) {
                        cuts.add(values.values[i * values.size / CLASS_CUTS], 0);
                    }
                }
            }
            return Arrays.copyOf(cuts.values, cuts.size);
        }

        /** Takes the law above the entity's own level where held-out entities say it is the shorter code. */
        private NumberLaw law() {
            ProbabilityTree kinds = TreeGrower.grow(kind, NumberLaw.KINDS + ratios.size(), growth);
            ProbabilityTree openings = orders ? TreeGrower.grow(opens, 2, growth) : null;
            FreshLaw plainLaw = alone.law();
            FreshLaw shareLaw = share == null ? null : share.law();
            FreshLaw meanShareLaw = meanShare == null ? null : meanShare.law();
            FreshLaw nearLaw = near == null ? null : near.law();
            double nearNats = near == null ? Double.MAX_VALUE : near.nats() + levelNats / Math.max(1, near.weight());
            double shareNats = share == null ? Double.MAX_VALUE : share.nats();
            double meanNats = meanShare == null ? Double.MAX_VALUE : meanShare.nats();
            if (Math.min(shareNats, meanNats) < Math.min(alone.nats(), nearNats) - LEAST_ADVANTAGE) {
                boolean overMean = meanNats < shareNats;
                return new NumberLaw(
                        kinds, plainLaw, overMean ? meanShareLaw : shareLaw, null, overMean, ratios, openings);
            }
            return nearNats < alone.nats() - LEAST_ADVANTAGE
                    ? new NumberLaw(kinds, plainLaw, nearLaw, level, false, ratios, openings)
                    : new NumberLaw(kinds, plainLaw, null, null, false, ratios, openings);
        }
    }

    public NumberMark fit() {
        EntityLevel[] known = levels();
        RatioFit byRatio = new RatioFit(RatioFit.units(data, mark, this::law, groups.length, k), k);
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void withKeys(History history, int entity, int place) {
                if (data.token[place] >= 0 && data.numbers[mark][place] != ColumnFormat.MISSING) {
                    byRatio.see(law(place), history.ratioBase(mark), data.numbers[mark][place], entity);
                }
            }
        });
        Ratios[] ratios = byRatio.ratios();
        Arrays.setAll(
                groups, law -> new Group(known[laws.levelByLaw()[law]], levels[laws.levelByLaw()[law]], ratios[law]));
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void withKeys(History history, int entity, int place) {
                if (data.token[place] >= 0 && kind(history, place) == NumberLaw.FRESH) {
                    groups[law(place)].see(history, data.numbers[mark][place], data.label[place], entity);
                }
            }
        });
        for (Group group : groups) {
            group.cut();
        }
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void withKeys(History history, int entity, int place) {
                double weight = thinning.weight(place, data.stratum(place));
                if (weight > 0 && data.token[place] >= 0) {
                    collect(groups[law(place)], history, entity, place, weight);
                }
            }
        });
        List<NumberLaw> learned = new ArrayList<>();
        for (Group group : groups) {
            learned.add(group.law());
        }
        return new NumberMark(laws.byToken(), classes, learned);
    }

    /** The laws of the levels, and where levels lie, which those of one entity may do alike. */
    private EntityLevel[] levels() {
        EntityLevel[] known = new EntityLevel[levels.length];
        LevelSpread[] spreads = new LevelSpread[levels.length];
        Map<Integer, double[]> places = LevelSpread.noPlaces();
        for (int law = 0; law < known.length; law++) {
            known[law] = levels[law].level();
            spreads[law] = levels[law].spread(known[law], k);
            if (spreads[law].tells()) {
                spreads[law].addPlaces(places);
            }
        }
        double common = LevelSpread.common(places);
        for (int law = 0; law < known.length; law++) {
            known[law] = spreads[law].tells() ? spreads[law].with(common) : known[law];
        }
        return known;
    }

    private void collect(Group group, History history, int entity, int place, double weight) {
        if (orders && data.opens[place] >= 0 && NumberLaw.mayOpen(history)) {
            group.opens.add(history, data.opens[place], weight, entity);
        }
        int kind = kind(history, place);
        group.kind.add(history, kind, weight, entity);
        if (kind != NumberLaw.FRESH) {
            return;
        }
        long value = data.numbers[mark][place];
        LevelFit.Lived lived = group.of(history, entity);
        double level = lived.level();
        double spread = lived.spread();
        boolean leveled = !Double.isNaN(level);
        group.alone.add(history, value, level, spread, weight, entity, leveled);
        if (group.near != null && leveled) {
            group.near.add(history, value, level, spread, weight, entity, true);
        }
        if (group.share != null && !Double.isNaN(history.balanceLevel())) {
            group.share.add(history, value, history.balanceLevel(), 1, weight, entity, true);
        }
        if (group.meanShare != null && !Double.isNaN(history.meanBalanceLevel())) {
            group.meanShare.add(history, value, history.meanBalanceLevel(), 1, weight, entity, true);
        }
    }

    private int law(int place) {
        return laws.byToken()[data.token[place] * classes + data.label[place]];
    }

    private int kind(History history, int place) {
        return history.kind(mark, data.numbers[mark][place], groups[law(place)].ratios);
    }

    private LevelFit[] levelFits() {
        LevelFit[] fits = new LevelFit[groups.length];
        Arrays.setAll(fits, law -> new LevelFit(data.shape.clusters()));
        for (int e = 0; e < data.log.entities(); e++) {
            for (int p = data.log.firstRow(e); p < data.log.endRow(e); p++) {
                int token = data.token[p];
                if (token >= 0 && data.ownLabel[p] == 0 && data.numbers[mark][p] != ColumnFormat.MISSING) {
                    fits[laws.byToken()[token * classes]].add(e, data.cluster[e], token, data.numbers[mark][p]);
                }
            }
        }
        return fits;
    }
}
