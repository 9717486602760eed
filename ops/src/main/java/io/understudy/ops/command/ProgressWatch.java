package io.understudy.ops.command;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls a look at the progress of work now and then, from a thread of its own, until it is closed. */
final class ProgressWatch implements AutoCloseable {
    private static final int INTERVAL_MILLIS = 250;

    private final Runnable look;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "understudy-progress");
        made.setDaemon(true);
        return made;
    });

    ProgressWatch(Runnable look) {
        this.look = look;
    }

    void start() {
        thread.scheduleWithFixedDelay(look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
