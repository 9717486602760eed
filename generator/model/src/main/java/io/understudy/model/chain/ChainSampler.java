package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.RareDial;
import io.understudy.model.SamplerSettings;
import io.understudy.model.tree.ProbabilityTree;

/** Draws a chain's events, each from the trees in turn. Scratch of one thread. */
final class ChainSampler implements EntitySampler {
    private static final int EVENT = 2;
    private static final int NEXT = 3;
    private static final int FORCED = 4;
    private static final int FIRST = 5;
    private static final int CHOICE = 6;
    private static final int OPEN = 1 << 14; // in a pending class: a start that is still to be decided
    private static final int MOST_OVERDRAFTS = 32; // draws again where a running column would fall too low

    private final ChainShape shape;
    private final ChainLaws laws;
    private final SamplerSettings settings;
    private final History history;
    private final EventDraft draft;
    private final EventRandom random = new EventRandom();
    private final FrameBook book;
    private final GapDraw gap;
    private final LabelDraw label;
    private final Births births;
    private final NumberDraw numbers;
    private final int[] serialEntities;
    private final int classes;
    private final KeyEpisodes[] episodes;
    private final boolean[] early; // [key] drawn before the marks, since it may carry a class
    private final boolean[] fixedKeys; // [key column]
    private boolean forced; // the entity at hand is not of this sampler's making
    private RareDial dial; // null where the odds of starts are fixed

    ChainSampler(ChainShape shape, ChainLaws laws, SamplerSettings settings) {
        this.shape = shape;
        this.laws = laws;
        this.settings = settings;
        history = new History(shape, true);
        draft = history.draft;
        book = new FrameBook(shape, laws.balance(), laws.times());
        classes = shape.classes();
        episodes = laws.episodes().toArray(KeyEpisodes[]::new);
        early = new boolean[draft.keys.length];
        for (KeyEpisodes law : episodes) {
            early[law.key()] = true;
        }
        gap = new GapDraw(laws.gap(), history, random);
        label = new LabelDraw(laws, history, random, settings);
        births = new Births(laws, settings, history, random, label);
        numbers = new NumberDraw(laws.balance(), settings.seed(), history, random);
        int[] keyColumns = shape.keyColumns();
        fixedKeys = new boolean[keyColumns.length];
        for (int i = 0; i < fixedKeys.length; i++) {
            fixedKeys[i] = shape.layout().column(keyColumns[i]).constantPerEntity();
        }
        serialEntities = java.util.Arrays.stream(shape.layout().indexes(ColumnRole.ENTITY))
                .filter(c -> !(shape.layout().column(c).format() instanceof ColumnFormat.Dictionary))
                .toArray();
    }

    private boolean endless() {
        return settings.endMicros() == Long.MAX_VALUE;
    }

    @Override
    public void begin(EntityState entityState, long entity, long population) {
        ChainState state = (ChainState) entityState;
        birth(state, entity, population, 0, settings.startMicros());
    }

    private void birth(ChainState state, long entity, long population, int incarnation, long notBefore) {
        long first = births.bear(state, entity, population, incarnation, notBefore);
        state.putShort(StatePlan.PENDING_LABEL, drawFirstLabel(entity));
        state.putShort(StatePlan.PENDING_TOKEN, label.token() + 1);
        state.putLong(StatePlan.PENDING_TIME, first >= settings.endMicros() ? ENDED : first);
    }

    private int drawFirstLabel(long entity) {
        if (dial == null) {
            return label.draw();
        }
        random.open(settings.seed(), entity, 0, FIRST);
        int drawn = label.draw(dial.mostOdds());
        dial.meet(label.startShare());
        return label.start() ? drawn | OPEN : drawn;
    }

    private int draw(ProbabilityTree tree) {
        return tree.draw(random.leaf(tree, history), random.nextDouble());
    }

    @Override
    public long nextTimeMicros(EntityState entityState) {
        return ((ChainState) entityState).getLong(StatePlan.PENDING_TIME);
    }

    @Override
    public void emit(EntityState entityState, EventFrame frame) {
        ChainState state = (ChainState) entityState;
        forced = false;
        history.bind(state, state.getLong(StatePlan.PENDING_TIME));
        draft.label = state.getShort(StatePlan.PENDING_LABEL);
        random.open(settings.seed(), state.getLong(StatePlan.ENTITY), history.count(), EVENT);
        drawEvent(state, state.getShort(StatePlan.PENDING_TOKEN) - 1, frame);
        drawNext(state);
    }

    /** Draws what is left of an event, its token too where {@code token} is -1. */
    private void drawEvent(ChainState state, int token, EventFrame frame) {
        long before = history.balance();
        int asked = draft.label;
        drawMarks(state, asked, token);
        for (int tries = 0; overdraws(before); tries++) {
            if (tries == MOST_OVERDRAFTS) {
                int mark = laws.balance().mark();
                draft.numbers[mark] = laws.numbers()
                        .get(mark)
                        .of(draft.token, draft.label)
                        .plain()
                        .bins()
                        .low()[0];
                break;
            }
            drawMarks(state, asked, tries < MOST_OVERDRAFTS * 3 / 4 ? token : -1);
        }
        for (int i = 0; i < draft.keys.length; i++) {
            if (!early[i]) {
                drawKey(i);
            }
        }
        long balance = history.balance();
        if (laws.balance() != null) {
            balance = laws.balance()
                    .next(balance, draft.token, draft.numbers[laws.balance().mark()]);
        }
        book.write(history, balance, frame);
        long entity = state.getLong(StatePlan.ENTITY);
        for (int column : serialEntities) {
            frame.values[column] = entity;
        }
        int[] keyColumns = book.keyColumns();
        for (int i = 0; i < keyColumns.length; i++) {
            frame.values[keyColumns[i]] = draft.keys[i] == 0 ? ColumnFormat.MISSING : ordinal(state, i);
        }
        history.append(balance);
    }

    /** True if the draft takes a running column too low; an order is kept as long as it is not as low as none ever is. */
    private boolean overdraws(long before) {
        BalanceRule rule = laws.balance();
        boolean kept = rule == null || numbers.repeats() && rule.keeps(before, draft.token, draft.numbers[rule.mark()]);
        return !kept && !rule.allows(before, draft);
    }

    private long ordinal(ChainState state, int key) {
        KeyLaw law = laws.keys().get(key);
        long entity = state.getLong(StatePlan.ENTITY);
        long population = state.getLong(StatePlan.POPULATION);
        int place = draft.keys[key] - 1;
        return law.strata() == null
                ? law.key(
                        settings.seed(), key, entity, state.getShort(StatePlan.CLUSTER), draft.token, place, population)
                : law.strata().key(settings.seed(), key, entity, law.strata().combination(draft), place, population);
    }

    private void drawMarks(ChainState state, int asked, int token) {
        draft.label = shape.borneByKey(asked) ? 0 : asked;
        history.takeToken(token >= 0 ? token : laws.token().draw(history, random));
        for (int i = 0; i < early.length; i++) {
            if (early[i]) {
                drawKey(i);
            }
        }
        draft.label = shape.borneByKey(asked) ? asked : met(state, asked);
        for (int i = 0; i < draft.categories.length; i++) {
            history.takeCategory(i, laws.categories().get(i).draw(history, i, draft.token, random));
        }
        for (int i = 0; i < draft.numbers.length; i++) {
            numbers.draw(laws.numbers().get(i).of(draft.token, draft.label), i, !forced);
        }
    }

    private void drawKey(int key) {
        KeyLaw law = laws.keys().get(key);
        if (fixedKeys[key] && history.count() > 0) {
            draft.keys[key] = history.lastKey(key);
            return;
        }
        int kind = draw(law.kind());
        draft.keys[key] = law.strata() == null
                ? KeyPlaces.draw(kind, history, key, random)
                : law.strata().draw(kind, history, key, random);
    }

    /** The class that the event's keys bring, or {@code otherwise} if none does or the entity brings one itself. */
    private int met(ChainState state, int otherwise) {
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

    /** Draws class and time of the event behind the last one, or of what else would come before it. */
    private void drawNext(ChainState state) {
        if (dial == null) {
            pend(state, drawNext(state, settings.rareOdds()), 0, 0);
            return;
        }
        long time = drawNext(state, dial.mostOdds());
        dial.meet(label.startShare());
        boolean start = label.start();
        if (start) {
            int startLabel = draft.label;
            int startToken = gap.token;
            long startTime = time;
            time = drawNext(state, 0);
            if (startTime <= time && startTime != ENDED) {
                draft.label = startLabel;
                gap.token = startToken;
                time = startTime;
            }
        }
        pend(state, time, start ? OPEN : 0, 0);
    }

    /** Uniform on [0, 1), for the decision on what the entity at hand is about to start. */
    private double choice(ChainState state) {
        random.open(settings.seed(), state.getLong(StatePlan.ENTITY), history.count(), CHOICE);
        return random.nextDouble();
    }

    /** Draws class, token and time of the event behind the last one, which is {@link #ENDED} if there is none. */
    private long drawNext(ChainState state, double odds) {
        history.bind(state);
        random.open(settings.seed(), state.getLong(StatePlan.ENTITY), history.count(), NEXT);
        draft.label = dial == null ? label.draw() : label.draw(odds);
        long time = drawTime(state);
        time = time > state.getLong(StatePlan.LAST_STAY) && !label.goesOn() ? ENDED : time;
        if (gap.token < 0 && time == state.getLong(StatePlan.LAST_TIME)) {
            history.lookFrom(time, true);
            time += laws.token().mayCome(history) ? 0 : shape.resolutionMicros();
        }
        return time;
    }

    /** Draws when the next event comes: as its stage tells, where it does, and not before a stage is over that ends earlier. */
    private long drawTime(ChainState state) {
        if (label.tellsTime()) {
            gap.token = label.token();
            return label.timeMicros();
        }
        long time = gap.draw(end(state));
        long stageEnd = label.stageEndMicros();
        if (time > stageEnd) {
            draft.label = label.nextStage();
            gap.token = label.token();
            return stageEnd;
        }
        return time;
    }

    private void pend(ChainState state, long time, int open, long notBefore) {
        if (time == ENDED && endless()) {
            long population = state.getLong(StatePlan.POPULATION);
            birth(
                    state,
                    state.getLong(StatePlan.ENTITY) + population,
                    population,
                    state.getShort(StatePlan.INCARNATION) + 1,
                    Math.max(notBefore, state.getLong(StatePlan.LAST_TIME) + shape.resolutionMicros()));
            return;
        }
        state.putShort(StatePlan.PENDING_LABEL, draft.label | open);
        state.putShort(StatePlan.PENDING_TOKEN, gap.token + 1);
        state.putLong(StatePlan.PENDING_TIME, time >= settings.endMicros() ? ENDED : time);
    }

    @Override
    public boolean steer(RareDial its) {
        if (laws.label() == null || laws.itineraries() != null || laws.runs() != null) {
            return false;
        }
        dial = its;
        return true;
    }

    @Override
    public boolean decide(EntityState entityState) {
        ChainState state = (ChainState) entityState;
        int pending = state.getShort(StatePlan.PENDING_LABEL);
        if ((pending & OPEN) == 0) {
            return true;
        }
        state.putShort(StatePlan.PENDING_LABEL, pending & ~OPEN);
        history.bind(state);
        return history.count() == 0 ? decideFirst(state) : decideNext(state, (pending & ~OPEN) != 0);
    }

    private boolean decideFirst(ChainState state) {
        random.open(settings.seed(), state.getLong(StatePlan.ENTITY), 0, FIRST);
        label.draw(dial.mostOdds());
        if (!dial.takes(label.startShare(), state.getLong(StatePlan.PENDING_TIME), choice(state))) {
            random.open(settings.seed(), state.getLong(StatePlan.ENTITY), 0, FIRST);
            state.putShort(StatePlan.PENDING_LABEL, label.draw(0));
        }
        return true;
    }

    /** Decides on a start that is {@code pending} itself, or else on one behind the event that is and would not be. */
    private boolean decideNext(ChainState state, boolean pending) {
        long time = drawNext(state, dial.mostOdds());
        int startLabel = draft.label;
        int startToken = gap.token;
        boolean taken = dial.takes(label.startShare(), time, choice(state));
        if (taken == pending) {
            return true;
        }
        long before = state.getLong(StatePlan.PENDING_TIME);
        if (taken) {
            draft.label = startLabel;
            gap.token = startToken;
        } else {
            time = drawNext(state, 0);
        }
        pend(state, time, 0, before);
        return false;
    }

    /** The time behind which the entity at hand has no event. */
    private long end(ChainState state) {
        return Math.min(settings.endMicros(), state.getLong(StatePlan.LAST_STAY));
    }

    @Override
    public void emitForced(EntityState entityState, long label, long timeMicros, long randomSeed, EventFrame frame) {
        ChainState state = (ChainState) entityState;
        force(state, label, randomSeed);
        history.lookFrom(timeMicros, true);
        drawEvent(state, -1, frame);
    }

    @Override
    public long forcedGapMicros(EntityState entityState, long label, long randomSeed) {
        ChainState state = (ChainState) entityState;
        force(state, label, randomSeed);
        long last = state.getLong(StatePlan.LAST_TIME);
        long time = gap.draw(Long.MAX_VALUE);
        return time == ENDED ? shape.spanMicros() : time - last;
    }

    private void force(ChainState state, long label, long randomSeed) {
        forced = true;
        history.bind(state);
        if (history.cluster < 0) {
            ClusterBelief.takeLikeliest(state, history);
        }
        random.open(randomSeed, state.getLong(StatePlan.ENTITY), history.count(), FORCED);
        draft.label = book.classOf(label);
    }
}
