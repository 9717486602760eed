package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EntityState;
import io.understudy.model.tree.FeatureMemo;

/**
 * The past of one entity at a time, as the trees see it: answers features of a bound state and a draft, and appends the
 * draft to the state. Fit, sampler and scorer all go through it, so that they cannot disagree. Scratch of one thread.
 */
public final class History extends FeatureMemo {
    static final double LOG_DAY = Logarithm.ln(86_400);
    private static final float GAP_MEMORY = 0.15f;
    private static final int MONTH_DAYS = 31;
    private static final int MOST_LEVEL_EVENTS = 200;
    private static final int MOST_RECENT_DAYS = 62; // from which all are alike
    private static final byte[] RECENCY_BY_DAYS = recencyByDays(); // [days] kind
    private static final long EPISODE_BREAK_SECONDS = 3 * 86_400L;

    final ChainShape shape;
    final StatePlan plan;
    final WallClock clock;
    final EventDraft draft;
    private final int[] statics;
    ChainState state;
    int cluster;
    private long nearestFor = Long.MIN_VALUE;
    private double nearestDue;
    private int nearestSlot;
    private long echoesFor = Long.MIN_VALUE;
    private int echoSlot;
    private int echoes;
    private int strongEchoes;
    private final int[] recencyBySlot;
    private long recencyView; // view that the recencies were worked out for
    private long view; // counts the points of view
    private final KnownFeatures known; // null where nothing is remembered
    private int viewSecond; // of the point of view
    private long civilDay = Long.MIN_VALUE; // the day that the date below is of
    private long civil;
    final double[] weights; // [entry of a leaf] scratch of laws
    private double dueChance;
    private double sureChance;
    private int dueSlot;
    private final int memory;
    private final StandingOrders orders;

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
        memory = shape.numericColumns().length == 0 ? 0 : shape.due().memory();
        plan = new StatePlan(
                shape.numericColumns().length,
                shape.categoricalColumns().length,
                statics.length,
                shape.keyColumns().length,
                shape.slots(),
                memory);
        orders = new StandingOrders(
                memory, WallClock.day(new WallClock(shape.layout().timestamp().zoneId()).local(shape.originMicros())));
        clock = new WallClock(shape.layout().timestamp().zoneId());
        draft = new EventDraft(
                shape.numericColumns().length, shape.categoricalColumns().length, shape.keyColumns().length);
        recencyBySlot = new int[shape.slots()];
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
            int count = slotCount(ownSlot());
            know(known.ownCount, Logarithm.ln(1 + count));
            for (int i = 0; i < known.categoryOwn.length; i++) {
                know(known.categoryOwn[i], count == 0 ? Double.NaN : ownCategory(i));
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
     * @param staticCells // [static column]
     * @param firstMicros time of its first event
     */
    public EntityState begin(int entityCluster, long[] staticCells, long firstMicros) {
        ChainState fresh = newState();
        fresh.putShort(StatePlan.CLUSTER, entityCluster);
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
        tellState();
        draft.clear();
        nearestFor = Long.MIN_VALUE;
        echoesFor = Long.MIN_VALUE;
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
            case SLOT_SINCE -> since(i);
            case SLOT_COUNT -> Logarithm.ln(1 + slotCount(i));
            case SLOT_NOW -> Logarithm.ln(1 + now(i));
            case SLOT_SHARE -> count() == 0 ? Double.NaN : slotCount(i) / (double) count();
            case SLOT_DUE -> due(i);
            case SLOT_PHASE -> phase(i);
            case OWN_SINCE -> draft.token < 0 ? Double.NaN : since(ownSlot());
            case OWN_COUNT -> draft.token < 0 ? Double.NaN : Logarithm.ln(1 + slotCount(ownSlot()));
            case OWN_DUE -> draft.token < 0 ? Double.NaN : due(ownSlot());
            case OWN_PHASE -> draft.token < 0 ? Double.NaN : phase(ownSlot());
            case NEAREST_DUE -> {
                findNearest();
                yield nearestDue;
            }
            case NEAREST_SLOT -> {
                findNearest();
                yield nearestSlot;
            }
            case SLOT_ECHO -> slotCount(i) == 0 ? Double.NaN : echo(i);
            case ECHO_SLOT -> {
                findEchoes();
                yield echoSlot;
            }
            case ECHO_COUNT -> {
                findEchoes();
                yield echoes;
            }
            case ECHO_STRONG_COUNT -> {
                findEchoes();
                yield strongEchoes;
            }
            case DUE_CHANCE -> {
                findEchoes();
                yield dueChance;
            }
            case DUE_SLOT -> {
                findEchoes();
                yield dueSlot;
            }
            case STANDING_NUMBER -> draft.token < 0 ? Double.NaN : signed(standingNumber(i));
            case STANDING -> {
                int order = draft.token < 0 ? -1 : order(ownSlot());
                yield order < 0 ? 0 : orders.confirmed(state, order) ? 2 : 1;
            }
            case LABEL_SINCE -> labelled(StatePlan.LABELLED_SECOND);
            case LABEL_COUNT -> Logarithm.ln(1 + state.getInt(StatePlan.LABELLED));
            case EPISODE_AGE -> labelled(StatePlan.EPISODE_SECOND);
            case NUMBER_LAST -> signed(state.getLong(plan.numbers + i * StatePlan.NUMBER_BLOCK));
            case NUMBER_PREVIOUS -> signed(state.getLong(plan.numbers + i * StatePlan.NUMBER_BLOCK + 8));
            case NUMBER_MEAN -> mean(i);
            case NUMBER_DEVIATION -> deviation(i);
            case NUMBER_OWN -> draft.token < 0 ? Double.NaN : signed(ownNumber(i));
            case NUMBER_OWN_LEVEL -> draft.token < 0 ? Double.NaN : ownLevel(i);
            case NUMBER -> signed(draft.numbers[i]);
            case BIN -> draft.bin;
            case BALANCE -> signed(state.getLong(plan.balance));
            case CATEGORY_LAST ->
                count() == 0 ? Double.NaN : state.getShort(plan.categories + StatePlan.CATEGORY_BLOCK * i);
            case CATEGORY_AGREEMENT -> agreement(i);
            case CATEGORY -> draft.categories[i];
            case CATEGORY_OWN -> draft.token < 0 || slotCount(ownSlot()) == 0 ? Double.NaN : ownCategory(i);
            case STATIC_NUMBER -> signed(state.getLong(plan.statics + 8 * i));
            case STATIC_CATEGORY -> {
                long value = state.getLong(plan.statics + 8 * i);
                yield value == ColumnFormat.MISSING ? 0 : value + 1;
            }
            case KEY_USED -> Logarithm.ln(1 + state.getShort(plan.keys + i * StatePlan.KEY_BLOCK));
            case KEY_FRESHNESS ->
                count() == 0 ? Double.NaN : state.getShort(plan.keys + i * StatePlan.KEY_BLOCK) / (double) count();
            case KEY_OWN -> draft.token < 0 || ownKey(i) == 0 ? 0 : 1;
            case HOUR_MEAN -> count() == 0 ? Double.NaN : state.getFloat(StatePlan.HOUR_MEAN);
        };
    }

    private double daysToMonthEnd() {
        long date = date();
        return (date >> 8 & 255) - (date & 255);
    }

    /** {@link WallClock#civil} of the draft's day, which is often that of the event before. */
    private long date() {
        if (civilDay != draft.day) {
            civilDay = draft.day;
            civil = WallClock.civil(civilDay);
        }
        return civil;
    }

    private int ownSlot() {
        return shape.slotByToken()[draft.token];
    }

    private int slotCount(int slot) {
        return state.getInt(plan.slot(slot) + StatePlan.SLOT_COUNT);
    }

    /** Events of a token's slot so far at the instant that is looked from. */
    int now(int slot) {
        if (draft.timeMicros != state.getLong(StatePlan.LAST_TIME)) {
            return 0;
        }
        int at = plan.slot(slot);
        boolean here = state.getInt(at + StatePlan.SLOT_INDEX) > count() - state.getInt(StatePlan.INSTANT_COUNT);
        return here ? state.getInt(at + StatePlan.SLOT_NOW) : 0;
    }

    /** Seconds since the last event of a slot; negative if there was none, or so long ago that it is forgotten. */
    private long silence(int slot) {
        if (slotCount(slot) == 0) {
            return -1;
        }
        long seconds = viewSecond - state.getInt(plan.slot(slot) + StatePlan.SLOT_SECOND);
        return seconds > shape.lapseSecondsBySlot()[slot] ? -1 : Math.max(0, seconds);
    }

    private double since(int slot) {
        long seconds = silence(slot);
        return seconds < 0 ? Double.NaN : Logarithm.ln(1 + seconds);
    }

    private double due(int slot) {
        return silence(slot) < 0 ? Double.NaN : draft.day - WallClock.monthLater(slotDay(slot));
    }

    private long slotDay(int slot) {
        long micros = shape.originMicros() + state.getInt(plan.slot(slot) + StatePlan.SLOT_SECOND) * WallClock.SECOND;
        return WallClock.day(clock.local(micros));
    }

    private double phase(int slot) {
        if (slotCount(slot) < 2) {
            return Double.NaN;
        }
        return since(slot) - state.getFloat(plan.slot(slot) + StatePlan.SLOT_INTERVAL);
    }

    private void findNearest() {
        if (nearestFor == draft.day) {
            return;
        }
        nearestFor = draft.day;
        nearestDue = Double.NaN;
        nearestSlot = 0;
        for (int slot = 0; slot < shape.slots() - 1; slot++) {
            if (silence(slot) < 0) {
                continue;
            }
            double interval = state.getFloat(plan.slot(slot) + StatePlan.SLOT_INTERVAL) - LOG_DAY;
            boolean monthly = interval > 3.2 && interval < 3.5; // 24.5 to 33 days
            if (monthly) {
                double due = due(slot);
                if (!(Math.abs(due) >= Math.abs(nearestDue))) {
                    nearestDue = due;
                    nearestSlot = slot + 1;
                }
            }
        }
    }

    /**
     * How long ago the entity last had {@code token}, as one of {@link TokenLaw#RECENCIES} kinds: never, at this
     * instant, minutes or hours ago, a month ago to the day, or some days.
     */
    public int recency(int token) {
        return recencies()[shape.slotByToken()[token]];
    }

    /** {@link #recency} of the tokens of each slot; scratch. */
    int[] recencies() {
        if (recencyView != view) {
            recencyView = view;
            for (int slot = 0; slot < recencyBySlot.length; slot++) {
                recencyBySlot[slot] = slotCount(slot) == 0 ? 0 : recencyOf(slot);
            }
        }
        return recencyBySlot;
    }

    private int recencyOf(int slot) {
        int due = due(slot, shape.due().rhythmBySlot()[slot]);
        if (due >= 0) {
            return TokenLaw.RECENCIES - DueLaw.STRENGTHS + due;
        }
        long seconds = silence(slot);
        if (seconds < 0) {
            return 0;
        }
        long days = draft.day - slotDay(slot);
        if (days <= 0) {
            return seconds == 0 ? 1 : seconds < 60 ? 2 : seconds < 3600 ? 3 : 4;
        }
        int echo = echo(slot, days);
        return echo > 0 ? 4 + echo : RECENCY_BY_DAYS[(int) Math.min(days, RECENCY_BY_DAYS.length - 1)];
    }

    private static byte[] recencyByDays() {
        byte[] kinds = new byte[MOST_RECENT_DAYS + 1];
        for (int days = 1; days < kinds.length; days++) {
            kinds[days] = (byte)
                    (days < 7
                            ? 7
                            : days == 7
                                    ? 8
                                    : days < 14
                                            ? 9
                                            : days == 14
                                                    ? 10
                                                    : days < 27
                                                            ? 11
                                                            : days < 32 ? 12 : days < MOST_RECENT_DAYS ? 13 : 14);
        }
        return kinds;
    }

    /** How many of the last two passings of this day of the month, one after the other, had the slot's token. */
    private int echo(int slot) {
        return slotCount(slot) == 0 ? 0 : echo(slot, draft.day - slotDay(slot));
    }

    private int echo(int slot, long passedDays) {
        int at = plan.slot(slot);
        if (passedDays <= 0 || passedDays > MONTH_DAYS) {
            return 0;
        }
        int bit = 1 << (int) (date() & 255) - 1;
        boolean once = (state.getInt(at + StatePlan.SLOT_ECHO) & bit) != 0;
        return !once ? 0 : (state.getInt(at + StatePlan.SLOT_ECHO_TWICE) & bit) != 0 ? 2 : 1;
    }

    private void findEchoes() {
        if (echoesFor == draft.day) {
            return;
        }
        echoesFor = draft.day;
        echoSlot = 0;
        echoes = 0;
        strongEchoes = 0;
        int strongest = 0;
        double missed = 1;
        double surelyMissed = 1;
        float likeliest = 0;
        dueSlot = 0;
        for (int slot = 0; slot < shape.slots() - 1; slot++) {
            int strength = echo(slot);
            if (strength > strongest) {
                strongest = strength;
                echoSlot = slot + 1;
            }
            echoes += strength > 0 ? 1 : 0;
            strongEchoes += strength > 1 ? 1 : 0;
            int due = due(slot, shape.due().rhythmBySlot()[slot]);
            float chance = due < 0 ? 0 : shape.due().chances()[slot * DueLaw.STRENGTHS + due];
            missed *= 1 - chance;
            surelyMissed *= chance >= DueLaw.SURE ? 1 - chance : 1;
            if (chance > likeliest) {
                likeliest = chance;
                dueSlot = slot + 1;
            }
        }
        dueChance = 1 - missed;
        sureChance = 1 - surelyMissed;
    }

    /**
     * How strongly a slot is due on this day by a rhythm of {@link DueLaw}, less than {@link DueLaw#STRENGTHS}; -1 if it
     * is not, or has had its event already.
     */
    public int due(int slot, int rhythm) {
        if (rhythm == DueLaw.NEVER || slotCount(slot) == 0) {
            return -1;
        }
        int count = slotCount(slot);
        if (rhythm == DueLaw.MONTH_DAY) {
            int order = order(slot);
            boolean due = order >= 0 && orders.passed(state, order, draft.day) <= StandingOrders.MONTH_DAYS;
            return !due ? -1 : orders.confirmed(state, order) ? 2 : count == 1 ? 0 : 1;
        }
        long day = slotDay(slot);
        boolean due = rhythm == DueLaw.WEEK
                ? draft.day == day + 7
                : (WallClock.civil(day + 1) & 255) == 1 && draft.day == monthEndAfter(day);
        return due ? Math.min(count, DueLaw.STRENGTHS) - 1 : -1;
    }

    /** Where the slot remembers an order of this day of the month that has not come today; -1 if it does not. */
    private int order(int slot) {
        int order = memory == 0 ? -1 : orders.find(state, plan.slot(slot) + plan.slotStanding, draft.day);
        return order >= 0 && orders.passed(state, order, draft.day) > 0 ? order : -1;
    }

    /** Amount of the order of this day of the month that the token at hand has; missing if there is none. */
    public long standingNumber(int mark) {
        int order = mark > 0 ? -1 : order(ownSlot());
        return order < 0 ? ColumnFormat.MISSING : state.getLong(order);
    }

    /** Which of the kinds of {@link NumberLaw} a value of the mark is. */
    public int kind(int mark, long value) {
        if (value == ColumnFormat.MISSING) {
            return NumberLaw.MISSING;
        }
        return value == standingNumber(mark)
                ? NumberLaw.STANDING
                : value == ownNumber(mark)
                        ? NumberLaw.OWN
                        : value == lastNumber(mark) ? NumberLaw.LAST : NumberLaw.FRESH;
    }

    private static long monthEndAfter(long monthEnd) {
        return monthEnd + (WallClock.civil(monthEnd + 1) >> 8 & 255);
    }

    /** Chance that one of the tokens comes which, when due, come as a matter of course; 0 if none of them is due. */
    public double sureChance() {
        findEchoes();
        return sureChance;
    }

    /** True if {@code token} is due and then comes as a matter of course. */
    public boolean sure(int token) {
        int slot = shape.slotByToken()[token];
        int due = due(slot, shape.due().rhythmBySlot()[slot]);
        return due >= 0 && shape.due().chances()[slot * DueLaw.STRENGTHS + due] >= DueLaw.SURE;
    }

    /** Day of the month, from 1, of the point of view. */
    public int dayOfMonth() {
        return (int) (date() & 255);
    }

    /** Weekday of the point of view, Monday 0. */
    public int weekday() {
        return WallClock.weekday(draft.day);
    }

    /** Notes the draft's day of the month in a slot; days that passed without the token lose their echo. */
    private void appendEcho(int slot, boolean first, long lastDay) {
        int once = first ? 0 : state.getInt(slot + StatePlan.SLOT_ECHO);
        int twice = first ? 0 : state.getInt(slot + StatePlan.SLOT_ECHO_TWICE);
        long from = first ? draft.day : Math.max(lastDay + 1, draft.day - MONTH_DAYS);
        int passed = WallClock.daysOfMonth(from, draft.day);
        once &= ~passed;
        twice &= ~passed;
        int bit = 1 << (int) (date() & 255) - 1;
        if (first || lastDay < draft.day) {
            twice = (once & bit) != 0 ? twice | bit : twice & ~bit;
        }
        state.putInt(slot + StatePlan.SLOT_ECHO, once | bit);
        state.putInt(slot + StatePlan.SLOT_ECHO_TWICE, twice);
    }

    private double labelled(int at) {
        if (state.getInt(StatePlan.LABELLED) == 0) {
            return Double.NaN;
        }
        return Logarithm.ln(1 + Math.max(0, viewSecond - state.getInt(at)));
    }

    private static double signed(long value) {
        return value == ColumnFormat.MISSING ? Double.NaN : Logarithm.signed(value);
    }

    private double mean(int mark) {
        int at = plan.numbers + mark * StatePlan.NUMBER_BLOCK;
        return state.getLong(at) == ColumnFormat.MISSING ? Double.NaN : state.getFloat(at + 16);
    }

    private double deviation(int mark) {
        int at = plan.numbers + mark * StatePlan.NUMBER_BLOCK;
        if (state.getLong(at) == ColumnFormat.MISSING) {
            return Double.NaN;
        }
        float mean = state.getFloat(at + 16);
        return Math.sqrt(Math.max(0, state.getFloat(at + 20) - mean * mean));
    }

    /** Token {@code back} + 1 events ago; -1 before the first. */
    int lastToken(int back) {
        return state.getShort(StatePlan.TOKENS + 2 * back) - 1;
    }

    /** Value of a mark at the entity's last event of the token at hand; missing if there was none. */
    public long ownNumber(int mark) {
        return state.getLong(plan.slot(ownSlot()) + plan.slotNumbers + 8 * mark);
    }

    /** Mean of sign(x) ln(1 + |x|) over the entity's normal values of a mark with the token at hand; NaN if none. */
    public double ownLevel(int mark) {
        return state.getFloat(plan.slot(ownSlot()) + plan.slotLevels + 4 * mark);
    }

    /** Number of the entity's cluster; -1 if unknown. */
    public int cluster() {
        return cluster;
    }

    /** Events of the entity's past that {@link #ownLevel} rests on: older ones than these are forgotten. */
    public int levelEvents() {
        return Math.min(slotCount(ownSlot()), MOST_LEVEL_EVENTS);
    }

    /** The level of the entity that a law draws fresh numbers from; NaN if it has none. */
    double level(NumberLaw law, int mark) {
        return law.level() == null ? Double.NaN : law.level().of(cluster, ownLevel(mark), levelEvents());
    }

    double spread(NumberLaw law) {
        return law.level() == null ? 1 : law.level().spread(levelEvents());
    }

    /** The value, plus 1, that a kind of {@link CategoryLaw} repeats; 0 if there is none. */
    public int remembered(int mark, int kind) {
        return switch (kind) {
            case CategoryLaw.OWN -> slotCount(ownSlot()) == 0 ? 0 : ownCategory(mark);
            case CategoryLaw.LAST -> state.getShort(plan.categories + StatePlan.CATEGORY_BLOCK * mark + 2);
            case CategoryLaw.OTHER -> state.getShort(plan.categories + StatePlan.CATEGORY_BLOCK * mark + 4);
            default -> 0;
        };
    }

    /** Which of the remembered values are there, and which are one: bits. */
    private double agreement(int mark) {
        if (draft.token < 0) {
            return Double.NaN;
        }
        int own = remembered(mark, CategoryLaw.OWN);
        int last = remembered(mark, CategoryLaw.LAST);
        int other = remembered(mark, CategoryLaw.OTHER);
        return (own > 0 ? 1 : 0)
                + (last > 0 ? 2 : 0)
                + (own == last ? 4 : 0)
                + (other > 0 ? 8 : 0)
                + (own == other ? 16 : 0);
    }

    /** Value of a mark when it was last there. */
    public long lastNumber(int mark) {
        return state.getLong(plan.numbers + mark * StatePlan.NUMBER_BLOCK);
    }

    int ownCategory(int mark) {
        return state.getShort(plan.slot(ownSlot()) + plan.slotCategories + 2 * mark);
    }

    /** Slot of the key that the entity last used with the token at hand, plus 1; 0 if none. */
    public int ownKey(int key) {
        return state.getShort(plan.slot(ownSlot()) + plan.slotKeys + 2 * key);
    }

    /** Place in the pool of the key that the entity last used, plus 1; 0 if none. */
    public int lastKey(int key) {
        return state.getShort(plan.keys + key * StatePlan.KEY_BLOCK + 2);
    }

    /** Keys that the entity has used so far. */
    public int usedKeys(int key) {
        return state.getShort(plan.keys + key * StatePlan.KEY_BLOCK);
    }

    /** Value of the running column at the last event; 0 before the first. */
    public long balance() {
        return state.getLong(plan.balance);
    }

    /** Makes the draft the last event of the state; {@code balance} is the derived column's new value. */
    public void append(long balance) {
        int n = count();
        long last = state.getLong(StatePlan.LAST_TIME);
        if (n == 0) {
            state.putLong(StatePlan.FIRST_TIME, draft.timeMicros);
        }
        appendTime(n, last);
        appendLabel();
        for (int i = 3; i > 0; i--) {
            state.putShort(StatePlan.TOKENS + 2 * i, state.getShort(StatePlan.TOKENS + 2 * i - 2));
        }
        state.putShort(StatePlan.TOKENS, draft.token + 1);
        state.putLong(StatePlan.LAST_TIME, draft.timeMicros);
        state.putInt(StatePlan.COUNT, n + 1);
        appendMarks(n);
        state.putLong(plan.balance, balance);
        if (draft.token >= 0) {
            appendEcho(plan.slot(ownSlot()), slotCount(ownSlot()) == 0, slotDay(ownSlot()));
            appendSlot(plan.slot(ownSlot()));
            if (memory > 0 && draft.numbers[0] != ColumnFormat.MISSING) {
                orders.note(state, plan.slot(ownSlot()) + plan.slotStanding, draft.day, draft.numbers[0]);
            }
        }
        forget(FeatureSpan.STATE);
        viewMoved();
    }

    private void appendTime(int n, long last) {
        if (n > 0) {
            float gap = (float) logSeconds(draft.timeMicros - last);
            state.putFloat(StatePlan.GAPS + 8, state.getFloat(StatePlan.GAPS + 4));
            state.putFloat(StatePlan.GAPS + 4, state.getFloat(StatePlan.GAPS));
            state.putFloat(StatePlan.GAPS, gap);
            float mean = state.getFloat(StatePlan.GAP_MEAN);
            state.putFloat(StatePlan.GAP_MEAN, n == 1 ? gap : mean + GAP_MEMORY * (gap - mean));
            float total = state.getFloat(StatePlan.GAP_TOTAL);
            state.putFloat(StatePlan.GAP_TOTAL, total + (gap - total) / n);
        }
        boolean sameInstant = n > 0 && draft.timeMicros == last;
        boolean sameDay = n > 0 && draft.day == WallClock.day(clock.local(last));
        state.putInt(StatePlan.INSTANT_COUNT, sameInstant ? state.getInt(StatePlan.INSTANT_COUNT) + 1 : 1);
        state.putInt(StatePlan.DAY_COUNT, sameDay ? state.getInt(StatePlan.DAY_COUNT) + 1 : 1);
        if (!sameDay) {
            float hour = (float) (Math.floorMod(draft.localMicros, WallClock.DAY) / 3.6e9);
            float mean = state.getFloat(StatePlan.HOUR_MEAN);
            state.putFloat(StatePlan.HOUR_MEAN, n == 0 ? hour : mean + GAP_MEMORY * (hour - mean));
        }
    }

    private void appendLabel() {
        int label = shape.borneByKey(draft.label) ? 0 : Math.max(0, draft.label);
        state.putShort(StatePlan.LAST_LABEL, label);
        if (label > 0) {
            int now = viewSecond;
            int labelled = state.getInt(StatePlan.LABELLED);
            if (labelled == 0 || now - state.getInt(StatePlan.LABELLED_SECOND) > EPISODE_BREAK_SECONDS) {
                state.putInt(StatePlan.EPISODE_SECOND, now);
            }
            state.putInt(StatePlan.LABELLED_SECOND, now);
            state.putInt(StatePlan.LABELLED, labelled + 1);
        }
    }

    private void appendMarks(int n) {
        for (int i = 0; i < draft.numbers.length; i++) {
            long value = draft.numbers[i];
            if (value == ColumnFormat.MISSING) {
                continue;
            }
            int at = plan.numbers + i * StatePlan.NUMBER_BLOCK;
            boolean first = state.getLong(at) == ColumnFormat.MISSING;
            float level = (float) signed(value);
            float mean = state.getFloat(at + 16);
            float square = state.getFloat(at + 20);
            float weight = first ? 1 : Math.max(1f / (n + 1), 1f / MOST_LEVEL_EVENTS);
            state.putLong(at + 8, state.getLong(at));
            state.putLong(at, value);
            state.putFloat(at + 16, mean + weight * (level - mean));
            state.putFloat(at + 20, square + weight * (level * level - square));
        }
        for (int i = 0; i < draft.categories.length; i++) {
            int at = plan.categories + StatePlan.CATEGORY_BLOCK * i;
            state.putShort(at, draft.categories[i]);
            int before = state.getShort(at + 2);
            if (draft.categories[i] > 0 && draft.categories[i] != before) {
                state.putShort(at + 4, before);
                state.putShort(at + 2, draft.categories[i]);
            }
        }
        for (int i = 0; i < draft.keys.length; i++) {
            int at = plan.keys + i * StatePlan.KEY_BLOCK;
            if (draft.keys[i] > 0) {
                state.putShort(at, Math.max(state.getShort(at), draft.keys[i]));
                state.putShort(at + 2, draft.keys[i]);
            }
        }
    }

    private void appendSlot(int slot) {
        int now = viewSecond;
        int seen = state.getInt(slot + StatePlan.SLOT_COUNT);
        boolean usual = draft.label <= 0 || shape.borneByKey(draft.label);
        if (seen > 0) {
            int seconds = Math.max(0, now - state.getInt(slot + StatePlan.SLOT_SECOND));
            state.putFloat(slot + StatePlan.SLOT_INTERVAL, (float) Logarithm.ln(1 + seconds));
        }
        boolean again = state.getInt(slot + StatePlan.SLOT_INDEX) > count() - state.getInt(StatePlan.INSTANT_COUNT);
        state.putInt(slot + StatePlan.SLOT_NOW, again ? state.getInt(slot + StatePlan.SLOT_NOW) + 1 : 1);
        state.putInt(slot + StatePlan.SLOT_INDEX, count());
        state.putInt(slot + StatePlan.SLOT_SECOND, now);
        state.putInt(slot + StatePlan.SLOT_COUNT, seen + 1);
        for (int i = 0; i < draft.numbers.length; i++) {
            if (draft.numbers[i] != ColumnFormat.MISSING) {
                if (usual) {
                    int at = slot + plan.slotLevels + 4 * i;
                    float level = (float) signed(draft.numbers[i]);
                    float mean = state.getFloat(at);
                    float weight = Math.max(1f / (seen + 1), 1f / MOST_LEVEL_EVENTS);
                    state.putFloat(at, Float.isNaN(mean) ? level : mean + weight * (level - mean));
                }
                state.putLong(slot + plan.slotNumbers + 8 * i, draft.numbers[i]);
            }
        }
        for (int i = 0; i < draft.categories.length; i++) {
            state.putShort(slot + plan.slotCategories + 2 * i, draft.categories[i]);
        }
        for (int i = 0; i < draft.keys.length; i++) {
            if (draft.keys[i] > 0) {
                state.putShort(slot + plan.slotKeys + 2 * i, draft.keys[i]);
            }
        }
    }
}
