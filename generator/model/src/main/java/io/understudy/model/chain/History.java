package io.understudy.model.chain;

import io.understudy.model.ColumnRole;
import io.understudy.model.EntityState;
import io.understudy.model.tree.FeatureMemo;

/**
 * The past of one entity at a time, as the trees see it: answers features of a bound state and a draft, and appends the
 * draft to the state. Fit, sampler and scorer all go through it, so that they cannot disagree. Scratch of one thread.
 */
public final class History extends FeatureMemo {
    final ChainShape shape;
    final StatePlan plan;
    final WallClock clock;
    final EventDraft draft;
    private final int[] statics;
    ChainState state;
    int cluster;
    int pace; // grade; -1 if unknown
    final SlotPast slots;
    final MarkPast marks;
    private final PastFeatures features;
    private final PastUpdate update;
    long view; // counts the points of view
    private final KnownFeatures known; // null where nothing is remembered
    int viewSecond; // of the point of view
    private long civilDay = Long.MIN_VALUE; // the day that the date below is of
    private long civil;
    final double[] weights; // [entry of a leaf] scratch of laws
    int sharesAt; // of followers, where a leaf does not tell; else negative
    final int[] oddsCells = new int[TokenContexts.KINDS]; // scratch of laws

    /** A history that is bound to no state yet, and whose draft anybody may write into. */
    public History(ChainShape shape) {
        this(shape, false);
    }

    /**
     * A history that is bound to no state yet.
     *
     * @param remembering true to remember features; token and categories then have to be set by {@link #takeToken} and
     *     {@link #takeCategory}
     */
    History(ChainShape shape, boolean remembering) {
        super(Feature.values().length, remembering ? FeatureSpan.SPANS : 0);
        this.shape = shape;
        statics = shape.staticColumns();
        int memory = shape.numericColumns().length == 0 ? 0 : shape.due().memory();
        plan = new StatePlan(
                shape.numericColumns().length,
                shape.categoricalColumns().length,
                statics.length,
                shape.keyColumns().length,
                shape.slots(),
                memory,
                shape.layout().indexes(ColumnRole.DERIVED).length > 0);
        clock = new WallClock(shape.layout().timestamp().zoneId());
        draft = new EventDraft(
                shape.numericColumns().length, shape.categoricalColumns().length, shape.keyColumns().length);
        slots = new SlotPast(this, memory);
        marks = new MarkPast(this, slots);
        features = new PastFeatures(this);
        update = new PastUpdate(this, slots);
        weights = new double[shape.tokens() + 1];
        known = remembering ? new KnownFeatures(shape.categoricalColumns().length) : null;
    }

    @Override
    protected int group(int id) {
        return FeatureSpan.of(id);
    }

    /** Makes {@code token} the draft's. */
    void takeToken(int token) {
        draft.token = token;
        forget(FeatureSpan.TOKEN);
        if (known != null) {
            know(known.token, token);
            int count = slots.slotCount(ownSlot());
            know(known.ownCount, Logarithm.ln(1 + count));
            for (int i = 0; i < known.categoryOwn.length; i++) {
                know(known.categoryOwn[i], count == 0 ? Double.NaN : marks.ownCategory(i));
            }
        }
    }

    /** Makes {@code id} the entity's cluster, for as long as this state is looked at. */
    void takeCluster(int id) {
        cluster = id;
        forget(FeatureSpan.STATE);
        if (known != null) {
            know(known.cluster, id);
        }
    }

    /** Makes {@code id} the grade of the entity's pace, for as long as this state is looked at. */
    void takePace(int id) {
        pace = id;
        forget(FeatureSpan.STATE);
    }

    /** Makes {@code outcome} the draft's value of categorical mark {@code mark}. */
    void takeCategory(int mark, int outcome) {
        draft.categories[mark] = outcome;
        if (known != null && mark < known.category.length) {
            know(known.category[mark], outcome);
        }
    }

    /** The draft of the event at hand, owned by this history. */
    public EventDraft draft() {
        return draft;
    }

    /** The local calendar of the data. */
    public WallClock clock() {
        return clock;
    }

    /** A state of this model for an entity that has no event yet. */
    public ChainState newState() {
        ChainState fresh = new ChainState(plan.bytes, plan.beliefBytes);
        reset(fresh);
        return fresh;
    }

    /** Makes {@code fresh} a state without event. */
    public void reset(ChainState fresh) {
        plan.clear(fresh);
    }

    /**
     * A state of the reference's entity for the fit.
     *
     * @param pace grade of {@link PaceLaw}; -1 if unknown
     * @param staticCells // [static column]
     * @param firstMicros time of its first event
     */
    public EntityState begin(int entityCluster, int pace, long[] staticCells, long firstMicros) {
        ChainState fresh = newState();
        fresh.putShort(StatePlan.CLUSTER, entityCluster);
        fresh.putShort(StatePlan.PACE, pace + 1);
        for (int i = 0; i < staticCells.length; i++) {
            fresh.putLong(plan.statics + 8 * i, staticCells[i]);
        }
        fresh.putLong(StatePlan.LAST_TIME, firstMicros);
        return fresh;
    }

    /** Looks at {@code next}, a state of this model, from now on, from its last event's point of view. */
    public void bind(EntityState next) {
        bind((ChainState) next);
    }

    /** Looks at {@code next} from now on, from its last event's point of view. */
    void bind(ChainState next) {
        hold(next);
        lookFrom(next.getLong(StatePlan.LAST_TIME), false);
    }

    /** Looks at {@code next} from now on, from the point of view of its event at {@code timeMicros}. */
    void bind(ChainState next, long timeMicros) {
        hold(next);
        lookFrom(timeMicros, true);
    }

    private void tellState() {
        if (known == null) {
            return;
        }
        know(known.lastLabel, state.getShort(StatePlan.LAST_LABEL));
        know(known.count, Logarithm.ln(1 + count()));
        for (int i = 0; i < known.tokenBack.length; i++) {
            know(known.tokenBack[i], state.getShort(StatePlan.TOKENS + 2 * i));
        }
        boolean none = count() == 0;
        for (int i = 0; i < known.categoryLast.length; i++) {
            know(
                    known.categoryLast[i],
                    none ? Double.NaN : state.getShort(plan.categories + StatePlan.CATEGORY_BLOCK * i));
        }
    }

    private void hold(ChainState next) {
        state = next;
        takeCluster(next.getShort(StatePlan.CLUSTER));
        pace = next.getShort(StatePlan.PACE) - 1;
        marks.takeRunning(next.getFloat(StatePlan.RUNNING_LEVEL), next.getFloat(StatePlan.RUNNING_SWING));
        tellState();
        draft.clear();
        slots.forget();
    }

    /** Moves the point of view to {@code timeMicros}; {@code gapKnown} once that is the time of the event at hand. */
    public void lookFrom(long timeMicros, boolean gapKnown) {
        draft.timeMicros = timeMicros;
        draft.localMicros = clock.local(timeMicros);
        draft.day = WallClock.day(draft.localMicros);
        draft.gapKnown = gapKnown;
        viewMoved();
    }

    private void viewMoved() {
        view++;
        viewSecond = second(draft.timeMicros);
        forget(FeatureSpan.VIEW);
        forget(FeatureSpan.TOKEN);
        if (known != null) {
            forget(known.ofEvent);
            know(known.hour, Math.floorMod(draft.localMicros, WallClock.DAY) / 3.6e9);
            know(known.weekday, WallClock.weekday(draft.day));
        }
    }

    /** Moves the point of view to the noon of a day that may have the next event. */
    public void lookFromDay(long day) {
        draft.localMicros = day * WallClock.DAY + (shape.dateOnly() ? 0 : WallClock.DAY / 2);
        draft.timeMicros = clock.instant(draft.localMicros);
        draft.day = day;
        draft.gapKnown = false;
        viewMoved();
    }

    /** Local day of the last event. */
    public long lastDay() {
        return WallClock.day(clock.local(state.getLong(StatePlan.LAST_TIME)));
    }

    /** Time of the last event. */
    public long lastMicros() {
        return state.getLong(StatePlan.LAST_TIME);
    }

    /** Cell of static column number {@code index}. */
    public long staticCell(int index) {
        return state.getLong(plan.statics + 8 * index);
    }

    /** Fixes the cell of static column number {@code index}. */
    public void fix(int index, long cell) {
        state.putLong(plan.statics + 8 * index, cell);
    }

    /** Events so far. */
    public int count() {
        return state.getInt(StatePlan.COUNT);
    }

    private int second(long micros) {
        return (int) Math.floorDiv(micros - shape.originMicros(), WallClock.SECOND);
    }

    @Override
    public double feature(int id) {
        return features.of(id);
    }

    /** {@link WallClock#civil} of the draft's day, which is often that of the event before. */
    long date() {
        if (civilDay != draft.day) {
            civilDay = draft.day;
            civil = WallClock.civil(civilDay);
        }
        return civil;
    }

    int ownSlot() {
        return shape.slotByToken()[draft.token];
    }

    /** Day of the month, from 1, of the point of view. */
    public int dayOfMonth() {
        return (int) (date() & 255);
    }

    /** Weekday of the point of view, Monday 0. */
    public int weekday() {
        return WallClock.weekday(draft.day);
    }

    /** Makes a slot, which is due on the day at hand, the one whose order is asked for. */
    public void takeOrder(int slot) {
        slots.orders().take(slot);
    }

    /** True where the last event was of no rare class; what an episode is like is not moved by odds of usual events. */
    boolean usual() {
        return state.getShort(StatePlan.LAST_LABEL) <= 0;
    }

    /** Token {@code back} + 1 events ago; -1 before the first. */
    int lastToken(int back) {
        return state.getShort(StatePlan.TOKENS + 2 * back) - 1;
    }

    /** Number of the entity's cluster; -1 if unknown. */
    public int cluster() {
        return cluster;
    }

    /** Value of the running column at the last event; 0 before the first. */
    public long balance() {
        return state.getLong(plan.balance);
    }

    /** How long ago the entity last had {@code token}, as one of {@link TokenLaw#RECENCIES} kinds. */
    public int recency(int token) {
        return slots.recency(token);
    }

    /**
     * How strongly a slot is due on this day by a rhythm of {@link DueLaw}, less than {@link DueLaw#STRENGTHS}; -1 if it
     * is not, or has had its event already.
     */
    public int due(int slot, int rhythm) {
        return slots.due(slot, rhythm);
    }

    /** Chance that one of the tokens comes which, when due, come as a matter of course; 0 if none of them is due. */
    public double sureChance() {
        return slots.sureChance();
    }

    /** True if {@code token} is due and then comes as a matter of course. */
    public boolean sure(int token) {
        return slots.sure(token);
    }

    /** Which of the kinds of {@link NumberLaw} with such ratios a value of the mark is. */
    public int kind(int mark, long value, Ratios ratios) {
        return marks.kind(mark, value, ratios);
    }

    /** What ratios of a mark are of; missing if there is none. */
    public long ratioBase(int mark) {
        return marks.ratioBase(mark);
    }

    /** Value of a mark at the entity's last event of the token at hand; missing if there was none. */
    public long ownNumber(int mark) {
        return marks.ownNumber(mark);
    }

    /** Mean of sign(x) ln(1 + |x|) over the entity's normal values of a mark with the token at hand; NaN if none. */
    public double ownLevel(int mark) {
        return marks.ownLevel(mark);
    }

    /** ln(1 + running column); NaN where that is not above 0. */
    public double balanceLevel() {
        return marks.balanceLevel();
    }

    /** ln(1 + mean of the running column since the last event of the token at hand); NaN where that is not above 0. */
    public double meanBalanceLevel() {
        return marks.meanBalanceLevel();
    }

    /** Events of the entity's past that {@link #ownLevel} rests on: older ones than these are forgotten. */
    public int levelEvents() {
        return marks.levelEvents();
    }

    /** The value, plus 1, that a kind of {@link CategoryLaw} repeats; 0 if there is none. */
    public int remembered(int mark, int kind) {
        return marks.remembered(mark, kind);
    }

    /** Value of a mark when it was last there. */
    public long lastNumber(int mark) {
        return marks.lastNumber(mark);
    }

    /** Slot of the key that the entity last used with the token at hand, plus 1; 0 if none. */
    public int ownKey(int key) {
        return marks.ownKey(key);
    }

    /** Place, plus 1, of the key that the order of this day of the month had with the token at hand; 0 if there is none. */
    public int standingKey(int key) {
        return slots.standing.key(key);
    }

    /** Place in the pool of the key that the entity last used, plus 1; 0 if none. */
    public int lastKey(int key) {
        return marks.lastKey(key);
    }

    /** Keys that the entity has used so far. */
    public int usedKeys(int key) {
        return marks.usedKeys(key);
    }

    /** Makes the draft the last event of the state; {@code balance} is the derived column's new value. */
    public void append(long balance) {
        update.append(balance);
        forget(FeatureSpan.STATE);
        viewMoved();
    }
}
