package io.understudy.streams.monitor;

import io.understudy.schemas.record.DriftReport;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts what the monitoring tasks of one instance do; any thread may read {@link #status} and listen. */
public final class MonitorMeter {
    final LongAdder scored = new LongAdder();
    final LongAdder warmedUp = new LongAdder();
    final LongAdder announced = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder untold = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder truthsDropped = new LongAdder();
    private final LongAdder windows = new LongAdder();
    private final LongAdder alarms = new LongAdder();
    private final Set<String> featuresOff = new ConcurrentSkipListSet<>();
    private final List<Consumer<DriftReport>> listeners = new CopyOnWriteArrayList<>();
    private volatile DriftReport lastReport;

    /** Calls {@code listener} with each report that is made on this instance, on the thread that makes it. */
    public void listen(Consumer<DriftReport> listener) {
        listeners.add(listener);
    }

    /** True the first time that {@code feature} is found to be off. */
    boolean turnOff(String feature) {
        return featuresOff.add(feature);
    }

    void reported(DriftReport report) {
        windows.increment();
        if (report.getAlarm()) {
            alarms.increment();
        }
        lastReport = report;
        listeners.forEach(listener -> listener.accept(report));
    }

    /** The counts so far. */
    public MonitorStatus status() {
        return new MonitorStatus(
                scored.sum(),
                warmedUp.sum(),
                announced.sum(),
                late.sum(),
                untold.sum(),
                malformed.sum(),
                truthsDropped.sum(),
                windows.sum(),
                alarms.sum(),
                List.copyOf(featuresOff),
                Optional.ofNullable(lastReport));
    }
}
