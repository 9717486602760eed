package io.understudy.ops.devstack;

import io.understudy.model.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka cluster of one node, broker and KRaft controller, in this JVM. Binds 127.0.0.1 only. Topics are not made by
 * the first write to them. Data in a named folder survives {@code kill -9} and is there for the next broker.
 *
 * <p>Cost on 2 cores: 2 to 3 s to start, half a second to close, about 300 MB. Its threads keep the JVM alive until it
 * is closed.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final LockedFolder folder;
    private final String bootstrapServers;
    private boolean closed;

    private EmbeddedBroker(KafkaRaftServer server, LockedFolder folder, int port) {
        this.server = server;
        this.folder = folder;
        this.bootstrapServers = LocalPorts.HOST + ":" + port;
    }

    /**
     * Starts a broker; when this returns it answers clients.
     *
     * @throws InputException if the port is in use, another broker holds the folder, or Kafka refuses a property
     * @throws IOException if the folder cannot be written or the broker does not start
     */
    public static EmbeddedBroker start(BrokerSettings settings) throws IOException {
        if (settings.port() != 0) {
            LocalPorts.requireFree(settings.port(), "the broker");
        }
        LockedFolder folder = settings.folder().isPresent()
                ? LockedFolder.open(settings.folder().get())
                : LockedFolder.temporary("understudy-broker-");
        try {
            return startIn(folder, settings);
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Where clients connect: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Where its data is kept. */
    Path folder() {
        return folder.path();
    }

    /** Stops the broker and removes its folder if that is temporary. Closing twice is harmless. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdown();
        server.awaitShutdown();
        folder.close();
    }

    /** Tries again where a free port that we picked was taken before Kafka bound it. */
    private static EmbeddedBroker startIn(LockedFolder folder, BrokerSettings settings) throws IOException {
        for (int attempt = 1; ; attempt++) {
            List<Integer> free = LocalPorts.free(2);
            int port = settings.port() == 0 ? free.get(0) : settings.port();
            Path data = folder.path().resolve("kafka");
            KafkaConfig config = configOf(settings.kafkaProperties(data, port, free.get(1)));
            format(data);
            KafkaRaftServer server = null;
            try {
                server = new KafkaRaftServer(config, Time.SYSTEM);
                server.startup();
                return new EmbeddedBroker(server, folder, port);
            } catch (RuntimeException e) {
                if (server != null) {
                    server.shutdown();
                }
                if (attempt == ATTEMPTS || !isPortTaken(e)) {
                    throw new IOException(
                            "Kafka broker on " + LocalPorts.HOST + ":" + port + " with data in " + folder.path()
                                    + " did not start: " + messagesOf(e),
                            e);
                }
            }
        }
    }

    private static boolean isPortTaken(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    /** Kafka's outermost message says what it waited for; the innermost says what went wrong. */
    private static String messagesOf(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            messages.add(each.getMessage());
        }
        return String.join(": ", messages);
    }

    private static KafkaConfig configOf(Map<String, String> properties) {
        Properties all = new Properties();
        all.putAll(properties);
        try {
            return KafkaConfig.fromProps(all);
        } catch (ConfigException | IllegalArgumentException e) {
            throw new InputException("Kafka refuses the broker's properties: " + e.getMessage(), e);
        }
    }

    /** Gives a new folder a cluster of its own; one that has been a broker's keeps its own. */
    private static void format(Path data) throws IOException {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(data);
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setDirectories(List.of(data.toString()))
                    .setMetadataLogDirectory(data.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("folder " + data + " could not be formatted for Kafka: " + e.getMessage(), e);
        }
    }
}
