package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.floor.BinCutter;
import io.understudy.engine.fit.past.FeatureMenu;
import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.past.Replay;
import io.understudy.engine.fit.past.Thinning;
import io.understudy.engine.fit.tree.Examples;
import io.understudy.engine.fit.tree.Growth;
import io.understudy.engine.fit.tree.TreeGrower;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.CategoryLaw;
import io.understudy.model.chain.Feature;
import io.understudy.model.chain.FollowerBook;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.History;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.TokenLaw;
import io.understudy.model.tree.ProbabilityTree;
import java.util.Arrays;

/** Learns the laws of class, token and marks. */
public final class MarkFit {
    private static final int NUMBER_BINS = 160;
    private static final int GROUPS = 24;
    private static final int ERA_GROUPS = 8;

    private final FitData data;
    private final FeatureMenu menu;
    private final int k;
    private final Growth growth;
    private final long wanted;
    private final Thinning thinning;

    public MarkFit(FitData data, Growth growth, long wanted) {
        this.data = data;
        menu = new FeatureMenu(data.shape);
        k = growth.k();
        this.growth = growth;
        this.wanted = wanted;
        thinning = data.thinning(wanted);
    }

    /** What the event at a place has for an outcome; -1 to leave it out. */
    private interface Outcome {
        int of(History history, int place);
    }

    /** Rows that have the outcome, with further kinds of outcomes of the same rows. */
    private Examples examples(int[] features, boolean withKeys, Outcome outcome, Outcome... further) {
        Examples examples = new Examples(features, 1 + further.length, (int) Math.min(wanted, data.log.rows()));
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void at(History history, int entity, int place) {
                if (!withKeys) {
                    add(history, entity, place);
                }
            }

            @Override
            public void withKeys(History history, int entity, int place) {
                if (withKeys) {
                    add(history, entity, place);
                }
            }

            private void add(History history, int entity, int place) {
                double weight = thinning.weight(place, data.stratum(place));
                if (weight > 0) {
                    int value = outcome.of(history, place);
                    if (value >= 0) {
                        examples.add(history, value, weight, entity);
                        for (int i = 0; i < further.length; i++) {
                            examples.note(1 + i, further[i].of(history, place));
                        }
                    }
                }
            }
        });
        return examples;
    }

    /** The law of the class; all rows where the class changes are kept, since an episode may start once in a life. */
    public ProbabilityTree label() {
        long[] rows = new long[2 * (data.byKind() ? data.shape.clusters() : 1)];
        for (int e = 0; e < data.log.entities(); e++) {
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                rows[changeStratum(e, place)]++;
            }
        }
        Thinning byChange = new Thinning(rows, wanted);
        Examples examples = new Examples(menu.label(), (int) Math.min(wanted, data.log.rows()));
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void before(History history, int entity, int place) {
                double weight = byChange.weight(place, changeStratum(entity, place));
                if (weight > 0) {
                    examples.add(history, data.ownLabel[place], weight, entity);
                }
            }
        });
        return TreeGrower.grow(examples, data.shape.classes(), growth);
    }

    private int changeStratum(int entity, int place) {
        int change = place > 0 && data.ownLabel[place] != data.ownLabel[place - 1] ? 1 : 0;
        return change + (data.byKind() ? 2 * data.cluster[entity] : 0);
    }

    /** The law of the token of an event whose time is known. */
    public TokenLaw token(FollowerBook followers) {
        ProbabilityTree tree = TreeGrower.grow(
                examples(menu.token(), false, (history, place) -> data.token[place]), data.shape.tokens(), growth);
        if (data.byKind()) { // clusters share nothing: a token's rhythm in one says nothing of that in another
            return new TokenLaw(
                    tree,
                    0,
                    null,
                    0,
                    followers,
                    null,
                    data.shape.tokens() == 1 ? null : Followers.mostNow(data, k),
                    null);
        }
        FactorFit factors = new FactorFit(tree, 0, data.shape, followers, k, data.log.rows());
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void at(History history, int entity, int place) {
                if (data.token[place] >= 0) {
                    factors.see(history, data.token[place], 1, entity);
                }
            }
        });
        return new TokenLaw(tree, 0, factors.fit(), factors.dueShare(), followers, factors.rareFactors(), null, null);
    }

    public CategoryLaw category(int mark) {
        int column = data.shape.categoricalColumns()[mark];
        int outcomes =
                ((ColumnFormat.Dictionary) data.shape.layout().column(column).format())
                                .values()
                                .size()
                        + 1;
        boolean nullable = data.shape.layout().column(column).nullable();
        Outcome value = (history, place) -> data.token[place] < 0 || !nullable && data.categories[mark][place] == 0
                ? -1
                : data.categories[mark][place];
        Outcome kind = (history, place) -> repetition(history, mark, place);
        Outcome freshValue = (history, place) ->
                repetition(history, mark, place) == CategoryLaw.FRESH ? data.categories[mark][place] : -1;
        Examples all = examples(menu.mark(mark, 0), true, value, kind, freshValue);
        TreeGrower.Measured plain = measured(all, outcomes);
        double share = all.of(2).share();
        if (share == 0) {
            return known(null, plain.tree(), mark, nullable);
        }
        TreeGrower.Measured fresh = measured(all.of(2), outcomes);
        TreeGrower.Measured kinds = measured(all.of(1), CategoryLaw.KINDS);
        if (kinds.heldOutNats() + share * fresh.heldOutNats() >= plain.heldOutNats()) {
            return known(null, plain.tree(), mark, nullable);
        }
        boolean[] any = any(plain, kinds, fresh, freshShares(mark));
        if (!hasAny(any)) {
            return known(kinds.tree(), fresh.tree(), mark, nullable);
        }
        Outcome kindOrAny = (history, place) -> any[data.label[place]] ? CategoryLaw.ANY : kind.of(history, place);
        Outcome valueOrFresh = (history, place) -> (any[data.label[place]] ? value : freshValue).of(history, place);
        Examples again = examples(menu.mark(mark, 0), true, value, kindOrAny, valueOrFresh);
        again.encode();
        return known(
                measured(again.of(1), CategoryLaw.KINDS).tree(),
                measured(again.of(2), outcomes).tree(),
                mark,
                nullable);
    }

    /** Whether a class's values are foretold better where it does not matter what they were before. // [class] */
    private boolean[] any(
            TreeGrower.Measured plain, TreeGrower.Measured kinds, TreeGrower.Measured fresh, double[] freshShare) {
        boolean[] any = new boolean[data.shape.classes()];
        for (int label = 1; label < any.length; label++) {
            double ofKinds = kinds.natsByClass()[label]
                    + (freshShare[label] > 0 ? freshShare[label] * fresh.natsByClass()[label] : 0);
            double ofAny = plain.natsByClass()[label];
            any[label] = !Double.isNaN(ofAny) && !(ofKinds <= ofAny);
        }
        return any;
    }

    private static boolean hasAny(boolean[] any) {
        for (boolean its : any) {
            if (its) {
                return true;
            }
        }
        return false;
    }

    private TreeGrower.Measured measured(Examples examples, int outcomes) {
        int[] each = java.util.stream.IntStream.range(0, outcomes).toArray();
        return TreeGrower.measured(examples, outcomes, each, growth);
    }

    /** Share of a class's events whose value repeats none. // [class] */
    private double[] freshShares(int mark) {
        double[] fresh = new double[data.shape.classes()];
        double[] all = new double[fresh.length];
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void withKeys(History history, int entity, int place) {
                all[data.label[place]]++;
                fresh[data.label[place]] += repetition(history, mark, place) == CategoryLaw.FRESH ? 1 : 0;
            }
        });
        for (int label = 0; label < fresh.length; label++) {
            fresh[label] /= Math.max(1, all[label]);
        }
        return fresh;
    }

    /** Which of the kinds of {@link CategoryLaw} the value at a place is. */
    private int repetition(History history, int mark, int place) {
        int value = data.categories[mark][place];
        if (value == 0 || data.token[place] < 0) {
            return CategoryLaw.MISSING;
        }
        if (history.remembered(mark, CategoryLaw.STANDING) == value) {
            return CategoryLaw.STANDING;
        }
        for (int kind = CategoryLaw.OWN; kind < CategoryLaw.FRESH; kind++) {
            if (history.remembered(mark, kind) == value) {
                return kind;
            }
        }
        return CategoryLaw.FRESH;
    }

    /** Keeps the law to what occurs with the token. */
    private CategoryLaw known(ProbabilityTree kind, ProbabilityTree tree, int mark, boolean nullable) {
        KnownValues known = new KnownValues(data, mark, nullable, tree.outcomes(), k);
        return new CategoryLaw(kind, tree, known.words(), known.usual());
    }

    /** When entities of a cluster have their first event, as an era of a law that knows no clusters. */
    public ArrivalLaw arrival(ArrivalLaw law) {
        long start = Long.MAX_VALUE;
        for (int e = 0; e < data.log.entities(); e++) {
            start = Math.min(start, data.timeMicros(data.log.firstRow(e)));
        }
        long startMicros = start;
        Examples births = births(menu.cluster(), (history, entity) -> {
            int era = law.eraAt(data.timeMicros(data.log.firstRow(entity)) - startMicros);
            return era < 0 ? law.eras() - 1 : era;
        });
        return law.with(TreeGrower.grow(births, law.eras(), BinCutter.groups(law.eras(), ERA_GROUPS), growth));
    }

    /** The law of a static column, learned from one row an entity. */
    public NumberLaw fixed(int index) {
        int column = data.shape.staticColumns()[index];
        int[] features = menu.birth(index);
        if (data.shape.layout().column(column).format() instanceof ColumnFormat.Dictionary dictionary) {
            ProbabilityTree tree = TreeGrower.grow(
                    births(features, (history, entity) -> {
                        long value = data.statics[index][entity];
                        return value == ColumnFormat.MISSING ? 0 : (int) value + 1;
                    }),
                    dictionary.values().size() + 1,
                    growth);
            return new NumberLaw(tree, null, null, null);
        }
        long[] there = Arrays.stream(data.statics[index])
                .filter(v -> v != ColumnFormat.MISSING)
                .toArray();
        Bins bins = BinCutter.cut(there, there.length, NUMBER_BINS, k);
        ProbabilityTree kind = TreeGrower.grow(
                births(
                        features,
                        (history, entity) -> data.statics[index][entity] == ColumnFormat.MISSING
                                ? NumberLaw.MISSING
                                : NumberLaw.FRESH),
                NumberLaw.KINDS,
                growth);
        ProbabilityTree bin = TreeGrower.grow(
                births(
                        features,
                        (history, entity) -> data.statics[index][entity] == ColumnFormat.MISSING
                                ? -1
                                : bins.find(data.statics[index][entity])),
                bins.size(),
                BinCutter.groups(bins.size(), GROUPS),
                growth);
        ProbabilityTree zeros = TreeGrower.grow(
                births(new int[] {Feature.BIN.id()}, (history, entity) -> {
                    if (data.statics[index][entity] == ColumnFormat.MISSING) {
                        return -1;
                    }
                    history.draft().bin = bins.find(data.statics[index][entity]);
                    return FreshLaw.zerosOf(data.statics[index][entity]);
                }),
                FreshLaw.MOST_ZEROS + 1,
                growth);
        int last = bins.size() - 1;
        FreshLaw fresh = new FreshLaw(bins, bin, zeros, bins.low()[0], bins.high()[last]);
        return new NumberLaw(kind, fresh, null, null);
    }

    private Examples births(int[] features, Outcome outcome) {
        Examples examples = new Examples(features, data.log.entities());
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void before(History history, int entity, int place) {
                if (history.count() == 0) {
                    int value = outcome.of(history, entity);
                    if (value >= 0) {
                        examples.add(history, value, 1, entity);
                    }
                }
            }
        });
        return examples;
    }

    /** Which key of the pool comes next; {@code early} if that is drawn before the marks. */
    public ProbabilityTree keyKind(int key, boolean early) {
        int column = data.shape.keyColumns()[key];
        if (data.shape.layout().column(column).constantPerEntity()) {
            Examples first = births(
                    new int[] {Feature.CLUSTER.id()},
                    (history, entity) ->
                            data.keys[key][data.log.firstRow(entity)] == 0 ? KeyLaw.MISSING : KeyLaw.FRESH);
            return TreeGrower.grow(first, KeyLaw.KINDS, growth);
        }
        return TreeGrower.grow(
                examples(early ? menu.earlyKey() : menu.key(), !early, (history, place) -> {
                    int at = data.keys[key][place];
                    if (data.token[place] < 0) {
                        return -1;
                    }
                    return at == 0
                            ? KeyLaw.MISSING
                            : at > history.usedKeys(key)
                                    ? KeyLaw.FRESH
                                    : at == history.standingKey(key)
                                            ? KeyLaw.STANDING
                                            : at == history.ownKey(key)
                                                    ? KeyLaw.OWN
                                                    : at == history.lastKey(key) ? KeyLaw.LAST : KeyLaw.OLD;
                }),
                KeyLaw.KINDS_OF_ORDERS,
                growth);
    }
}
