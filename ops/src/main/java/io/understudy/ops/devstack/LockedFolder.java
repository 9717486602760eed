package io.understudy.ops.devstack;

import io.understudy.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A folder that one owner at a time may use: held by a lock that the operating system drops when the owner dies. Kafka
 * has such a lock too, but takes it only after a second broker has written to the folder of the first.
 */
final class LockedFolder implements AutoCloseable {
    private static final String LOCK_NAME = "understudy.lock";
    private static final Duration YOUNG = Duration.ofMinutes(1);
    // Lock files of this process: where one is opened once more and closed, the system drops the lock on it.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;
    private final boolean temporary;

    private LockedFolder(Path path, FileChannel channel, boolean temporary) {
        this.path = path;
        this.channel = channel;
        this.temporary = temporary;
    }

    /**
     * Makes the folder if need be and locks it; it stays when this is closed.
     *
     * @throws InputException if another owner holds it
     */
    static LockedFolder open(Path path) throws IOException {
        Files.createDirectories(path);
        return lock(path, false)
                .orElseThrow(() -> new InputException("folder " + path.toAbsolutePath()
                        + " is in use by another broker, which holds its " + LOCK_NAME
                        + "; stop that broker, or choose another folder"));
    }

    /**
     * Makes a new folder under {@code java.io.tmpdir} that is removed when this is closed. Folders of the same prefix
     * whose owners were killed before they could clean up are removed first.
     *
     * @param prefix start of the folder's name, such as {@code understudy-broker-}
     */
    static LockedFolder temporary(String prefix) throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        removeAbandoned(parent, prefix);
        Path path = Files.createTempDirectory(parent, prefix);
        return lock(path, true).orElseThrow(() -> new IOException("new folder " + path + " was locked by a stranger"));
    }

    Path path() {
        return path;
    }

    /** Gives the folder up; removes it if it is temporary. Closing twice is harmless. */
    @Override
    public void close() throws IOException {
        if (temporary) {
            removeTree(path);
        }
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(path.resolve(LOCK_NAME).toAbsolutePath().normalize());
        }
    }

    /** Removes a folder and all in it, also while others remove or still write files there. */
    static void removeTree(Path root) throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < 5; attempt++) {
            try (Stream<Path> tree = Files.walk(root)) {
                for (Path each : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                    Files.deleteIfExists(each);
                }
                return;
            } catch (NoSuchFileException e) {
                last = null;
                if (!Files.exists(root)) {
                    return;
                }
            } catch (UncheckedIOException e) {
                last = e.getCause();
            } catch (IOException e) {
                last = e;
            }
        }
        if (last != null) {
            throw last;
        }
    }

    private static void removeAbandoned(Path parent, String prefix) throws IOException {
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, prefix + "*")) {
            for (Path sibling : siblings) {
                removeIfAbandoned(sibling);
            }
        }
    }

    private static void removeIfAbandoned(Path folder) {
        Path lock = folder.resolve(LOCK_NAME);
        try {
            if (!Files.isWritable(lock)
                    || Files.getLastModifiedTime(lock)
                            .toInstant()
                            .isAfter(Instant.now().minus(YOUNG))) {
                return; // another user's, or so new that its owner may be about to lock it
            }
            Optional<LockedFolder> abandoned = lock(folder, true);
            if (abandoned.isPresent()) {
                abandoned.get().close();
            }
        } catch (IOException e) {
            // Somebody else is removing it, or it is not ours to remove: either way the new folder is not touched by
            // it.
            return;
        }
    }

    private static Optional<LockedFolder> lock(Path path, boolean temporary) throws IOException {
        Path file = path.resolve(LOCK_NAME).toAbsolutePath().normalize();
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        FileLock lock = null;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(file);
            }
        }
        return lock == null ? Optional.empty() : Optional.of(new LockedFolder(path, channel, temporary));
    }
}
