package io.understudy.model.neural;

import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventDraft;
import io.understudy.model.chain.History;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.WallClock;

/**
 * Tells in which cells the variables of an event lie. Fit, sampler and scorer all go through it, so that they cannot
 * disagree. Immutable; all it knows of the event and its past it asks of a history.
 */
public final class EventCoder {
    private final ChainShape shape;
    private final NeuralLaws laws;
    private final NetPlan plan;
    private final boolean[] nullableNumbers;
    private final boolean[] nullableKeys;

    public EventCoder(ChainShape shape, NeuralLaws laws, NetPlan plan) {
        this.shape = shape;
        this.laws = laws;
        this.plan = plan;
        nullableNumbers = nullable(shape.numericColumns());
        nullableKeys = nullable(shape.keyColumns());
    }

    private boolean[] nullable(int[] columns) {
        boolean[] nullable = new boolean[columns.length];
        for (int i = 0; i < columns.length; i++) {
            nullable[i] = shape.layout().column(columns[i]).nullable();
        }
        return nullable;
    }

    /** What is known before the event: statics and running column. */
    public void past(History history, int[] cells) {
        cells[NetPlan.BALANCE] =
                laws.balanceBins() == null ? 0 : laws.balanceBins().find(history.balance());
        for (int i = 0; i < laws.statics().size(); i++) {
            cells[plan.fixed(i)] = fixedCell(i, history.staticCell(i));
        }
    }

    /** Cell of a static column; 0 where its value is not known to the model. */
    public int fixedCell(int index, long value) {
        NeuralLaws.Fixed fixed = laws.statics().get(index);
        if (fixed.names() != null) {
            return Math.max(0, fixed.names().cell(value == ColumnFormat.MISSING ? 0 : value + 1));
        }
        return value == ColumnFormat.MISSING ? 0 : 1 + fixed.bins().find(value);
    }

    /** When the event is, seen from the last one; the history looks from the event's own time. */
    public void time(History history, int[] cells) {
        EventDraft draft = history.draft();
        if (history.count() == 0) {
            cells[NetPlan.GAP] = 0;
        } else {
            long days = draft.day - history.lastDay();
            cells[NetPlan.GAP] = days <= 0
                    ? withinCell(draft.timeMicros - history.lastMicros())
                    : 1 + laws.gap().within() + GapFrame.bucket(days);
        }
        calendar(draft.day, cells);
        cells[NetPlan.HOUR] = laws.gap().times() == null
                ? 0
                : (int) (Math.floorMod(draft.localMicros, WallClock.DAY) / 3_600_000_000L);
    }

    private int withinCell(long micros) {
        return laws.gap().gaps() == null ? 1 : 1 + laws.gap().gaps().find(micros / shape.resolutionMicros());
    }

    /** Day of the event. */
    static void calendar(long day, int[] cells) {
        cells[NetPlan.WEEKDAY] = WallClock.weekday(day);
        cells[NetPlan.DAY] = (int) (WallClock.civil(day) & 255) - 1;
    }

    /** Cell of the days to the end of a day's month. */
    public static int monthEnd(long day) {
        long civil = WallClock.civil(day);
        return (int) Math.min(NetPlan.MONTH_END_CELLS - 1, (civil >> 8 & 255) - (civil & 255));
    }

    /** Class, token and marks of the draft. */
    public void marks(History history, int[] cells) {
        EventDraft draft = history.draft();
        cells[NetPlan.MET] = Math.max(0, draft.label);
        cells[NetPlan.LABEL] = shape.borneByKey(draft.label) ? 0 : cells[NetPlan.MET];
        cells[NetPlan.TOKEN] = draft.token < 0 ? 0 : 1 + laws.token().cell(draft.token);
        for (int i = 0; i < draft.categories.length; i++) {
            cells[plan.category(i)] =
                    Math.max(0, laws.categories().get(i).alphabet().cell(draft.categories[i]));
        }
        for (int i = 0; i < draft.numbers.length; i++) {
            cells[plan.kind(i)] = numberKind(history, i, draft.numbers[i]);
            cells[plan.value(i)] = valueCell(i, draft.numbers[i]);
        }
        for (int i = 0; i < draft.keys.length; i++) {
            cells[plan.key(i)] = keyKind(history, i, draft.keys[i]);
        }
    }

    /** Cell of a numeric mark's value. */
    public int valueCell(int mark, long value) {
        Bins bins = laws.numbers().get(mark);
        return value == ColumnFormat.MISSING ? 0 : 1 + bins.find(value);
    }

    /** How a value of a numeric mark came about: one of {@link NumberLaw}'s kinds. */
    public static int numberKind(History history, int mark, long value) {
        return value == ColumnFormat.MISSING
                ? NumberLaw.MISSING
                : value == own(history, mark)
                        ? NumberLaw.OWN
                        : value == history.lastNumber(mark) ? NumberLaw.LAST : NumberLaw.FRESH;
    }

    private static long own(History history, int mark) {
        return history.draft().token < 0 ? ColumnFormat.MISSING : history.ownNumber(mark);
    }

    /** Bits of the kinds that a numeric mark may have. */
    public long numberKinds(History history, int mark) {
        long own = own(history, mark);
        long last = history.lastNumber(mark);
        return 1L << NumberLaw.FRESH
                | (nullableNumbers[mark] ? 1L << NumberLaw.MISSING : 0)
                | (own != ColumnFormat.MISSING ? 1L << NumberLaw.OWN : 0)
                | (last != ColumnFormat.MISSING && last != own ? 1L << NumberLaw.LAST : 0);
    }

    /** How a key came about: one of {@link KeyLaw}'s kinds, from its place in the entity's pool plus 1. */
    public static int keyKind(History history, int key, int place) {
        int own = history.draft().token < 0 ? 0 : history.ownKey(key);
        return place == 0
                ? KeyLaw.MISSING
                : place > history.usedKeys(key)
                        ? KeyLaw.FRESH
                        : place == own ? KeyLaw.OWN : place == history.lastKey(key) ? KeyLaw.LAST : KeyLaw.OLD;
    }

    /** Bits of the kinds that a key may have. */
    public long keyKinds(History history, int key) {
        int own = history.draft().token < 0 ? 0 : history.ownKey(key);
        int last = history.lastKey(key);
        int others = history.usedKeys(key) - (own > 0 ? 1 : 0) - (last > 0 && last != own ? 1 : 0);
        return 1L << KeyLaw.FRESH
                | (nullableKeys[key] ? 1L << KeyLaw.MISSING : 0)
                | (own > 0 ? 1L << KeyLaw.OWN : 0)
                | (last > 0 && last != own ? 1L << KeyLaw.LAST : 0)
                | (others > 0 ? 1L << KeyLaw.OLD : 0);
    }
}
