package io.understudy.engine.pace;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * Keeps how long after its intended time each event was sent, or acknowledged. Any thread may record, without ever
 * waiting for a reader: readers swap the interval's histogram out (HdrHistogram's {@code Recorder}). Resolution is a
 * microsecond and three digits.
 */
public final class LatenessRecorder {
    /** Stands for the intended time of an event that no plan wanted at a time. */
    public static final long UNPACED = -1;

    private static final int DIGITS = 3;

    private final Recorder recorder = new Recorder(DIGITS);
    private final Histogram total = new Histogram(DIGITS);
    private final List<Window> windows = new ArrayList<>();
    private Histogram interval;

    /** Records one time; an event ahead of its time counts as 0. */
    public void recordNanos(long nanos) {
        recordNanos(nanos, 1);
    }

    /** Records the same time of several {@code events}. */
    public void recordNanos(long nanos, int events) {
        recorder.recordValueWithCount(Math.max(0, nanos / 1_000), events);
    }

    /** Records the times from the first {@code events} of {@code intendedNanos} to {@code nowNanos}. */
    public void recordUntil(long nowNanos, long[] intendedNanos, int events) {
        for (int i = 0; i < events; i++) {
            if (intendedNanos[i] != UNPACED) {
                recordNanos(nowNanos - intendedNanos[i]);
            }
        }
    }

    /** Of everything recorded so far. */
    public synchronized LatenessSummary summary() {
        collect();
        return LatenessSummary.of(total);
    }

    /** A reader of its own of what is recorded from now on. */
    public synchronized Window newWindow() {
        collect();
        Window window = new Window();
        windows.add(window);
        return window;
    }

    private void collect() {
        interval = recorder.getIntervalHistogram(interval);
        total.add(interval);
        for (Window window : windows) {
            window.since.add(interval);
        }
    }

    /** What one reader has not seen yet, such as the last second of a dashboard. */
    public final class Window {
        private final Histogram since = new Histogram(DIGITS);

        private Window() {}

        /** Of everything recorded since the last call. */
        public LatenessSummary take() {
            synchronized (LatenessRecorder.this) {
                collect();
                LatenessSummary summary = LatenessSummary.of(since);
                since.reset();
                return summary;
            }
        }
    }
}
