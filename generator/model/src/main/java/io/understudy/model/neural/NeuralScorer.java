package io.understudy.model.neural;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventDraft;
import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.FrameBook;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.History;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.StatePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Scores observed events by the masses that the network's heads give them. Scratch of one thread. */
final class NeuralScorer implements EntityScorer {
    private static final int SCORE = 5;

    private final ChainShape shape;
    private final NeuralLaws laws;
    private final NetPlan plan;
    private final Cortex cortex;
    private final EventCoder coder;
    private final History history;
    private final EventDraft draft;
    private final FrameBook book;
    private final NextTime next;
    private final EventRandom random = new EventRandom();
    private final int[] cells;
    private final FreshLaw[] fresh; // [numeric mark]
    private final FreshLaw[] freshStatics; // [static column]
    private final List<String> features;

    NeuralScorer(NeuralModel model) {
        shape = model.shape();
        laws = model.laws();
        plan = model.plan();
        cortex = new Cortex(plan, model.weights());
        coder = new EventCoder(shape, laws, plan);
        history = new History(shape);
        draft = history.draft();
        book = new FrameBook(shape, laws.balance(), laws.times());
        cells = new int[plan.variables()];
        next = new NextTime(shape, laws.gap(), cortex, history, cells);
        fresh = laws.numbers().stream().map(NeuralSampler::fresh).toArray(FreshLaw[]::new);
        freshStatics = laws.statics().stream()
                .map(fixed -> NeuralSampler.fresh(fixed.bins()))
                .toArray(FreshLaw[]::new);
        features = names();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of("gap", "token"));
        for (int[] columns : List.of(shape.categoricalColumns(), shape.numericColumns(), shape.staticColumns())) {
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
        NeuralState state = (NeuralState) entityState;
        Arrays.fill(scoreByFeature, Double.NaN);
        random.open(randomSeed, 0, 0, SCORE);
        history.bind(state.past);
        book.read(frame, history);
        long last = history.lastMicros();
        boolean first = history.count() == 0;
        int statics = 2 + draft.categories.length + draft.numbers.length;
        coder.past(history, cells);
        cortex.look(state.memory);
        cortex.feed(NetPlan.BALANCE, cells[NetPlan.BALANCE]);
        for (int i = 0; i < laws.statics().size(); i++) {
            if (first) {
                scoreByFeature[statics + i] = scoreStatic(i);
            } else {
                cortex.feed(plan.fixed(i), cells[plan.fixed(i)]);
            }
        }
        cortex.feed(NetPlan.LABEL, shape.borneByKey(draft.label) ? 0 : draft.label);
        history.lookFrom(frame.timeMicros, true);
        coder.time(history, cells);
        if (first) {
            next.feed();
        } else {
            next.find(last);
            scoreByFeature[0] = score(next.below, next.at);
        }
        scoreMarks(scoreByFeature);
        finish(state, frame);
    }

    private double score(double below, double at) {
        return at > 1e-12 ? Math.min(below + random.nextDouble() * at, Math.nextDown(1.0)) : NOVEL;
    }

    private double scoreStatic(int index) {
        NeuralLaws.Fixed fixed = laws.statics().get(index);
        long value = history.staticCell(index);
        int cell = cells[plan.fixed(index)];
        cortex.ask(plan.fixedHead(index));
        double below = cortex.below(cell);
        double at = cortex.probability(cell);
        cortex.feed(plan.fixed(index), cell);
        if (fixed.names() != null) {
            return scoreName(fixed.names(), value == ColumnFormat.MISSING ? 0 : value + 1, below, at);
        }
        return value == ColumnFormat.MISSING
                ? score(below, at)
                : scoreNumber(freshStatics[index], value, plan.fixedZerosHead(index), below, at);
    }

    private double scoreName(Alphabet names, long outcome, double below, double at) {
        return names.cell(outcome) < 0
                ? NOVEL
                : score(below + at * names.below((int) outcome), at * names.share((int) outcome));
    }

    /** Goes on from the mass of a value's bin to its zeros. */
    private double scoreNumber(FreshLaw law, long value, int zerosHead, double below, double at) {
        if (!law.holds(Double.NaN, value)) {
            return NOVEL;
        }
        int bin = law.bins().find(value);
        if (law.single(bin, Double.NaN)) {
            return score(below, at);
        }
        int zeros = FreshLaw.zerosOf(value);
        cortex.ask(zerosHead);
        double fewer = cortex.below(law.leastWanted(bin, Double.NaN, zeros));
        return score(below + at * fewer, at * (cortex.below(law.endWanted(bin, Double.NaN, zeros)) - fewer));
    }

    private void scoreMarks(double[] scoreByFeature) {
        if (draft.token < 0) {
            scoreByFeature[1] = NOVEL;
            return;
        }
        cortex.ask(NetPlan.TOKEN);
        int tokenCell = laws.token().cell(draft.token);
        scoreByFeature[1] =
                scoreName(laws.token(), draft.token, cortex.below(tokenCell), cortex.probability(tokenCell));
        cortex.feed(NetPlan.TOKEN, tokenCell + 1);
        coder.marks(history, cells);
        for (int i = 0; i < draft.keys.length; i++) {
            cortex.feed(plan.key(i), cells[plan.key(i)]);
        }
        cortex.feed(NetPlan.MET, cells[NetPlan.MET]);
        int at = 2;
        for (int i = 0; i < draft.categories.length; i++) {
            NeuralLaws.Category law = laws.categories().get(i);
            int cell = cells[plan.category(i)];
            cortex.ask(plan.categoryHead(i), law.knownWords(), tokenCell * law.words());
            scoreByFeature[at++] =
                    scoreName(law.alphabet(), draft.categories[i], cortex.below(cell), cortex.probability(cell));
            cortex.feed(plan.category(i), cell);
        }
        for (int i = 0; i < draft.numbers.length; i++) {
            scoreByFeature[at++] = scoreMark(i);
        }
    }

    private double scoreMark(int mark) {
        long value = draft.numbers[mark];
        int kind = cells[plan.kind(mark)];
        cortex.askAmong(plan.kindHead(mark), coder.numberKinds(history, mark));
        double below = cortex.below(kind);
        double at = cortex.probability(kind);
        cortex.feed(plan.kind(mark), kind);
        int cell = cells[plan.value(mark)];
        if (kind != NumberLaw.FRESH) {
            cortex.feed(plan.value(mark), cell);
            return score(below, at);
        }
        cortex.ask(plan.binHead(mark));
        below += at * cortex.below(cell - 1);
        at *= cortex.probability(cell - 1);
        cortex.feed(plan.value(mark), cell);
        return scoreNumber(fresh[mark], value, plan.zerosHead(mark), below, at);
    }

    @Override
    public void observe(EntityState entityState, EventFrame frame) {
        NeuralState state = (NeuralState) entityState;
        history.bind(state.past);
        book.read(frame, history);
        coder.past(history, cells);
        history.lookFrom(frame.timeMicros, true);
        coder.time(history, cells);
        finish(state, frame);
    }

    private void finish(NeuralState state, EventFrame frame) {
        if (history.count() == 0 && state.past.getShort(StatePlan.CLUSTER) < 0) {
            state.past.putShort(StatePlan.CLUSTER, 0);
            state.past.putLong(StatePlan.ENTITY, frame.entity);
            state.past.putLong(StatePlan.POPULATION, shape.referenceEntities());
        }
        coder.marks(history, cells);
        long balance = history.balance();
        if (laws.balance() != null && draft.token >= 0) {
            balance = laws.balance()
                    .next(balance, draft.token, draft.numbers[laws.balance().mark()]);
        }
        history.append(book.balanceIn(frame, balance));
        cortex.remember(state.memory, cells);
    }
}
