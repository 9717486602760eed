package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores observed events under a chain. The cluster of an observed entity is not known: all conditionals are averaged
 * over a filtered belief, so that scores stay uniform and independent on the model's own stream.
 */
final class ChainScorer implements EntityScorer {
    private static final int SCORE = 5;
    private static final double OFF_RULE = 1e-3; // probability of a class that a law of runs leaves none
    private static final double UNSEEN_ARRIVAL =
            1e-4; // share of a reference's moments, of a first event at none of them

    private final ChainShape shape;
    private final ChainLaws laws;
    private final History history;
    private final EventDraft draft;
    private final FrameBook book;
    private final ClusterBelief belief;
    private final StageBelief stages; // null where classes follow no itineraries
    private final GapScore gap;
    private final EventRandom random = new EventRandom();
    private final List<String> features;
    private final int[] statics;
    private final double[] mass; // [token]
    private final double[] massByClass;
    private final boolean tellsTokens;
    private final NumberScore numbers;
    private final List<CategoryScore> categories = new ArrayList<>(); // [mark]
    private final Map<NumberLaw, Sight> sightByLaw = new IdentityHashMap<>();
    private final Sight none; // of a law that looks at nothing of what is not known
    private final Sight ofClusters;
    private final Sight ofLabel;
    private final Sight ofToken;
    private final long startMicros;

    /**
     * @param startMicros of the reference, and so of a stream that nobody told to begin at another time
     */
    ChainScorer(ChainShape shape, ChainLaws laws, long startMicros) {
        this.shape = shape;
        this.laws = laws;
        this.startMicros = startMicros;
        history = new History(shape);
        draft = history.draft;
        book = new FrameBook(shape, laws.balance(), laws.times());
        belief = new ClusterBelief(shape, history.plan);
        stages = laws.itineraries() == null ? null : new StageBelief(laws.itineraries(), shape.clusters());
        none = Sight.none(shape).and(shape.due().comes());
        ofClusters = none.clusters();
        gap = new GapScore(laws.gap(), laws.token(), history, none);
        numbers = new NumberScore(laws.balance(), history);
        for (int mark = 0; mark < laws.categories().size(); mark++) {
            categories.add(new CategoryScore(laws.categories().get(mark), mark, history, none));
        }
        ofLabel = laws.label() == null ? none : none.and(laws.label().tree());
        ofToken = none.and(laws.token());
        statics = shape.staticColumns();
        mass = new double[shape.tokens()];
        massByClass = new double[shape.classes()];
        tellsTokens = laws.gap().tellsTokens(shape.tokens());
        features = names();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of("gap", "token"));
        for (int[] columns : List.of(shape.categoricalColumns(), shape.numericColumns(), statics)) {
            Arrays.stream(columns)
                    .forEach(c -> names.add(shape.layout().column(c).name()));
        }
        return List.copyOf(names);
    }

    @Override
    public List<String> features() {
        return features;
    }

    @Override
    public void score(EntityState entityState, EventFrame frame, long randomSeed, double[] scoreByFeature) {
        ChainState state = (ChainState) entityState;
        Arrays.fill(scoreByFeature, Double.NaN);
        random.open(randomSeed, 0, 0, SCORE);
        history.bind(state);
        belief.load(state, random);
        book.read(frame, history);
        boolean first = history.count() == 0;
        if (first) {
            history.lookFrom(frame.timeMicros, false);
            learnArrival(frame.timeMicros);
            scoreStatics(scoreByFeature);
        }
        int label = draft.label;
        draft.label = shape.borneByKey(label) ? 0 : label;
        learnLabel(state);
        if (!first) {
            scoreNext(frame.timeMicros, scoreByFeature);
        }
        history.lookFrom(frame.timeMicros, true);
        if (first || !tellsTokens) {
            scoreByFeature[1] = draft.token < 0 ? NOVEL : scoreToken();
        }
        draft.label = label;
        int at = 2;
        for (int i = 0; i < draft.categories.length; i++) {
            scoreByFeature[at++] = draft.token < 0 ? Double.NaN : scoreCategory(i, draft.categories[i]);
        }
        for (int i = 0; i < draft.numbers.length; i++) {
            scoreByFeature[at++] = draft.token < 0
                    ? Double.NaN
                    : scoreNumber(laws.numbers().get(i).of(draft.token, draft.label), i);
        }
        belief.store(state, random);
        finish(state, frame);
    }

    /** What the time of an entity's first event tells of its cluster, where the stream began when the reference did. */
    private void learnArrival(long timeMicros) {
        long sinceMicros = timeMicros - startMicros;
        ProbabilityTree tree = laws.arrival().era();
        if (laws.stay() != null) {
            learnStay(sinceMicros);
        } else if (tree != null && laws.arrival().eraAt(sinceMicros) >= 0) {
            scoreOutcome(tree, laws.arrival().eraAt(sinceMicros));
        }
    }

    private void learnStay(long sinceMicros) {
        double unseen = UNSEEN_ARRIVAL * shape.resolutionMicros() / Math.max(1.0, shape.spanMicros());
        for (int i = 0; i < belief.size; i++) {
            belief.below[i] = 0;
            belief.at[i] = unseen + laws.stay().likelihood(belief.cluster(i), sinceMicros, shape.resolutionMicros());
        }
        belief.learn(random.nextDouble());
    }

    private void scoreStatics(double[] scoreByFeature) {
        int at = 2 + draft.categories.length + draft.numbers.length;
        for (int i = 0; i < statics.length; i++) {
            NumberLaw law = laws.statics().get(i);
            long value = history.state.getLong(history.plan.statics + 8 * i);
            boolean missing = value == ColumnFormat.MISSING;
            if (law.plain() == null) {
                scoreByFeature[at + i] = scoreOutcome(law.kind(), missing ? 0 : (int) value + 1);
            } else {
                scoreByFeature[at + i] = scoreNumber(law, value, missing ? NumberLaw.MISSING : NumberLaw.FRESH, -1);
            }
        }
    }

    private void learnLabel(ChainState state) {
        if (laws.label() == null || state.getShort(StatePlan.CLUSTER) >= 0) {
            return;
        }
        if (stages != null) {
            state.makeRoomForBelief();
            if (!stages.learn(history, draft.label)) {
                return;
            }
        }
        belief.begin(stages == null ? ofLabel : ofClusters);
        for (int i = 0; i < belief.size; i++) {
            if (belief.takesOver(i)) {
                continue;
            }
            belief.take(i, history);
            belief.below[i] = 0;
            belief.at[i] = stages == null ? labelChance() : stages.probability(history.cluster);
        }
        belief.learn(random.nextDouble());
    }

    private double labelChance() {
        laws.label().spread(history, massByClass);
        return laws.runs() == null ? massByClass[draft.label] : Math.max(OFF_RULE, massByClass[draft.label]);
    }

    private double scoreOutcome(ProbabilityTree tree, int outcome) {
        belief.begin(none.and(tree));
        for (int i = 0; i < belief.size; i++) {
            if (belief.takesOver(i)) {
                continue;
            }
            belief.take(i, history);
            belief.below[i] = tree.below(history, outcome);
            belief.at[i] = tree.probability(history, outcome);
        }
        return belief.learn(random.nextDouble());
    }

    private double scoreCategory(int mark, int outcome) {
        CategoryScore law = categories.get(mark);
        belief.begin(law.sight());
        law.begin(draft.token, outcome);
        for (int i = 0; i < belief.size; i++) {
            if (belief.takesOver(i)) {
                continue;
            }
            belief.take(i, history);
            law.find();
            belief.below[i] = law.below;
            belief.at[i] = law.at;
        }
        return belief.learn(random.nextDouble());
    }

    private double scoreToken() {
        belief.begin(ofToken);
        for (int i = 0; i < belief.size; i++) {
            if (belief.takesOver(i)) {
                continue;
            }
            belief.take(i, history);
            laws.token().spread(history, mass);
            belief.below[i] = 0;
            for (int other = 0; other < draft.token; other++) {
                belief.below[i] += mass[other];
            }
            belief.at[i] = mass[draft.token];
        }
        return belief.learn(random.nextDouble());
    }

    /**
     * Scores gap and token: the day first, then the token on that day, then the time given both, whose score says where
     * inside the day's share of probability the gap's lies.
     */
    private void scoreNext(long timeMicros, double[] scoreByFeature) {
        gap.begin();
        belief.begin(gap.ofDay(timeMicros));
        for (int i = 0; i < belief.size; i++) {
            if (belief.takesOver(i)) {
                continue;
            }
            belief.take(i, history);
            history.lookFrom(history.state.getLong(StatePlan.LAST_TIME), false);
            gap.findDay(timeMicros, draft.token);
            belief.below[i] = gap.below;
            belief.at[i] = gap.at;
            belief.nextBelow[i] = gap.tokenBelow;
            belief.nextAt[i] = gap.tokenAt;
        }
        double day = belief.learn(0);
        double share = belief.share();
        scoreByFeature[1] = NOVEL;
        if (draft.token >= 0 && tellsTokens) {
            System.arraycopy(belief.nextBelow, 0, belief.below, 0, belief.size);
            System.arraycopy(belief.nextAt, 0, belief.at, 0, belief.size);
            scoreByFeature[1] = belief.learn(random.nextDouble());
        }
        double time = shape.dateOnly() || draft.token < 0 && tellsTokens ? random.nextDouble() : scoreTime(timeMicros);
        boolean novel = day == NOVEL || time == NOVEL;
        scoreByFeature[0] = novel ? NOVEL : Math.min(day + share * time, Math.nextDown(1.0));
    }

    private double scoreTime(long timeMicros) {
        belief.begin(gap.ofTime(timeMicros));
        for (int i = 0; i < belief.size; i++) {
            if (belief.takesOver(i)) {
                continue;
            }
            belief.take(i, history);
            history.lookFrom(history.state.getLong(StatePlan.LAST_TIME), false);
            gap.findTime(timeMicros);
            belief.below[i] = gap.below;
            belief.at[i] = gap.at;
        }
        return belief.learn(random.nextDouble());
    }

    private double scoreNumber(NumberLaw law, int mark) {
        long value = draft.numbers[mark];
        int kind = history.kind(mark, value, law.ratios());
        double score = scoreNumber(law, value, kind, mark);
        boolean repeats = kind != NumberLaw.MISSING && kind != NumberLaw.FRESH;
        // a fresh value may chance to be an old one, even where none is ever repeated
        return score == NOVEL && repeats ? scoreNumber(law, value, NumberLaw.FRESH, mark) : score;
    }

    /** The score of a value; {@code mark} is -1 for a static column, which has no level. */
    private double scoreNumber(NumberLaw law, long value, int kind, int mark) {
        boolean held = kind != NumberLaw.FRESH;
        double opening = 0; // how much likelier it is that the value opens an order than that it does not
        belief.begin(sightByLaw.computeIfAbsent(law, none::and));
        numbers.begin(law, value, kind, mark);
        for (int i = 0; i < belief.size; i++) {
            if (belief.takesOver(i)) {
                continue;
            }
            belief.take(i, history);
            double opens = mark == 0 && law.opens() != null && NumberLaw.mayOpen(history)
                    ? law.opens().probability(history, 1)
                    : 0;
            double below = 0;
            double passing = 0;
            for (int open = 0; open < 2; open++) {
                double share = open == 1 ? opens : 1 - opens;
                if (share > 0) {
                    draft.opens = open == 1;
                    held |= numbers.find(belief.weight[i]);
                    below += share * numbers.below;
                    belief.at[i] = share * numbers.at;
                    passing = open == 0 ? belief.at[i] : passing;
                } else {
                    belief.at[i] = 0;
                }
                opening += (open == 1 ? 1 : -1) * belief.weight[i] * belief.at[i];
            }
            belief.below[i] = below;
            belief.at[i] += passing;
        }
        draft.opens = mark == 0 ? opening > 0 : draft.opens;
        return held ? belief.learn(random.nextDouble()) : NOVEL;
    }

    @Override
    public void observe(EntityState entityState, EventFrame frame) {
        ChainState state = (ChainState) entityState;
        history.bind(state);
        book.read(frame, history);
        finish(state, frame);
    }

    private void finish(ChainState state, EventFrame frame) {
        history.lookFrom(frame.timeMicros, true);
        if (history.count() == 0 && state.getShort(StatePlan.CLUSTER) < 0) {
            state.putLong(StatePlan.ENTITY, frame.entity);
            state.putLong(StatePlan.POPULATION, shape.referenceEntities());
        }
        long balance = history.balance();
        if (laws.balance() != null && draft.token >= 0) {
            balance = laws.balance()
                    .next(balance, draft.token, draft.numbers[laws.balance().mark()]);
        }
        history.append(book.balanceIn(frame, balance));
    }
}
