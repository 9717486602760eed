package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;

/** Answers the features of a history: what its entity's past, its draft and its point of view say. Scratch of one history. */
final class PastFeatures {
    private static final double HALF_OCTAVES = 2 / StrictMath.log(2); // in a natural logarithm

    private final History history;
    private final ChainShape shape;
    private final StatePlan plan;
    private final EventDraft draft;
    private final SlotPast slots;
    private final MarkPast marks;

    PastFeatures(History history) {
        this.history = history;
        shape = history.shape;
        plan = history.plan;
        draft = history.draft;
        slots = history.slots;
        marks = history.marks;
    }

    /** The value of feature {@code id}; NaN where there is none. */
    double of(int id) {
        ChainState state = history.state;
        int i = Feature.argument(id);
        return switch (Feature.of(id)) {
            case TOKEN_BACK -> state.getShort(StatePlan.TOKENS + 2 * i);
            case TOKEN -> draft.token;
            case LABEL -> draft.label;
            case LAST_LABEL -> state.getShort(StatePlan.LAST_LABEL);
            case CLUSTER -> history.cluster;
            case TRAIT ->
                history.cluster < 0 ? Double.NaN : shape.traitsByCluster()[history.cluster * shape.traits() + i];
            case COUNT -> Logarithm.ln(1 + history.count());
            case AGE ->
                history.count() == 0 ? Double.NaN : logSeconds(draft.timeMicros - state.getLong(StatePlan.FIRST_TIME));
            case GAP ->
                draft.gapKnown && history.count() > 0
                        ? logSeconds(draft.timeMicros - state.getLong(StatePlan.LAST_TIME))
                        : Double.NaN;
            case GAP_BACK -> history.count() > i + 1 ? state.getFloat(StatePlan.GAPS + 4 * i) : Double.NaN;
            case GAP_MOVING_MEAN -> history.count() > 1 ? state.getFloat(StatePlan.GAP_MEAN) : Double.NaN;
            case GAP_MEAN -> history.count() > 1 ? state.getFloat(StatePlan.GAP_TOTAL) : Double.NaN;
            case INSTANT_COUNT -> Logarithm.ln(1 + state.getInt(StatePlan.INSTANT_COUNT));
            case DAY_COUNT -> Logarithm.ln(1 + state.getInt(StatePlan.DAY_COUNT));
            case HOUR -> Math.floorMod(draft.localMicros, WallClock.DAY) / 3.6e9;
            case REST -> rest();
            case WEEKDAY -> WallClock.weekday(draft.day);
            case DAY_OF_MONTH -> history.date() & 255;
            case DAYS_TO_MONTH_END -> daysToMonthEnd();
            case SEASON -> Math.floorMod(draft.timeMicros - shape.originMicros(), shape.spanMicros()) / 8.64e10;
            case DAYS_SINCE -> history.count() == 0 ? Double.NaN : draft.day - history.lastDay();
            case SLOT_SINCE -> slots.since(i);
            case SLOT_COUNT -> Logarithm.ln(1 + slots.slotCount(i));
            case SLOT_NOW -> Logarithm.ln(1 + slots.now(i));
            case SLOT_BEFORE -> slots.slotCount(i) == 0 ? Double.NaN : Logarithm.ln(1 + slots.before(i));
            case SLOT_SHARE -> history.count() == 0 ? Double.NaN : slots.slotCount(i) / (double) history.count();
            case SLOT_DUE -> slots.due(i);
            case SLOT_PHASE -> slots.phase(i);
            case OWN_SINCE -> draft.token < 0 ? Double.NaN : slots.since(history.ownSlot());
            case OWN_COUNT -> draft.token < 0 ? Double.NaN : Logarithm.ln(1 + slots.slotCount(history.ownSlot()));
            case OWN_DUE -> draft.token < 0 ? Double.NaN : slots.due(history.ownSlot());
            case OWN_PHASE -> draft.token < 0 ? Double.NaN : slots.phase(history.ownSlot());
            case NEAREST_DUE -> slots.nearestDue();
            case NEAREST_SLOT -> slots.nearestSlot();
            case SLOT_ECHO -> slots.slotCount(i) == 0 ? Double.NaN : slots.echo(i);
            case ECHO_SLOT -> slots.echoSlot();
            case ECHO_COUNT -> slots.echoes();
            case ECHO_STRONG_COUNT -> slots.strongEchoes();
            case DUE_CHANCE -> slots.dueChance();
            case DUE_SLOT -> slots.dueSlot();
            case STANDING_NUMBER -> draft.token < 0 ? Double.NaN : signed(slots.standing.number(i));
            case STANDING_ZEROS -> draft.token < 0 ? Double.NaN : zeros(slots.standing.number(i));
            case STANDING_ELSEWHERE -> draft.token < 0 ? -1 : slots.standing.surest();
            case STANDING -> draft.token < 0 ? 0 : slots.standing.kind(history.ownSlot());
            case ORDER_SLOT -> slots.orders().slot() + 1;
            case ORDER_STRENGTH -> slots.orders().strength();
            case ORDER_CONFIRMATIONS -> slots.orders().confirmations();
            case ORDER_RUN -> slots.orders().run();
            case ORDER_PASSED -> slots.orders().passed();
            case STANDING_RUN -> draft.token < 0 ? -1 : slots.standing.run(history.ownSlot());
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
            case NUMBER_OWN -> draft.token < 0 ? Double.NaN : signed(marks.ownNumber(i));
            case NUMBER_OWN_ZEROS -> draft.token < 0 ? Double.NaN : zeros(marks.ownNumber(i));
            case NUMBER_OWN_LEVEL -> draft.token < 0 ? Double.NaN : marks.ownLevel(i);
            case NUMBER_OWN_SHARE -> draft.token < 0 ? Double.NaN : marks.ownLevel(i) - marks.balanceLevel();
            case NUMBER -> signed(draft.numbers[i]);
            case BIN -> draft.bin;
            case OPENS -> draft.opens ? 1 : 0;
            case BALANCE -> signed(state.getLong(plan.balance));
            case BALANCE_AWAY -> signed(history.balance()) - marks.runningLevel();
            case BALANCE_LEVEL -> marks.runningLevel();
            case BALANCE_SWING -> marks.runningSwing();
            case CATEGORY_LAST ->
                history.count() == 0 ? Double.NaN : state.getShort(plan.categories + StatePlan.CATEGORY_BLOCK * i);
            case CATEGORY_AGREEMENT -> marks.agreement(i);
            case CATEGORY -> draft.categories[i];
            case CATEGORY_OWN ->
                draft.token < 0 || slots.slotCount(history.ownSlot()) == 0 ? Double.NaN : marks.ownCategory(i);
            case STATIC_NUMBER -> signed(state.getLong(plan.statics + 8 * i));
            case STATIC_CATEGORY -> {
                long value = state.getLong(plan.statics + 8 * i);
                yield value == ColumnFormat.MISSING ? 0 : value + 1;
            }
            case KEY_USED -> Logarithm.ln(1 + state.getShort(plan.keys + i * StatePlan.KEY_BLOCK));
            case KEY_FRESHNESS ->
                history.count() == 0
                        ? Double.NaN
                        : state.getShort(plan.keys + i * StatePlan.KEY_BLOCK) / (double) history.count();
            case KEY_OWN -> draft.token < 0 || marks.ownKey(i) == 0 ? 0 : 1;
            case BALANCE_MEAN -> draft.token < 0 ? Double.NaN : marks.meanBalanceLevel();
            case PACE ->
                history.pace < 0 ? Double.NaN : history.pace % shape.pace().sizes();
            case HABIT ->
                history.pace < 0 ? Double.NaN : history.pace / shape.pace().sizes();
            case HOUR_MEAN -> history.count() == 0 ? Double.NaN : state.getFloat(StatePlan.HOUR_MEAN);
        };
    }

    private double rest() {
        long micros = WallClock.DAY - Math.floorMod(draft.localMicros, WallClock.DAY);
        return Math.floor(HALF_OCTAVES * logSeconds(micros));
    }

    private double daysToMonthEnd() {
        long date = history.date();
        return (date >> 8 & 255) - (date & 255);
    }

    private double labelled(int at) {
        ChainState state = history.state;
        if (state.getInt(StatePlan.LABELLED) == 0) {
            return Double.NaN;
        }
        return Logarithm.ln(1 + Math.max(0, history.viewSecond - state.getInt(at)));
    }

    static double signed(long value) {
        return value == ColumnFormat.MISSING ? Double.NaN : Logarithm.signed(value);
    }

    private static double zeros(long value) {
        return value == ColumnFormat.MISSING ? Double.NaN : FreshLaw.zerosOf(value);
    }

    static double logSeconds(long micros) {
        return Logarithm.ln(1 + Math.max(0, micros) * 1e-6);
    }
}
