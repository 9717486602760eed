package io.understudy.ops.run;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Parts that were started and are to be stopped, newest first. Those that come after the end are stopped at once. */
public final class OpenParts implements Closeable {
    private final Deque<Closeable> open = new ArrayDeque<>();
    private boolean closed;

    /** How one part is stopped. */
    @FunctionalInterface
    public interface Stop<T> {
        void stop(T part) throws IOException;
    }

    /** Takes a part in, and gives it back. */
    public synchronized <T> T add(T part, Stop<T> stop) throws IOException {
        if (closed) {
            stop.stop(part);
        } else {
            open.push(() -> stop.stop(part));
        }
        return part;
    }

    /** Stops every part, even where one fails to; the first failure is thrown at the end. */
    @Override
    public void close() throws IOException {
        Deque<Closeable> stopping;
        synchronized (this) {
            closed = true;
            stopping = new ArrayDeque<>(open);
            open.clear();
        }
        IOException first = null;
        for (Closeable part : stopping) {
            try {
                part.close();
            } catch (IOException | RuntimeException e) {
                if (first == null) {
                    first = new IOException("a part did not stop: " + e.getMessage(), e);
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
