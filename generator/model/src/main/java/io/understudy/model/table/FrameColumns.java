package io.understudy.model.table;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventBatch;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.TimeColumn;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Where the parts of an event go in a frame. Immutable. */
final class FrameColumns {
    private final WordPlan plan;
    private final int timeColumn;
    private final int[] entityColumns;
    private final int[] typeColumns;
    private final int[] labelColumns;
    private final int[] categoryColumns;
    private final int[] numberColumns;
    private final int[] staticColumns;
    private final int[] emptyColumns;
    private final TimeColumn[] times;
    private final int balanceColumn; // -1 where no column runs
    private final long[] tokenValues; // [token * types + i]
    private final long[] labelValues; // [class * labels + i]
    private final long[] labelByClass; // of the frame
    final int[] keyColumns;

    FrameColumns(ChainShape shape, TableLaws laws) {
        EventLayout layout = shape.layout();
        plan = new WordPlan(shape, laws.balance() != null, laws.stay() != null);
        timeColumn = layout.timeIndex();
        entityColumns = Arrays.stream(layout.indexes(ColumnRole.ENTITY))
                .filter(c -> !(layout.column(c).format() instanceof ColumnFormat.Dictionary))
                .toArray();
        typeColumns = shape.typeColumns();
        labelColumns = shape.labelColumns();
        categoryColumns = shape.categoricalColumns();
        numberColumns = shape.numericColumns();
        staticColumns = shape.staticColumns();
        keyColumns = shape.keyColumns();
        times = laws.times().toArray(TimeColumn[]::new);
        balanceColumn = laws.balance() == null ? -1 : laws.balance().column();
        tokenValues = shape.tokenValues();
        labelValues = shape.labelValues();
        labelByClass = new long[shape.classes()];
        Arrays.fill(labelByClass, layout.normalLabel());
        for (int i = 0; i < labelColumns.length; i++) {
            for (int c = 0; labelColumns[i] == layout.labelIndex() && c < labelByClass.length; c++) {
                labelByClass[c] = labelValues[c * labelColumns.length + i];
            }
        }
        emptyColumns = IntStream.range(0, layout.size())
                .filter(c -> !written(c, layout))
                .toArray();
    }

    private boolean written(int column, EventLayout layout) {
        return column == timeColumn
                || column == balanceColumn
                || layout.column(column).role() == ColumnRole.ID
                || Arrays.stream(times).anyMatch(time -> time.column() == column)
                || IntStream.of(entityColumns).anyMatch(c -> c == column)
                || IntStream.of(typeColumns).anyMatch(c -> c == column)
                || IntStream.of(labelColumns).anyMatch(c -> c == column)
                || IntStream.of(categoryColumns).anyMatch(c -> c == column)
                || IntStream.of(numberColumns).anyMatch(c -> c == column)
                || IntStream.of(staticColumns).anyMatch(c -> c == column)
                || IntStream.of(keyColumns).anyMatch(c -> c == column);
    }

    /** Writes the event at hand into {@code frame}, apart from keys and ids. */
    void write(long[] words, EventCodes codes, int label, long micros, long running, EventFrame frame) {
        long[] values = frame.values;
        int[] code = codes.code;
        int count = (int) words[WordPlan.COUNT];
        frame.entity = words[WordPlan.ENTITY];
        frame.sequence = count;
        frame.timeMicros = micros;
        frame.label = labelByClass[label];
        values[timeColumn] = micros;
        for (int column : entityColumns) {
            values[column] = frame.entity;
        }
        int token = (code[CodeBook.TOKEN_0] - 1) * typeColumns.length;
        for (int i = 0; i < typeColumns.length; i++) {
            values[typeColumns[i]] = tokenValues[token + i];
        }
        for (int i = 0; i < labelColumns.length; i++) {
            values[labelColumns[i]] = labelValues[label * labelColumns.length + i];
        }
        int first = codes.firstCategory();
        for (int i = 0; i < categoryColumns.length; i++) {
            int outcome = code[first + i];
            values[categoryColumns[i]] = outcome == 0 ? ColumnFormat.MISSING : outcome - 1;
        }
        for (int i = 0; i < numberColumns.length; i++) {
            values[numberColumns[i]] = codes.numbers[i];
        }
        for (int i = 0; i < staticColumns.length; i++) {
            values[staticColumns[i]] = words[plan.statics + i];
        }
        if (balanceColumn >= 0) {
            values[balanceColumn] = running;
        }
        long begun = count == 0 ? micros : words[WordPlan.FIRST_TIME];
        for (TimeColumn time : times) {
            values[time.column()] = time.value(micros, begun);
        }
        for (int column : emptyColumns) {
            values[column] = ColumnFormat.MISSING;
        }
    }

    /** Writes the events at hand into {@code batch}, apart from keys and ids. */
    void write(Lanes lanes, EventCodes codes, long[] numbers, int count, EventBatch batch) {
        long[] values = batch.values;
        int columns = batch.columns;
        int[] code = lanes.code;
        for (int lane = 0; lane < count; lane++) {
            long[] words = lanes.words[lane];
            long micros = lanes.micros[lane];
            batch.entity[lane] = words[WordPlan.ENTITY];
            batch.sequence[lane] = (int) words[WordPlan.COUNT];
            batch.timeMicros[lane] = micros;
            batch.label[lane] = labelByClass[lanes.label[lane]];
            values[lane * columns + timeColumn] = micros;
        }
        for (int column : entityColumns) {
            for (int lane = 0; lane < count; lane++) {
                values[lane * columns + column] = batch.entity[lane];
            }
        }
        for (int i = 0; i < typeColumns.length; i++) {
            int to = typeColumns[i];
            for (int lane = 0; lane < count; lane++) {
                int token = code[CodeBook.TOKEN_0 * Lanes.MOST + lane] - 1;
                values[lane * columns + to] = tokenValues[token * typeColumns.length + i];
            }
        }
        for (int i = 0; i < labelColumns.length; i++) {
            int to = labelColumns[i];
            for (int lane = 0; lane < count; lane++) {
                values[lane * columns + to] = labelValues[lanes.label[lane] * labelColumns.length + i];
            }
        }
        for (int i = 0; i < categoryColumns.length; i++) {
            int to = categoryColumns[i];
            int from = (codes.firstCategory() + i) * Lanes.MOST;
            for (int lane = 0; lane < count; lane++) {
                int outcome = code[from + lane];
                values[lane * columns + to] = outcome == 0 ? ColumnFormat.MISSING : outcome - 1;
            }
        }
        for (int i = 0; i < numberColumns.length; i++) {
            int to = numberColumns[i];
            for (int lane = 0; lane < count; lane++) {
                values[lane * columns + to] = numbers[i * Lanes.MOST + lane];
            }
        }
        writeRest(lanes, count, values, columns);
    }

    private void writeRest(Lanes lanes, int count, long[] values, int columns) {
        for (int i = 0; i < staticColumns.length; i++) {
            int to = staticColumns[i];
            for (int lane = 0; lane < count; lane++) {
                values[lane * columns + to] = lanes.words[lane][plan.statics + i];
            }
        }
        for (TimeColumn column : times) {
            int to = column.column();
            for (int lane = 0; lane < count; lane++) {
                long[] words = lanes.words[lane];
                long micros = lanes.micros[lane];
                long begun = (int) words[WordPlan.COUNT] == 0 ? micros : words[WordPlan.FIRST_TIME];
                values[lane * columns + to] = column.value(micros, begun);
            }
        }
        for (int column : emptyColumns) {
            for (int lane = 0; lane < count; lane++) {
                values[lane * columns + column] = ColumnFormat.MISSING;
            }
        }
    }
}
