package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EventFrame;
import java.util.Arrays;
import java.util.List;

/** Translates between the cells of a frame and the tokens, classes and marks of a draft. Immutable. */
public final class FrameBook {
    private final ChainShape shape;
    private final BalanceRule balance;
    private final List<TimeColumn> times;
    private final int[] types;
    private final int[] labels;
    private final int[] numbers;
    private final int[] categories;
    private final int[] statics;
    private final int[] keys;
    private final int labelIndex;
    private final int timeIndex;
    private final int classes;

    /** {@code balance} is null where no column runs. */
    public FrameBook(ChainShape shape, BalanceRule balance, List<TimeColumn> times) {
        this.shape = shape;
        this.balance = balance;
        this.times = List.copyOf(times);
        types = shape.typeColumns();
        labels = shape.labelColumns();
        numbers = shape.numericColumns();
        categories = shape.categoricalColumns();
        statics = shape.staticColumns();
        keys = shape.keyColumns();
        int at = -1;
        for (int i = 0; i < labels.length; i++) {
            at = labels[i] == shape.layout().labelIndex() ? i : at;
        }
        labelIndex = at;
        timeIndex = shape.layout().timeIndex();
        classes = shape.classes();
    }

    /** Columns of keys that are made anew. */
    public int[] keyColumns() {
        return keys;
    }

    /** The first, hence most frequent, class whose label is {@code label}; 0 if there is none. */
    public int classOf(long label) {
        for (int c = 0; labelIndex >= 0 && c < classes; c++) {
            if (shape.labelValues()[c * labels.length + labelIndex] == label) {
                return c;
            }
        }
        return 0;
    }

    /** The label of a class. */
    long labelOf(int label) {
        return labelIndex < 0 ? shape.layout().normalLabel() : shape.labelValues()[label * labels.length + labelIndex];
    }

    /** Writes the draft of {@code history} into {@code frame}, except entity and key columns. */
    public void write(History history, long running, EventFrame frame) {
        EventDraft draft = history.draft;
        ChainState state = history.state;
        Arrays.fill(frame.values, ColumnFormat.MISSING);
        frame.entity = state.getLong(StatePlan.ENTITY);
        frame.sequence = history.count();
        frame.timeMicros = draft.timeMicros;
        frame.label = labelOf(draft.label);
        frame.values[timeIndex] = draft.timeMicros;
        for (int i = 0; i < types.length; i++) {
            frame.values[types[i]] = shape.tokenValues()[draft.token * types.length + i];
        }
        for (int i = 0; i < labels.length; i++) {
            frame.values[labels[i]] = shape.labelValues()[draft.label * labels.length + i];
        }
        for (int i = 0; i < numbers.length; i++) {
            frame.values[numbers[i]] = draft.numbers[i];
        }
        for (int i = 0; i < categories.length; i++) {
            frame.values[categories[i]] = draft.categories[i] == 0 ? ColumnFormat.MISSING : draft.categories[i] - 1;
        }
        for (int i = 0; i < statics.length; i++) {
            frame.values[statics[i]] = state.getLong(history.plan.statics + 8 * i);
        }
        if (balance != null) {
            frame.values[balance.column()] = running;
        }
        long first = history.count() == 0 ? draft.timeMicros : state.getLong(StatePlan.FIRST_TIME);
        for (TimeColumn column : times) {
            frame.values[column.column()] = column.value(draft.timeMicros, first);
        }
    }

    /** Reads an observed event into the draft of {@code history}. Keys are not read. */
    public void read(EventFrame frame, History history) {
        EventDraft draft = history.draft;
        draft.label = classOf(frame.label);
        draft.token = tokenOf(frame);
        for (int i = 0; i < categories.length; i++) {
            long value = frame.values[categories[i]];
            draft.categories[i] = value == ColumnFormat.MISSING ? 0 : (int) value + 1;
        }
        for (int i = 0; i < numbers.length; i++) {
            draft.numbers[i] = frame.values[numbers[i]];
        }
        if (history.count() == 0) {
            for (int i = 0; i < statics.length; i++) {
                history.state.putLong(history.plan.statics + 8 * i, frame.values[statics[i]]);
            }
        }
    }

    private int tokenOf(EventFrame frame) {
        for (int token = 0; token < shape.tokens(); token++) {
            boolean equal = true;
            for (int i = 0; i < types.length && equal; i++) {
                equal = shape.tokenValues()[token * types.length + i] == frame.values[types[i]];
            }
            if (equal) {
                return token;
            }
        }
        return ChainShape.UNKNOWN;
    }

    /** The derived column's value in {@code frame}, or {@code otherwise} if there is none. */
    public long balanceIn(EventFrame frame, long otherwise) {
        long stated = balance == null ? ColumnFormat.MISSING : frame.values[balance.column()];
        return stated == ColumnFormat.MISSING ? otherwise : stated;
    }
}
