package io.understudy.ops.dashboard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** The points of the charts, oldest first, for as long as the memory given to them lasts. Safe for many threads. */
public final class History {
    private final Track<RateSample> rates;
    private final Track<DriftSample> drifts;

    /** @param capacity points kept of each kind, over all streams; the oldest go first */
    public History(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " must be at least 1");
        }
        rates = new Track<>(capacity);
        drifts = new Track<>(capacity);
    }

    public synchronized void add(RateSample sample) {
        rates.add(sample);
    }

    public synchronized void add(DriftSample sample) {
        drifts.add(sample);
    }

    /** All points behind {@code cursor} that are still kept. */
    public synchronized Page since(Cursor cursor) {
        return new Page(rates.since(cursor.rates), drifts.since(cursor.drifts), new Cursor(rates.added, drifts.added));
    }

    /** How far a reader has read: the number of points of each kind that were added before. */
    public record Cursor(long rates, long drifts) {
        /** Before the first point. */
        public static final Cursor START = new Cursor(0, 0);
    }

    /** Points, and the cursor behind them. */
    public record Page(List<RateSample> rates, List<DriftSample> drifts, Cursor next) {}

    private static final class Track<T> {
        private final int capacity;
        private final ArrayDeque<T> kept = new ArrayDeque<>();
        private long added;

        Track(int capacity) {
            this.capacity = capacity;
        }

        void add(T point) {
            if (kept.size() == capacity) {
                kept.removeFirst();
            }
            kept.addLast(point);
            added++;
        }

        List<T> since(long cursor) {
            long gone = added - kept.size();
            return new ArrayList<>(kept).subList((int) Math.min(kept.size(), Math.max(0, cursor - gone)), kept.size());
        }
    }
}
