package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;

/** Makes the draft of a history the last event of its state. Scratch of one history. */
final class PastUpdate {
    private static final float GAP_MEMORY = 0.15f;
    private static final long EPISODE_BREAK_SECONDS = 3 * 86_400L;

    private final History history;
    private final SlotPast slots;
    private final ChainShape shape;
    private final StatePlan plan;
    private final WallClock clock;
    private final EventDraft draft;

    PastUpdate(History history, SlotPast slots) {
        this.history = history;
        this.slots = slots;
        shape = history.shape;
        plan = history.plan;
        clock = history.clock;
        draft = history.draft;
    }

    /** Notes the draft's day of the month, or of its cycle, in a slot; days that passed without the token lose their echo. */
    private void appendEcho(int slot, int cycle, boolean first, long lastDay) {
        int once = first ? 0 : history.state.getInt(slot + StatePlan.SLOT_ECHO);
        int twice = first ? 0 : history.state.getInt(slot + StatePlan.SLOT_ECHO_TWICE);
        long from = first ? draft.day : Math.max(lastDay + 1, draft.day - (cycle == 0 ? SlotPast.MONTH_DAYS : cycle));
        int passed =
                cycle == 0 ? WallClock.daysOfMonth(from, draft.day) : WallClock.daysOfCycle(cycle, from, draft.day);
        once &= ~passed;
        twice &= ~passed;
        int bit = slots.echoBit(cycle);
        if (first || lastDay < draft.day) {
            twice = (once & bit) != 0 ? twice | bit : twice & ~bit;
        }
        history.state.putInt(slot + StatePlan.SLOT_ECHO, once | bit);
        history.state.putInt(slot + StatePlan.SLOT_ECHO_TWICE, twice);
    }

    /** Makes the draft the last event of the state; {@code balance} is the derived column's new value. */
    void append(long balance) {
        int n = history.count();
        long last = history.state.getLong(StatePlan.LAST_TIME);
        double accrued = history.marks.accrued();
        if (n == 0) {
            history.state.putLong(StatePlan.FIRST_TIME, draft.timeMicros);
        }
        appendTime(n, last);
        appendLabel();
        for (int i = 3; i > 0; i--) {
            history.state.putShort(StatePlan.TOKENS + 2 * i, history.state.getShort(StatePlan.TOKENS + 2 * i - 2));
        }
        history.state.putShort(StatePlan.TOKENS, draft.token + 1);
        history.state.putLong(StatePlan.LAST_TIME, draft.timeMicros);
        history.state.putInt(StatePlan.COUNT, n + 1);
        appendMarks(n);
        history.state.putLong(plan.balance, balance);
        if (plan.accrued >= 0) {
            history.state.putDouble(plan.accrued, accrued);
        }
        if (draft.token >= 0) {
            appendEcho(
                    plan.slot(history.ownSlot()),
                    slots.standing.cycle(history.ownSlot()),
                    slots.slotCount(history.ownSlot()) == 0,
                    slots.slotDay(history.ownSlot()));
            appendSlot(plan.slot(history.ownSlot()));
            if (plan.accrued >= 0) {
                history.state.putDouble(plan.slot(history.ownSlot()) + plan.slotAccrued, accrued);
            }
            slots.standing.note(history.ownSlot());
        }
        slots.forget();
    }

    private void appendTime(int n, long last) {
        if (n > 0) {
            float gap = (float) PastFeatures.logSeconds(draft.timeMicros - last);
            history.state.putFloat(StatePlan.GAPS + 8, history.state.getFloat(StatePlan.GAPS + 4));
            history.state.putFloat(StatePlan.GAPS + 4, history.state.getFloat(StatePlan.GAPS));
            history.state.putFloat(StatePlan.GAPS, gap);
            float mean = history.state.getFloat(StatePlan.GAP_MEAN);
            history.state.putFloat(StatePlan.GAP_MEAN, n == 1 ? gap : mean + GAP_MEMORY * (gap - mean));
            float total = history.state.getFloat(StatePlan.GAP_TOTAL);
            history.state.putFloat(StatePlan.GAP_TOTAL, total + (gap - total) / n);
        }
        boolean sameInstant = n > 0 && draft.timeMicros == last;
        boolean sameDay = n > 0 && draft.day == WallClock.day(clock.local(last));
        history.state.putInt(
                StatePlan.INSTANT_COUNT, sameInstant ? history.state.getInt(StatePlan.INSTANT_COUNT) + 1 : 1);
        history.state.putInt(StatePlan.DAY_COUNT, sameDay ? history.state.getInt(StatePlan.DAY_COUNT) + 1 : 1);
        if (!sameDay) {
            float hour = (float) (Math.floorMod(draft.localMicros, WallClock.DAY) / 3.6e9);
            float mean = history.state.getFloat(StatePlan.HOUR_MEAN);
            history.state.putFloat(StatePlan.HOUR_MEAN, n == 0 ? hour : mean + GAP_MEMORY * (hour - mean));
        }
    }

    private void appendLabel() {
        int label = shape.borneByKey(draft.label) ? 0 : Math.max(0, draft.label);
        history.state.putShort(StatePlan.LAST_LABEL, label);
        if (label > 0) {
            int now = history.viewSecond;
            int labelled = history.state.getInt(StatePlan.LABELLED);
            if (labelled == 0 || now - history.state.getInt(StatePlan.LABELLED_SECOND) > EPISODE_BREAK_SECONDS) {
                history.state.putInt(StatePlan.EPISODE_SECOND, now);
            }
            history.state.putInt(StatePlan.LABELLED_SECOND, now);
            history.state.putInt(StatePlan.LABELLED, labelled + 1);
            history.state.putShort(StatePlan.LAST_RARE, label);
        }
    }

    private void appendMarks(int n) {
        for (int i = 0; i < draft.numbers.length; i++) {
            long value = draft.numbers[i];
            if (value == ColumnFormat.MISSING) {
                continue;
            }
            int at = plan.numbers + i * StatePlan.NUMBER_BLOCK;
            boolean first = history.state.getLong(at) == ColumnFormat.MISSING;
            float level = (float) PastFeatures.signed(value);
            float mean = history.state.getFloat(at + 16);
            float square = history.state.getFloat(at + 20);
            float weight = first ? 1 : Math.max(1f / (n + 1), 1f / MarkPast.MOST_LEVEL_EVENTS);
            history.state.putLong(at + 8, history.state.getLong(at));
            history.state.putLong(at, value);
            history.state.putFloat(at + 16, mean + weight * (level - mean));
            history.state.putFloat(at + 20, square + weight * (level * level - square));
        }
        for (int i = 0; i < draft.categories.length; i++) {
            int at = plan.categories + StatePlan.CATEGORY_BLOCK * i;
            history.state.putShort(at, draft.categories[i]);
            int before = history.state.getShort(at + 2);
            if (draft.categories[i] > 0 && draft.categories[i] != before) {
                history.state.putShort(at + 4, before);
                history.state.putShort(at + 2, draft.categories[i]);
            }
        }
        for (int i = 0; i < draft.keys.length; i++) {
            int at = plan.keys + i * StatePlan.KEY_BLOCK;
            if (draft.keys[i] > 0) {
                history.state.putShort(at, Math.max(history.state.getShort(at), draft.keys[i]));
                history.state.putShort(at + 2, draft.keys[i]);
            }
        }
    }

    private void appendSlot(int slot) {
        int now = history.viewSecond;
        int seen = history.state.getInt(slot + StatePlan.SLOT_COUNT);
        boolean usual = draft.label <= 0 || shape.borneByKey(draft.label);
        if (seen > 0) {
            int seconds = Math.max(0, now - history.state.getInt(slot + StatePlan.SLOT_SECOND));
            history.state.putFloat(slot + StatePlan.SLOT_INTERVAL, (float) Logarithm.ln(1 + seconds));
        }
        boolean again = history.state.getInt(slot + StatePlan.SLOT_INDEX)
                > history.count() - history.state.getInt(StatePlan.INSTANT_COUNT);
        if (!again) {
            history.state.putInt(slot + StatePlan.SLOT_BEFORE, history.state.getInt(slot + StatePlan.SLOT_NOW));
        }
        history.state.putInt(
                slot + StatePlan.SLOT_NOW, again ? history.state.getInt(slot + StatePlan.SLOT_NOW) + 1 : 1);
        history.state.putInt(slot + StatePlan.SLOT_INDEX, history.count());
        history.state.putInt(slot + StatePlan.SLOT_SECOND, now);
        history.state.putInt(slot + StatePlan.SLOT_COUNT, seen + 1);
        for (int i = 0; i < draft.numbers.length; i++) {
            if (draft.numbers[i] != ColumnFormat.MISSING) {
                if (usual) {
                    int at = slot + plan.slotLevels + 4 * i;
                    float level = (float) PastFeatures.signed(draft.numbers[i]);
                    float mean = history.state.getFloat(at);
                    float weight = Math.max(1f / (seen + 1), 1f / MarkPast.MOST_LEVEL_EVENTS);
                    history.state.putFloat(at, Float.isNaN(mean) ? level : mean + weight * (level - mean));
                }
                history.state.putLong(slot + plan.slotNumbers + 8 * i, draft.numbers[i]);
            }
        }
        for (int i = 0; i < draft.categories.length; i++) {
            history.state.putShort(slot + plan.slotCategories + 2 * i, draft.categories[i]);
        }
        for (int i = 0; i < draft.keys.length; i++) {
            if (draft.keys[i] > 0) {
                history.state.putShort(slot + plan.slotKeys + 2 * i, draft.keys[i]);
            }
        }
    }
}
