package io.understudy.ops.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work that a signal ends (Ctrl-C, SIGTERM) come to an orderly end: from construction to {@link #close}, the signal
 * cancels the work and the process waits until it is over, within limits.
 */
public final class Interruption implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;
    private volatile boolean happened;

    /**
     * Watches from now on.
     *
     * @param cancel ends the work soon; called by a thread of its own
     * @param patienceSeconds how long the process waits for the end
     */
    public Interruption(Runnable cancel, int patienceSeconds) {
        hook = new Thread(() -> end(cancel, patienceSeconds), "understudy-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end(Runnable cancel, int patienceSeconds) {
        if (over.getCount() == 0) {
            return;
        }
        happened = true;
        cancel.run();
        try {
            over.await(patienceSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True where a signal has come. */
    public boolean happened() {
        return happened;
    }

    /** The work is over. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending already
        }
    }
}
