package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;

/** What the past of a history's entity says of its marks and keys. Scratch of one history. */
final class MarkPast {
    static final int MOST_LEVEL_EVENTS = 200;

    private final History history;
    private final SlotPast slots;
    private final StatePlan plan;
    private final EventDraft draft;
    private float runningLevel; // that the entity is taken to have; NaN where its past tells
    private float runningSwing;

    MarkPast(History history, SlotPast slots) {
        this.history = history;
        this.slots = slots;
        plan = history.plan;
        draft = history.draft;
    }

    /** Which of the kinds of {@link NumberLaw} with such ratios a value of the mark is. */
    int kind(int mark, long value, Ratios ratios) {
        if (value == ColumnFormat.MISSING) {
            return NumberLaw.MISSING;
        }
        int repeated = value == slots.standing.number(mark)
                ? NumberLaw.STANDING
                : value == ownNumber(mark)
                        ? NumberLaw.OWN
                        : value == lastNumber(mark) ? NumberLaw.LAST : NumberLaw.FRESH;
        if (repeated != NumberLaw.FRESH) {
            return repeated;
        }
        long base = ratioBase(mark);
        for (int ratio = 0; ratio < ratios.size(); ratio++) {
            if (value == ratios.times(ratio, base)) {
                return NumberLaw.KINDS + ratio;
            }
        }
        return NumberLaw.FRESH;
    }

    /** What ratios are of; missing if there is none. */
    long ratioBase(int mark) {
        long standing = slots.standing.number(mark);
        return standing == ColumnFormat.MISSING ? ownNumber(mark) : standing;
    }

    double mean(int mark) {
        int at = plan.numbers + mark * StatePlan.NUMBER_BLOCK;
        return history.state.getLong(at) == ColumnFormat.MISSING ? Double.NaN : history.state.getFloat(at + 16);
    }

    double deviation(int mark) {
        int at = plan.numbers + mark * StatePlan.NUMBER_BLOCK;
        if (history.state.getLong(at) == ColumnFormat.MISSING) {
            return Double.NaN;
        }
        float mean = history.state.getFloat(at + 16);
        return Math.sqrt(Math.max(0, history.state.getFloat(at + 20) - mean * mean));
    }

    /** Value of a mark at the entity's last event of the token at hand; missing if there was none. */
    long ownNumber(int mark) {
        return history.state.getLong(plan.slot(history.ownSlot()) + plan.slotNumbers + 8 * mark);
    }

    /** Mean of sign(x) ln(1 + |x|) over the entity's normal values of a mark with the token at hand; NaN if none. */
    double ownLevel(int mark) {
        return history.state.getFloat(plan.slot(history.ownSlot()) + plan.slotLevels + 4 * mark);
    }

    /** Events of the entity's past that {@link #ownLevel} rests on: older ones than these are forgotten. */
    int levelEvents() {
        return Math.min(slots.slotCount(history.ownSlot()), MOST_LEVEL_EVENTS);
    }

    /** The level of the entity that a law draws fresh numbers from; NaN if it has none. */
    double level(NumberLaw law, int mark) {
        if (law.level() == null) {
            return law.near() == null ? Double.NaN : law.overMean() ? meanBalanceLevel() : balanceLevel();
        }
        return law.level().of(history.cluster, ownLevel(mark), levelEvents());
    }

    /** ln(1 + running column); NaN where that is not above 0. */
    double balanceLevel() {
        long balance = history.balance();
        return balance > 0 ? Logarithm.signed(balance) : Double.NaN;
    }

    /** Sum of the running column, where it is above 0, over the seconds of the entity's life up to the point of view. */
    double accrued() {
        if (plan.accrued < 0 || history.count() == 0) {
            return 0;
        }
        double seconds = (draft.timeMicros - history.state.getLong(StatePlan.LAST_TIME)) * 1e-6;
        return history.state.getDouble(plan.accrued) + Math.max(0, history.balance()) * Math.max(0, seconds);
    }

    /**
     * ln(1 + mean of the running column since the last event of the token at hand, or since the entity's first); NaN where that
     * is not above 0.
     */
    double meanBalanceLevel() {
        if (plan.accrued < 0 || history.count() == 0) {
            return Double.NaN;
        }
        int slot = plan.slot(history.ownSlot());
        boolean again = slots.slotCount(history.ownSlot()) > 0;
        long first = Math.floorDiv(
                history.state.getLong(StatePlan.FIRST_TIME) - history.shape.originMicros(), WallClock.SECOND);
        long since = again ? history.state.getInt(slot + StatePlan.SLOT_SECOND) : first;
        long seconds = history.viewSecond - since;
        if (seconds <= 0) {
            return balanceLevel();
        }
        double sum = accrued() - (again ? history.state.getDouble(slot + plan.slotAccrued) : 0);
        return sum < seconds ? Double.NaN : Logarithm.ln(1 + sum / seconds);
    }

    /** Makes these the level and the swing of the entity's running column; what the history remembers has to be forgotten. */
    void takeRunning(float level, float swing) {
        runningLevel = level;
        runningSwing = swing;
    }

    /**
     * Where the logarithm of the running column lies over the entity's life: as it was given, or as far as the past tells
     * where the entity is not of our making. NaN where no column runs.
     */
    double runningLevel() {
        RunningLaw law = history.shape.running();
        if (!Float.isNaN(runningLevel) || law == null) {
            return runningLevel;
        }
        double seconds = (draft.timeMicros - history.state.getLong(StatePlan.FIRST_TIME)) * 1e-6;
        double sum = accrued();
        boolean known = history.count() > 0 && seconds > 0 && sum > seconds;
        return law.level().ofAll(known ? Logarithm.ln(1 + sum / seconds) : Double.NaN, history.count());
    }

    /** How far it swings around that. */
    double runningSwing() {
        RunningLaw law = history.shape.running();
        return !Float.isNaN(runningSwing) || law == null
                ? runningSwing
                : law.swing().ofAll(Double.NaN, 0);
    }

    double spread(NumberLaw law) {
        return law.level() == null ? 1 : law.level().spread(levelEvents());
    }

    /** The value, plus 1, that a kind of {@link CategoryLaw} repeats; 0 if there is none. */
    int remembered(int mark, int kind) {
        return switch (kind) {
            case CategoryLaw.OWN -> slots.slotCount(history.ownSlot()) == 0 ? 0 : ownCategory(mark);
            case CategoryLaw.LAST -> history.state.getShort(plan.categories + StatePlan.CATEGORY_BLOCK * mark + 2);
            case CategoryLaw.STANDING -> slots.standing.category(mark);
            case CategoryLaw.OTHER -> history.state.getShort(plan.categories + StatePlan.CATEGORY_BLOCK * mark + 4);
            default -> 0;
        };
    }

    /** Which of the remembered values are there, and which are one: bits. */
    double agreement(int mark) {
        if (draft.token < 0) {
            return Double.NaN;
        }
        int own = remembered(mark, CategoryLaw.OWN);
        int last = remembered(mark, CategoryLaw.LAST);
        int other = remembered(mark, CategoryLaw.OTHER);
        int standing = remembered(mark, CategoryLaw.STANDING);
        return (own > 0 ? 1 : 0)
                + (last > 0 ? 2 : 0)
                + (own == last ? 4 : 0)
                + (other > 0 ? 8 : 0)
                + (own == other ? 16 : 0)
                + (standing > 0 ? 32 : 0)
                + (standing > 0 && standing == own ? 64 : 0);
    }

    /** Value of a mark when it was last there. */
    long lastNumber(int mark) {
        return history.state.getLong(plan.numbers + mark * StatePlan.NUMBER_BLOCK);
    }

    int ownCategory(int mark) {
        return history.state.getShort(plan.slot(history.ownSlot()) + plan.slotCategories + 2 * mark);
    }

    /** Slot of the key that the entity last used with the token at hand, plus 1; 0 if none. */
    int ownKey(int key) {
        return history.state.getShort(plan.slot(history.ownSlot()) + plan.slotKeys + 2 * key);
    }

    /** Place in the pool of the key that the entity last used, plus 1; 0 if none. */
    int lastKey(int key) {
        return history.state.getShort(plan.keys + key * StatePlan.KEY_BLOCK + 2);
    }

    /** Keys that the entity has used so far. */
    int usedKeys(int key) {
        return history.state.getShort(plan.keys + key * StatePlan.KEY_BLOCK);
    }
}
