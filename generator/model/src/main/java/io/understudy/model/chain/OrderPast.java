package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;

/** What a slot that is due on the day at hand remembers of its order, one slot at a time. Scratch of one history. */
final class OrderPast {
    private final History history;
    private final SlotPast slots;
    private final DueLaw law;
    private final boolean numbered;
    private int slot = -1; // that is asked for

    OrderPast(History history, SlotPast slots) {
        this.history = history;
        this.slots = slots;
        law = history.shape.due();
        numbered = history.shape.numericColumns().length > 0;
    }

    /** Makes {@code due}, which is due on the day at hand, the slot that is asked for. */
    void take(int due) {
        slot = due;
    }

    /** Chance that the order of {@code due}, which is due with {@code strength}, comes on the day at hand. */
    float chance(int due, int strength) {
        float usual = law.chances()[due * DueLaw.STRENGTHS + strength];
        if (law.comes() == null || usual == 0) {
            return usual;
        }
        take(due);
        return (float) law.comes().probability(history, 1);
    }

    int slot() {
        return slot;
    }

    double strength() {
        return slot < 0 ? Double.NaN : slots.due(slot, law.rhythmBySlot()[slot]);
    }

    double confirmations() {
        return slot < 0 ? Double.NaN : slots.standing.confirmations(slot);
    }

    double run() {
        return slot < 0 ? Double.NaN : slots.standing.run(slot);
    }

    double passed() {
        return slot < 0 ? Double.NaN : slots.standing.passed(slot);
    }

    /** The order's amount; that of the slot's last event where the day of the month has none. */
    long number() {
        if (slot < 0 || !numbered) {
            return ColumnFormat.MISSING;
        }
        long standing = slots.standing.numberOf(slot);
        return standing != ColumnFormat.MISSING
                ? standing
                : history.state.getLong(history.plan.slot(slot) + history.plan.slotNumbers);
    }

    double level() {
        return slot < 0 || !numbered
                ? Double.NaN
                : PastFeatures.signed(number())
                        - history.state.getFloat(history.plan.slot(slot) + history.plan.slotLevels);
    }

    double count() {
        return slot < 0 ? Double.NaN : Logarithm.ln(1 + slots.slotCount(slot));
    }

    double since() {
        return slot < 0 ? Double.NaN : history.draft.day - slots.slotDay(slot);
    }
}
