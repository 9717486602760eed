package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;
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
                memory);
        clock = new WallClock(shape.layout().timestamp().zoneId());
        draft = new EventDraft(
                shape.numericColumns().length, shape.categoricalColumns().length, shape.keyColumns().length);
        slots = new SlotPast(this, memory);
        marks = new MarkPast(this, slots);
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
        ChainState fresh = new ChainState(plan.bytes);
        reset(fresh);
        return fresh;
    }

    /** Makes {@code fresh} a state without event. */
    public void reset(ChainState fresh) {
        fresh.clear();
        fresh.putShort(StatePlan.CLUSTER, -1);
        for (int i = 0; i < draft.numbers.length; i++) {
            fresh.putLong(plan.numbers + i * StatePlan.NUMBER_BLOCK, ColumnFormat.MISSING);
            fresh.putLong(plan.numbers + i * StatePlan.NUMBER_BLOCK + 8, ColumnFormat.MISSING);
            for (int slot = 0; slot < shape.slots(); slot++) {
                fresh.putLong(plan.slot(slot) + plan.slotNumbers + 8 * i, ColumnFormat.MISSING);
                fresh.putFloat(plan.slot(slot) + plan.slotLevels + 4 * i, Float.NaN);
            }
        }
        for (int i = 0; i < statics.length; i++) {
            fresh.putLong(plan.statics + i * 8, ColumnFormat.MISSING);
        }
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

    static double logSeconds(long micros) {
        return Logarithm.ln(1 + Math.max(0, micros) * 1e-6);
    }

    @Override
    public double feature(int id) {
        int i = Feature.argument(id);
        return switch (Feature.of(id)) {
            case TOKEN_BACK -> state.getShort(StatePlan.TOKENS + 2 * i);
            case TOKEN -> draft.token;
            case LABEL -> draft.label;
            case LAST_LABEL -> state.getShort(StatePlan.LAST_LABEL);
            case CLUSTER -> cluster;
            case TRAIT -> cluster < 0 ? Double.NaN : shape.traitsByCluster()[cluster * shape.traits() + i];
            case COUNT -> Logarithm.ln(1 + count());
            case AGE -> count() == 0 ? Double.NaN : logSeconds(draft.timeMicros - state.getLong(StatePlan.FIRST_TIME));
            case GAP ->
                draft.gapKnown && count() > 0
                        ? logSeconds(draft.timeMicros - state.getLong(StatePlan.LAST_TIME))
                        : Double.NaN;
            case GAP_BACK -> count() > i + 1 ? state.getFloat(StatePlan.GAPS + 4 * i) : Double.NaN;
            case GAP_MOVING_MEAN -> count() > 1 ? state.getFloat(StatePlan.GAP_MEAN) : Double.NaN;
            case GAP_MEAN -> count() > 1 ? state.getFloat(StatePlan.GAP_TOTAL) : Double.NaN;
            case INSTANT_COUNT -> Logarithm.ln(1 + state.getInt(StatePlan.INSTANT_COUNT));
            case DAY_COUNT -> Logarithm.ln(1 + state.getInt(StatePlan.DAY_COUNT));
            case HOUR -> Math.floorMod(draft.localMicros, WallClock.DAY) / 3.6e9;
            case WEEKDAY -> WallClock.weekday(draft.day);
            case DAY_OF_MONTH -> date() & 255;
            case DAYS_TO_MONTH_END -> daysToMonthEnd();
            case SEASON -> Math.floorMod(draft.timeMicros - shape.originMicros(), shape.spanMicros()) / 8.64e10;
            case DAYS_SINCE -> count() == 0 ? Double.NaN : draft.day - lastDay();
            case SLOT_SINCE -> slots.since(i);
            case SLOT_COUNT -> Logarithm.ln(1 + slots.slotCount(i));
            case SLOT_NOW -> Logarithm.ln(1 + slots.now(i));
            case SLOT_SHARE -> count() == 0 ? Double.NaN : slots.slotCount(i) / (double) count();
            case SLOT_DUE -> slots.due(i);
            case SLOT_PHASE -> slots.phase(i);
            case OWN_SINCE -> draft.token < 0 ? Double.NaN : slots.since(ownSlot());
            case OWN_COUNT -> draft.token < 0 ? Double.NaN : Logarithm.ln(1 + slots.slotCount(ownSlot()));
            case OWN_DUE -> draft.token < 0 ? Double.NaN : slots.due(ownSlot());
            case OWN_PHASE -> draft.token < 0 ? Double.NaN : slots.phase(ownSlot());
            case NEAREST_DUE -> slots.nearestDue();
            case NEAREST_SLOT -> slots.nearestSlot();
            case SLOT_ECHO -> slots.slotCount(i) == 0 ? Double.NaN : slots.echo(i);
            case ECHO_SLOT -> slots.echoSlot();
            case ECHO_COUNT -> slots.echoes();
            case ECHO_STRONG_COUNT -> slots.strongEchoes();
            case DUE_CHANCE -> slots.dueChance();
            case DUE_SLOT -> slots.dueSlot();
            case STANDING_NUMBER -> draft.token < 0 ? Double.NaN : signed(standingNumber(i));
            case STANDING -> draft.token < 0 ? 0 : slots.standing(ownSlot());
            case ORDER_SLOT -> slots.orders().slot() + 1;
            case ORDER_STRENGTH -> slots.orders().strength();
            case ORDER_CONFIRMATIONS -> slots.orders().confirmations();
            case ORDER_NUMBER -> signed(slots.orders().number());
            case ORDER_ZEROS -> zeros(slots.orders().number());
            case ORDER_LEVEL -> slots.orders().level();
            case ORDER_COUNT -> slots.orders().count();
            case ORDER_SINCE -> slots.orders().since();
            case LABEL_SINCE -> labelled(StatePlan.LABELLED_SECOND);
            case LAST_RARE -> state.getShort(StatePlan.LAST_RARE);
            case LABEL_COUNT -> Logarithm.ln(1 + state.getInt(StatePlan.LABELLED));
            case EPISODE_AGE -> labelled(StatePlan.EPISODE_SECOND);
            case NUMBER_LAST -> signed(state.getLong(plan.numbers + i * StatePlan.NUMBER_BLOCK));
            case NUMBER_PREVIOUS -> signed(state.getLong(plan.numbers + i * StatePlan.NUMBER_BLOCK + 8));
            case NUMBER_MEAN -> marks.mean(i);
            case NUMBER_DEVIATION -> marks.deviation(i);
            case NUMBER_OWN -> draft.token < 0 ? Double.NaN : signed(ownNumber(i));
            case NUMBER_OWN_ZEROS -> draft.token < 0 ? Double.NaN : zeros(ownNumber(i));
            case NUMBER_OWN_LEVEL -> draft.token < 0 ? Double.NaN : ownLevel(i);
            case NUMBER_OWN_SHARE -> draft.token < 0 ? Double.NaN : ownLevel(i) - marks.balanceLevel();
            case NUMBER -> signed(draft.numbers[i]);
            case BIN -> draft.bin;
            case BALANCE -> signed(state.getLong(plan.balance));
            case CATEGORY_LAST ->
                count() == 0 ? Double.NaN : state.getShort(plan.categories + StatePlan.CATEGORY_BLOCK * i);
            case CATEGORY_AGREEMENT -> marks.agreement(i);
            case CATEGORY -> draft.categories[i];
            case CATEGORY_OWN -> draft.token < 0 || slots.slotCount(ownSlot()) == 0 ? Double.NaN : marks.ownCategory(i);
            case STATIC_NUMBER -> signed(state.getLong(plan.statics + 8 * i));
            case STATIC_CATEGORY -> {
                long value = state.getLong(plan.statics + 8 * i);
                yield value == ColumnFormat.MISSING ? 0 : value + 1;
            }
            case KEY_USED -> Logarithm.ln(1 + state.getShort(plan.keys + i * StatePlan.KEY_BLOCK));
            case KEY_FRESHNESS ->
                count() == 0 ? Double.NaN : state.getShort(plan.keys + i * StatePlan.KEY_BLOCK) / (double) count();
            case KEY_OWN -> draft.token < 0 || ownKey(i) == 0 ? 0 : 1;
            case PACE -> pace < 0 ? Double.NaN : pace;
            case HOUR_MEAN -> count() == 0 ? Double.NaN : state.getFloat(StatePlan.HOUR_MEAN);
        };
    }

    private double daysToMonthEnd() {
        long date = date();
        return (date >> 8 & 255) - (date & 255);
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

    private double labelled(int at) {
        if (state.getInt(StatePlan.LABELLED) == 0) {
            return Double.NaN;
        }
        return Logarithm.ln(1 + Math.max(0, viewSecond - state.getInt(at)));
    }

    static double signed(long value) {
        return value == ColumnFormat.MISSING ? Double.NaN : Logarithm.signed(value);
    }

    private static double zeros(long value) {
        return value == ColumnFormat.MISSING ? Double.NaN : FreshLaw.zerosOf(value);
    }

    /** Makes a slot, which is due on the day at hand, the one whose order is asked for. */
    public void takeOrder(int slot) {
        slots.orders().take(slot);
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

    /**
     * How long ago the entity last had {@code token}, as one of {@link TokenLaw#RECENCIES} kinds: never, at this
     * instant, minutes or hours ago, a month ago to the day, or some days.
     */
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

    /** Amount of the order of this day of the month that the token at hand has; missing if there is none. */
    public long standingNumber(int mark) {
        return slots.standingNumber(mark);
    }

    /** Chance that one of the tokens comes which, when due, come as a matter of course; 0 if none of them is due. */
    public double sureChance() {
        return slots.sureChance();
    }

    /** True if {@code token} is due and then comes as a matter of course. */
    public boolean sure(int token) {
        return slots.sure(token);
    }

    /** Which of the kinds of {@link NumberLaw} a value of the mark is. */
    public int kind(int mark, long value) {
        return marks.kind(mark, value);
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
