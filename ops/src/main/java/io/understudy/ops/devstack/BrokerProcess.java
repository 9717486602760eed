package io.understudy.ops.devstack;

import io.understudy.model.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An {@link EmbeddedBroker} in a JVM of its own, started from this JVM's class path with at most 512 MB of heap, so
 * that its work and garbage do not count as ours. It ends, and its temporary folder goes, when this JVM ends, however
 * that ends.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final ChildJvm child;
    private final LockedFolder folder;
    private final String bootstrapServers;

    private BrokerProcess(ChildJvm child, LockedFolder folder, String bootstrapServers) {
        this.child = child;
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and waits until it answers clients.
     *
     * @throws InputException if the port is in use, another broker holds the folder, or Kafka refuses a property
     * @throws IOException if it does not start within a minute; carries its last output
     */
    public static BrokerProcess start(BrokerSettings settings) throws IOException {
        LockedFolder folder = LockedFolder.temporary("understudy-broker-");
        ChildJvm child = null;
        try {
            Path data = settings.folder()
                    .map(Path::toAbsolutePath)
                    .orElse(folder.path().resolve("broker"));
            child = ChildJvm.start(
                    new ChildJvm.Command(
                            "Kafka broker",
                            jvmFlags(folder.path()),
                            ChildJvm.Command.ownClassPath(),
                            BrokerMain.class,
                            List.of(BrokerMain.argumentsOf(folder.path(), data, settings))),
                    folder.path());
            return new BrokerProcess(child, folder, child.awaitReady(PATIENCE));
        } catch (IOException | RuntimeException e) {
            if (child != null) {
                child.close();
            }
            folder.close();
            throw e;
        }
    }

    /** Where clients connect: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The broker's process, by the operating system's number. */
    public long pid() {
        return child.pid();
    }

    /** Where its temporary files are. */
    Path folder() {
        return folder.path();
    }

    /** Stops the broker and removes what it left. Closing twice is harmless. */
    @Override
    public void close() throws IOException {
        child.close();
        folder.close();
    }

    private static List<String> jvmFlags(Path folder) {
        return List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + folder, // native libraries of the codecs are unpacked there
                "-Dlogback.configurationFile=understudy-broker-logback.xml");
    }
}
