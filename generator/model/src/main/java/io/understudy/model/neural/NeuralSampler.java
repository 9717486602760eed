package io.understudy.model.neural;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventDraft;
import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.FrameBook;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.History;
import io.understudy.model.chain.KeyEpisodes;
import io.understudy.model.chain.KeyPlaces;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.StatePlan;
import java.util.Arrays;

/** Draws the network's events, each part from its head in turn. Scratch of one thread. */
final class NeuralSampler implements EntitySampler {
    private static final int BIRTH = 1;
    private static final int EVENT = 2;
    private static final int NEXT = 3;
    private static final int FORCED = 4;
    private static final int MOST_OVERDRAFTS = 16; // draws again where a running column would fall too low

    private final ChainShape shape;
    private final NeuralLaws laws;
    private final NetPlan plan;
    private final SamplerSettings settings;
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
    private final int[] serialEntities;
    private final int classes;
    private final KeyEpisodes[] episodes;

    NeuralSampler(NeuralModel model, SamplerSettings settings) {
        this.settings = settings;
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
        classes = shape.classes();
        episodes = laws.episodes().toArray(KeyEpisodes[]::new);
        fresh = laws.numbers().stream().map(NeuralSampler::fresh).toArray(FreshLaw[]::new);
        freshStatics = laws.statics().stream().map(fixed -> fresh(fixed.bins())).toArray(FreshLaw[]::new);
        serialEntities = Arrays.stream(shape.layout().indexes(ColumnRole.ENTITY))
                .filter(c -> !(shape.layout().column(c).format() instanceof ColumnFormat.Dictionary))
                .toArray();
    }

    static FreshLaw fresh(Bins bins) {
        return bins == null ? null : new FreshLaw(bins, null, null);
    }

    @Override
    public void begin(EntityState entityState, long entity, long population) {
        birth((NeuralState) entityState, entity, population, 0, settings.startMicros());
    }

    private void birth(NeuralState state, long entity, long population, int incarnation, long notBefore) {
        history.reset(state.past);
        cortex.clear(state.memory);
        state.past.putLong(StatePlan.ENTITY, entity);
        state.past.putLong(StatePlan.POPULATION, population);
        state.past.putShort(StatePlan.INCARNATION, incarnation);
        state.past.putShort(StatePlan.CLUSTER, 0);
        random.open(settings.seed(), entity, 0, BIRTH);
        long window = settings.startMicros() + incarnation * shape.spanMicros();
        long first = Math.max(
                laws.arrival().draw(window, shape.resolutionMicros(), shape.dateOnly(), history.clock(), random),
                notBefore);
        state.past.putLong(StatePlan.LAST_TIME, first);
        history.bind(state.past);
        coder.past(history, cells);
        cortex.look(state.memory);
        cortex.feed(NetPlan.BALANCE, cells[NetPlan.BALANCE]);
        for (int i = 0; i < laws.statics().size(); i++) {
            drawStatic(i);
        }
        drawLabel(state);
        state.past.putLong(StatePlan.PENDING_TIME, first >= settings.endMicros() ? ENDED : first);
    }

    private void drawStatic(int index) {
        NeuralLaws.Fixed fixed = laws.statics().get(index);
        cortex.ask(plan.fixedHead(index));
        int cell = cortex.draw(random.nextDouble());
        cortex.feed(plan.fixed(index), cell);
        long value;
        if (fixed.names() != null) {
            int outcome = fixed.names().outcome(cell, random.nextDouble());
            value = outcome == 0 ? ColumnFormat.MISSING : outcome - 1;
        } else {
            value = cell == 0
                    ? ColumnFormat.MISSING
                    : number(freshStatics[index], cell - 1, plan.fixedZerosHead(index));
        }
        history.fix(index, value);
    }

    /** A value of a bin, as round as a head says. */
    private long number(FreshLaw law, int bin, int zerosHead) {
        int zeros = 0;
        if (!law.single(bin, Double.NaN)) {
            cortex.ask(zerosHead);
            zeros = cortex.draw(random.nextDouble());
        }
        return law.draw(bin, zeros, Double.NaN, random);
    }

    /** Begins the draft of the event behind the last one. */
    private void look(NeuralState state) {
        coder.past(history, cells);
        cortex.look(state.memory);
        cortex.feed(NetPlan.BALANCE, cells[NetPlan.BALANCE]);
        for (int i = 0; i < laws.statics().size(); i++) {
            cortex.feed(plan.fixed(i), cells[plan.fixed(i)]);
        }
    }

    /** Draws the class; the odds of starting a rare one are multiplied by the rare odds. */
    private void drawLabel(NeuralState state) {
        draft.label = 0;
        if (classes > 1) {
            int last = history.count() == 0 ? 0 : state.past.getShort(StatePlan.LAST_LABEL);
            cortex.ask(NetPlan.LABEL);
            for (int label = 1; label < classes; label++) {
                if (label != last && settings.rareOdds() != 1) {
                    cortex.tilt(label, settings.rareOdds());
                }
            }
            draft.label = cortex.draw(random.nextDouble());
        }
        state.past.putShort(StatePlan.PENDING_LABEL, draft.label);
    }

    @Override
    public long nextTimeMicros(EntityState state) {
        return ((NeuralState) state).past.getLong(StatePlan.PENDING_TIME);
    }

    @Override
    public void emit(EntityState entityState, EventFrame frame) {
        NeuralState state = (NeuralState) entityState;
        history.bind(state.past);
        random.open(settings.seed(), state.past.getLong(StatePlan.ENTITY), history.count(), EVENT);
        draft.label = state.past.getShort(StatePlan.PENDING_LABEL);
        drawEvent(state, state.past.getLong(StatePlan.PENDING_TIME), frame);
        drawNext(state);
    }

    private void drawEvent(NeuralState state, long timeMicros, EventFrame frame) {
        look(state);
        cortex.feed(NetPlan.LABEL, shape.borneByKey(draft.label) ? 0 : draft.label);
        history.lookFrom(timeMicros, true);
        coder.time(history, cells);
        next.feed();
        cortex.keep();
        long before = history.balance();
        int asked = draft.label;
        drawMarks(state, asked);
        for (int tries = 0; laws.balance() != null && !laws.balance().allows(before, draft); tries++) {
            if (tries == MOST_OVERDRAFTS) {
                int mark = laws.balance().mark();
                draft.numbers[mark] = laws.numbers().get(mark).low()[0];
                break;
            }
            cortex.back();
            drawMarks(state, asked);
        }
        long balance = before;
        if (laws.balance() != null) {
            balance = laws.balance()
                    .next(before, draft.token, draft.numbers[laws.balance().mark()]);
        }
        book.write(history, balance, frame);
        writeNames(state, frame);
        coder.marks(history, cells);
        history.append(balance);
        cortex.remember(state.memory, cells);
    }

    private void writeNames(NeuralState state, EventFrame frame) {
        long entity = state.past.getLong(StatePlan.ENTITY);
        for (int column : serialEntities) {
            frame.values[column] = entity;
        }
        int[] columns = book.keyColumns();
        for (int i = 0; i < columns.length; i++) {
            frame.values[columns[i]] = draft.keys[i] == 0 ? ColumnFormat.MISSING : ordinal(state, i);
        }
    }

    private long ordinal(NeuralState state, int key) {
        return laws.keys()
                .get(key)
                .key(
                        settings.seed(),
                        key,
                        state.past.getLong(StatePlan.ENTITY),
                        0,
                        draft.keys[key] - 1,
                        state.past.getLong(StatePlan.POPULATION));
    }

    /** The class that the event's keys bring, or {@code otherwise} if none does or the entity brings one itself. */
    private int met(NeuralState state, int otherwise) {
        for (int i = 0; i < episodes.length && otherwise == 0; i++) {
            KeyEpisodes law = episodes[i];
            if (draft.keys[law.key()] > 0
                    && law.active(settings.seed(), ordinal(state, law.key()), draft.timeMicros, settings.rareOdds())
                    && random.nextDouble() < law.share()) {
                return law.label();
            }
        }
        return otherwise;
    }

    private void drawMarks(NeuralState state, int asked) {
        cortex.ask(NetPlan.TOKEN);
        int tokenCell = cortex.draw(random.nextDouble());
        draft.token = laws.token().outcome(tokenCell, random.nextDouble());
        cortex.feed(NetPlan.TOKEN, tokenCell + 1);
        for (int i = 0; i < draft.keys.length; i++) {
            cortex.askAmong(plan.keyHead(i), coder.keyKinds(history, i));
            int kind = cortex.draw(random.nextDouble());
            cortex.feed(plan.key(i), kind);
            draft.keys[i] = KeyPlaces.draw(kind, history, i, random);
        }
        draft.label = shape.borneByKey(asked) ? asked : met(state, asked);
        cortex.feed(NetPlan.MET, draft.label);
        for (int i = 0; i < draft.categories.length; i++) {
            NeuralLaws.Category law = laws.categories().get(i);
            cortex.ask(plan.categoryHead(i), law.knownWords(), tokenCell * law.words());
            int cell = cortex.draw(random.nextDouble());
            draft.categories[i] = law.alphabet().outcome(cell, random.nextDouble());
            cortex.feed(plan.category(i), cell);
        }
        for (int i = 0; i < draft.numbers.length; i++) {
            drawNumber(i);
        }
    }

    private void drawNumber(int mark) {
        cortex.askAmong(plan.kindHead(mark), coder.numberKinds(history, mark));
        int kind = cortex.draw(random.nextDouble());
        cortex.feed(plan.kind(mark), kind);
        if (kind == NumberLaw.FRESH) {
            cortex.ask(plan.binHead(mark));
            int bin = cortex.draw(random.nextDouble());
            cortex.feed(plan.value(mark), bin + 1);
            draft.numbers[mark] = number(fresh[mark], bin, plan.zerosHead(mark));
            return;
        }
        draft.numbers[mark] = kind == NumberLaw.OWN
                ? history.ownNumber(mark)
                : kind == NumberLaw.LAST ? history.lastNumber(mark) : ColumnFormat.MISSING;
        cortex.feed(plan.value(mark), coder.valueCell(mark, draft.numbers[mark]));
    }

    /** Draws class and time of the event behind the last one. */
    private void drawNext(NeuralState state) {
        history.bind(state.past);
        random.open(settings.seed(), state.past.getLong(StatePlan.ENTITY), history.count(), NEXT);
        look(state);
        drawLabel(state);
        cortex.feed(NetPlan.LABEL, draft.label);
        long time = next.draw(state, settings.endMicros(), random);
        if (time == ENDED && settings.endMicros() == Long.MAX_VALUE) {
            long population = state.past.getLong(StatePlan.POPULATION);
            birth(
                    state,
                    state.past.getLong(StatePlan.ENTITY) + population,
                    population,
                    state.past.getShort(StatePlan.INCARNATION) + 1,
                    history.lastMicros() + shape.resolutionMicros());
            return;
        }
        state.past.putLong(StatePlan.PENDING_TIME, time >= settings.endMicros() ? ENDED : time);
    }

    @Override
    public void emitForced(EntityState entityState, long label, long timeMicros, long randomSeed, EventFrame frame) {
        NeuralState state = (NeuralState) entityState;
        force(state, label, randomSeed);
        drawEvent(state, timeMicros, frame);
    }

    @Override
    public long forcedGapMicros(EntityState entityState, long label, long randomSeed) {
        NeuralState state = (NeuralState) entityState;
        force(state, label, randomSeed);
        look(state);
        cortex.feed(NetPlan.LABEL, shape.borneByKey(draft.label) ? 0 : draft.label);
        long time = next.draw(state, Long.MAX_VALUE, random);
        return time == ENDED ? shape.spanMicros() : time - history.lastMicros();
    }

    private void force(NeuralState state, long label, long randomSeed) {
        history.bind(state.past);
        random.open(randomSeed, state.past.getLong(StatePlan.ENTITY), history.count(), FORCED);
        draft.label = book.classOf(label);
    }
}
