package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;

/** The event at hand while its parts are filled in one after the other. Scratch of its sampler, scorer or fit. */
public final class EventDraft {
    public long timeMicros;
    public long localMicros;
    public long day; // local, since 1970
    public boolean gapKnown; // the time is that of the event itself rather than of the one before
    public int label = ChainShape.UNKNOWN;
    public int token = ChainShape.UNKNOWN;
    public int bin;
    public boolean opens; // an order: the number comes again on this day of the next month
    public final long[] numbers; // [numeric mark]
    public final int[] categories; // [categorical mark] value + 1, 0 if missing
    public final int[] keys; // [key column] slot of the entity's pool + 1, 0 if missing

    EventDraft(int numericMarks, int categoricalMarks, int keyColumns) {
        numbers = new long[numericMarks];
        categories = new int[categoricalMarks];
        keys = new int[keyColumns];
    }

    void clear() {
        gapKnown = false;
        label = ChainShape.UNKNOWN;
        token = ChainShape.UNKNOWN;
        bin = 0;
        opens = false;
        java.util.Arrays.fill(numbers, ColumnFormat.MISSING);
        java.util.Arrays.fill(categories, 0);
        java.util.Arrays.fill(keys, 0);
    }
}
