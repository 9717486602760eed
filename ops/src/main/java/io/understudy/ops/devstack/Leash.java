package io.understudy.ops.devstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What ties a child JVM to its parent: the child's standard input, which the operating system closes when the parent
 * ends, even by {@code kill -9}. The child then cleans up and ends.
 */
final class Leash {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Leash() {}

    /**
     * Watches standard input in a thread that keeps the JVM alive. At its end: runs {@code atEnd} for at most 5 s,
     * removes the folder and halts the JVM, whatever other threads do.
     *
     * @param folder the child's own temporary folder
     * @param atEnd closes what writes to the folder
     */
    static void hold(Path folder, Runnable atEnd) {
        new Thread(() -> watch(System.in, folder, atEnd), "understudy-leash").start();
    }

    private static void watch(InputStream parent, Path folder, Runnable atEnd) {
        try {
            parent.transferTo(OutputStream.nullOutputStream());
            runBounded(atEnd);
            LockedFolder.removeTree(folder);
        } catch (IOException e) {
            System.err.println("folder " + folder + " was not removed: " + e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void runBounded(Runnable atEnd) {
        Thread closing = new Thread(atEnd, "understudy-leash-close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
