package io.understudy.engine.fit;

import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.History;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.NumberMark;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Learns the laws of one numeric mark, one a frequent token and one for the rest. */
final class NumberFit {
    private static final int MOST_BINS = 160;
    private static final int ROWS_PER_BIN = 12;
    private static final int GROUPS = 24;
    private static final int FEWEST_ROWS = 200;
    private static final int CLASS_CUTS = 8;
    private static final double LEAST_ADVANTAGE = 1; // nats a row: levels that feed on themselves drift, and lose edges

    private final FitData data;
    private final int mark;
    private final int k;
    private final Growth growth;
    private final Thinning thinning;
    private final int[] features;
    private final int[] lawByToken;

    NumberFit(FitData data, int mark, Growth growth, long wanted) {
        this.data = data;
        this.mark = mark;
        k = growth.k();
        this.growth = growth;
        long rare = Arrays.stream(data.label).filter(l -> l > 0).count();
        thinning = new Thinning(data.log.rows(), rare, wanted);
        features = new FeatureMenu(data.shape).mark(data.categories.length, mark);
        lawByToken = new int[data.shape.tokens()];
    }

    /** What one law is learned from. */
    private final class Group {
        private final LongList plain = new LongList();
        private final LongList codes = new LongList();
        private final LongList[] plainByClass = new LongList[data.shape.classes()];
        private final Examples kind = new Examples(features, 1 << 10);
        private boolean nonNegative = true;
        private Fresh alone;
        private Fresh near;

        private void see(long value, double level, int label, int entity) {
            plain.add(value, entity);
            nonNegative &= value >= 0;
            if (nonNegative && !Double.isNaN(level)) {
                codes.add(FreshLaw.codeAbove(level, value), entity);
            }
            if (label > 0) {
                if (plainByClass[label] == null) {
                    plainByClass[label] = new LongList();
                }
                plainByClass[label].add(value, entity);
            }
        }

        private void cut() {
            alone = new Fresh(bins(plain, classCuts()), false);
            if (nonNegative && codes.size >= FEWEST_ROWS) {
                near = new Fresh(bins(codes, new long[0]), true);
            }
        }

        private Bins bins(LongList values, long[] further) {
            int wanted = Math.max(4, Math.min(MOST_BINS, values.size / ROWS_PER_BIN));
            EntityFloor.clip(values.values, values.entities, values.size, k);
            Bins bins = BinCutter.cut(values.values, values.size, wanted, k, further);
            return BinCutter.floored(bins, values.values, values.entities, values.size, k);
        }

        /** Quantiles within the rare classes, so that a class whose numbers begin where others end keeps that edge. */
        private long[] classCuts() {
            LongList cuts = new LongList();
            for (LongList values : plainByClass) {
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
            ProbabilityTree kinds = TreeGrower.grow(kind, NumberLaw.KINDS, growth);
            FreshLaw plainLaw = alone.law();
            if (near == null) {
                return new NumberLaw(kinds, plainLaw, null);
            }
            FreshLaw nearLaw = near.law();
            return near.nats() < alone.nats() - LEAST_ADVANTAGE
                    ? new NumberLaw(kinds, plainLaw, nearLaw)
                    : new NumberLaw(kinds, plainLaw, null);
        }
    }

    /** Examples of fresh values in one way to bin them. */
    private final class Fresh {
        private final Bins bins;
        private final boolean aboveLevel;
        private final Examples bin = new Examples(features, 1 << 10);
        private final Examples zeros = new Examples(new FeatureMenu(data.shape).zeros(features), 1 << 10);
        private double logWidth;
        private double weight;
        private double binNats;

        Fresh(Bins bins, boolean aboveLevel) {
            this.bins = bins;
            this.aboveLevel = aboveLevel;
        }

        void add(History history, long value, double level, double itsWeight, int entity, boolean comparable) {
            int at = bins.find(aboveLevel ? FreshLaw.codeAbove(level, value) : value);
            history.draft().bin = at;
            bin.add(history, at, itsWeight, entity);
            zeros.add(history, FreshLaw.zerosOf(value), itsWeight, entity);
            if (comparable) {
                double width = aboveLevel
                        ? FreshLaw.valueAt(level, bins.high()[at] + 1) - FreshLaw.valueAt(level, bins.low()[at])
                        : bins.high()[at] - bins.low()[at] + 1;
                logWidth += itsWeight * Math.log(Math.max(1, width));
                weight += itsWeight;
            }
        }

        FreshLaw law() {
            TreeGrower.Measured measured =
                    TreeGrower.measured(bin, bins.size(), BinCutter.groups(bins.size(), GROUPS), growth);
            binNats = measured.heldOutNats();
            return new FreshLaw(bins, measured.tree(), TreeGrower.grow(zeros, FreshLaw.MOST_ZEROS + 1, growth));
        }

        double nats() {
            return binNats + logWidth / Math.max(weight, 1e-9);
        }
    }

    NumberMark fit() {
        chooseLaws();
        Group[] groups = new Group[Arrays.stream(lawByToken).max().orElse(0) + 1];
        Arrays.setAll(groups, g -> new Group());
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void withKeys(History history, int entity, int place) {
                if (data.token[place] >= 0 && kind(history, place) == NumberLaw.FRESH) {
                    groups[lawByToken[data.token[place]]].see(
                            data.numbers[mark][place], history.ownLevel(mark), data.label[place], entity);
                }
            }
        });
        for (Group group : groups) {
            group.cut();
        }
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void withKeys(History history, int entity, int place) {
                double weight = thinning.weight(place, data.label[place] > 0);
                if (weight > 0 && data.token[place] >= 0) {
                    collect(groups[lawByToken[data.token[place]]], history, entity, place, weight);
                }
            }
        });
        List<NumberLaw> laws = new ArrayList<>();
        for (Group group : groups) {
            laws.add(group.law());
        }
        return new NumberMark(lawByToken, laws);
    }

    private void collect(Group group, History history, int entity, int place, double weight) {
        int kind = kind(history, place);
        group.kind.add(history, kind, weight, entity);
        if (kind != NumberLaw.FRESH) {
            return;
        }
        long value = data.numbers[mark][place];
        double level = history.ownLevel(mark);
        boolean leveled = !Double.isNaN(level);
        group.alone.add(history, value, level, weight, entity, leveled);
        if (group.near != null && leveled) {
            group.near.add(history, value, level, weight, entity, true);
        }
    }

    private int kind(History history, int place) {
        long value = data.numbers[mark][place];
        return value == ColumnFormat.MISSING
                ? NumberLaw.MISSING
                : value == history.ownNumber(mark)
                        ? NumberLaw.OWN
                        : value == history.lastNumber(mark) ? NumberLaw.LAST : NumberLaw.FRESH;
    }

    /** Tokens with enough rows of enough entities get a law of their own; the others share law 0. */
    private void chooseLaws() {
        int[] rows = new int[lawByToken.length];
        int[] owners = new int[lawByToken.length];
        int[] last = new int[lawByToken.length];
        Arrays.fill(last, -1);
        for (int e = 0; e < data.log.entities(); e++) {
            for (int p = data.log.firstRow(e); p < data.log.endRow(e); p++) {
                int token = data.token[p];
                if (token >= 0 && data.numbers[mark][p] != ColumnFormat.MISSING) {
                    rows[token]++;
                    if (last[token] != e) {
                        last[token] = e;
                        owners[token]++;
                    }
                }
            }
        }
        int laws = 1;
        for (int token = 0; token < rows.length && rows.length > 1; token++) {
            boolean enough = rows[token] >= FEWEST_ROWS && owners[token] >= 2 * k;
            lawByToken[token] = enough ? laws++ : 0;
        }
    }

    /** A growing list of values and the entities that they are of, which stand together. */
    private static final class LongList {
        private long[] values = new long[64];
        private int[] entities = new int[64];
        private int size;
        private int owners;

        void add(long value, int entity) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
                entities = Arrays.copyOf(entities, size * 2);
            }
            owners += size == 0 || entities[size - 1] != entity ? 1 : 0;
            entities[size] = entity;
            values[size++] = value;
        }
    }
}
