package io.understudy.ops.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

/** Things that happen at their times on a run's clock, one after the other on one thread. */
public final class Timetable implements AutoCloseable {
    private static final int LOOK_MILLIS = 20;

    private final List<Entry> entries = new ArrayList<>();
    private final DoubleSupplier clockSeconds;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "understudy-timetable");
        made.setDaemon(true);
        return made;
    });

    /** Something to do, which may fail. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    private record Entry(double atSeconds, Action action) {}

    /** @param clockSeconds the run's clock */
    public Timetable(DoubleSupplier clockSeconds) {
        this.clockSeconds = clockSeconds;
    }

    /** Enters {@code action}; before {@link #start}. */
    public void at(double seconds, Action action) {
        entries.add(new Entry(seconds, action));
        entries.sort(Comparator.comparingDouble(Entry::atSeconds));
    }

    public void start() {
        thread.scheduleWithFixedDelay(this::runDue, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void runDue() {
        while (!entries.isEmpty() && entries.get(0).atSeconds() <= clockSeconds.getAsDouble()) {
            try {
                entries.remove(0).action().run();
            } catch (Exception e) {
                failure.compareAndSet(null, e);
            }
        }
    }

    /** The first action that failed, with its reason. */
    public Optional<Exception> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** What has not happened yet will not. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
