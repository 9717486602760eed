package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;

/**
 * What the slots of a history's entity remember of their standing orders from the point of view: "this day" is its day of the
 * month, or of the slot's own cycle. Scratch of one history.
 */
final class SlotOrders {
    private final History history;
    private final SlotPast slots;
    private final StatePlan plan;
    private final EventDraft draft;
    private final int memory; // orders of a slot; 0 where none are remembered
    private final int[] cycleBySlot;
    private final StandingOrders orders;

    SlotOrders(History history, SlotPast slots, int memory) {
        this.history = history;
        this.slots = slots;
        this.memory = memory;
        plan = history.plan;
        draft = history.draft;
        cycleBySlot = history.shape.due().cycleBySlot();
        orders = new StandingOrders(
                memory,
                WallClock.day(history.clock.local(history.shape.originMicros())),
                draft.categories.length,
                draft.keys.length);
    }

    /** Days of the cycle that a slot's orders and echoes go by; 0 for a month. */
    int cycle(int slot) {
        return cycleBySlot[slot];
    }

    private int from(int slot) {
        return plan.slot(slot) + plan.slotStanding;
    }

    /** Where the slot remembers an order of this day that has not come today; -1 if it does not. */
    private int order(int slot) {
        int order = memory == 0 ? -1 : orders.find(history.state, from(slot), draft.day, cycle(slot));
        return order >= 0 && orders.passed(history.state, order, draft.day) > 0 ? order : -1;
    }

    /** Notes the draft's amount among the orders of a slot. */
    void note(int slot) {
        if (memory > 0 && draft.numbers[0] != ColumnFormat.MISSING) {
            orders.note(history.state, from(slot), draft, cycle(slot));
        }
    }

    /** How strongly an order of this day is due, less than {@link DueLaw#STRENGTHS}; -1 if none is. */
    int strength(int slot) {
        int order = order(slot);
        if (order < 0 || !orders.alive(history.state, order, draft.day, cycle(slot))) {
            return -1;
        }
        boolean kept = orders.confirmed(history.state, order) || orders.run(history.state, order) > 1;
        return kept ? 2 : slots.slotCount(slot) == 1 ? 0 : 1;
    }

    /** 1 if the slot remembers an order of this day, 2 if its amount is confirmed, else 0. */
    int kind(int slot) {
        int order = order(slot);
        return order < 0 ? 0 : orders.confirmed(history.state, order) ? 2 : 1;
    }

    /** Amount of the order of this day that the token at hand has; missing if there is none. */
    long number(int mark) {
        return mark > 0 ? ColumnFormat.MISSING : numberOf(history.ownSlot());
    }

    /** Amount of the order of this day that a slot has; missing if there is none. */
    long numberOf(int slot) {
        int order = order(slot);
        return order < 0 ? ColumnFormat.MISSING : history.state.getLong(order);
    }

    /** How often the surest order of the token at hand came again, whatever its day; -1 if there is none. */
    int surest() {
        int slot = history.ownSlot();
        return memory == 0 ? -1 : orders.surest(history.state, from(slot), draft.day, cycle(slot));
    }

    /** Value, plus 1, that the order of this day had with the token at hand; 0 if there is none. */
    int category(int mark) {
        int order = order(history.ownSlot());
        return order < 0 ? 0 : orders.category(history.state, order, mark);
    }

    /** Place, plus 1, of the key that the order of this day had with the token at hand; 0 if there is none. */
    int key(int column) {
        int order = order(history.ownSlot());
        return order < 0 ? 0 : orders.key(history.state, order, column);
    }

    /** How often the order of this day that a slot has came with the same amount; 0 if there is none. */
    int confirmations(int slot) {
        int order = order(slot);
        return order < 0 ? 0 : orders.confirmations(history.state, order);
    }

    /** Cycles in a row in which the order of this day that a slot has kept it; -1 if there is none. */
    int run(int slot) {
        int order = order(slot);
        return order < 0 ? -1 : orders.run(history.state, order);
    }

    /** Days since the order of this day that a slot has last came; NaN if there is none. */
    double passed(int slot) {
        int order = order(slot);
        return order < 0 ? Double.NaN : orders.passed(history.state, order, draft.day);
    }
}
