package io.understudy.streams;

import io.understudy.model.InputException;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.record.DriftReport;
import io.understudy.streams.inject.InjectMeter;
import io.understudy.streams.inject.InjectSettings;
import io.understudy.streams.inject.InjectStatus;
import io.understudy.streams.inject.InjectTopology;
import io.understudy.streams.monitor.MonitorMeter;
import io.understudy.streams.monitor.MonitorStatus;
import io.understudy.streams.monitor.MonitorTopology;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * The Streams app of one stream: runs the parts it is told to, each as a Kafka Streams client of its own. Start as many as
 * you like, each with a state folder of its own; they share the partitions. Any thread may read status and failure.
 */
public final class StreamsApp implements AutoCloseable {
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private final StreamsSettings settings;
    private final InjectMeter injectMeter = new InjectMeter();
    private final MonitorMeter monitorMeter = new MonitorMeter();
    private final Map<StreamsPart, KafkaStreams> clients = new EnumMap<>(StreamsPart.class);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final CountDownLatch running;
    private ContractRegistry registry;

    public StreamsApp(StreamsSettings settings) {
        this.settings = settings;
        this.running = new CountDownLatch(settings.parts().size());
    }

    /**
     * Checks the topics and starts the parts; returns when each of them has its partitions.
     *
     * @throws InputException if a topic is missing, the stream's topics disagree in partitions, or an address is wrong
     * @throws IOException if the broker or the registry does not answer, or a part fails or does not begin in time
     */
    public synchronized void start() throws IOException {
        int partitions = SourceTopics.partitions(settings);
        registry = ContractRegistry.connect(settings.registryUrl(), settings.properties());
        try {
            registry.probe();
            for (StreamsPart part : StreamsPart.values()) {
                if (settings.parts().contains(part)) {
                    clients.put(part, client(part, topology(part, partitions, registry)));
                }
            }
            clients.values().forEach(KafkaStreams::start);
            awaitRunning();
        } catch (StreamsException e) {
            close();
            throw new IOException("the Streams app did not start: " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Topology topology(StreamsPart part, int partitions, ContractRegistry registry) {
        return switch (part) {
            case INJECT ->
                InjectTopology.build(
                        settings.topics(),
                        settings.model(),
                        new InjectSettings(partitions, settings.labelDelay(), settings.idSeed(), settings.faults()),
                        registry,
                        injectMeter);
            case MONITOR ->
                MonitorTopology.build(
                        settings.topics(),
                        settings.model(),
                        settings.monitor(),
                        registry,
                        monitorMeter,
                        EventIds.ofSeed(settings.idSeed()));
        };
    }

    private KafkaStreams client(StreamsPart part, Topology topology) {
        KafkaStreams client = new KafkaStreams(topology, StreamsProperties.of(settings, part));
        client.setUncaughtExceptionHandler(thrown -> {
            fail(thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        CountDownLatch once = new CountDownLatch(1);
        client.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING && once.getCount() > 0) {
                once.countDown();
                running.countDown();
            }
        });
        return client;
    }

    private void fail(Throwable thrown) {
        failure.compareAndSet(null, thrown);
        while (running.getCount() > 0) {
            running.countDown();
        }
    }

    private void awaitRunning() throws IOException {
        try {
            if (!running.await(settings.startTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the Streams app of " + settings.topics().events() + " had no partitions after "
                        + settings.startTimeout().toSeconds()
                        + " s; an instance that was killed may still hold them for 10 s, so try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the Streams app started", e);
        }
        Optional<Throwable> failed = failure();
        if (failed.isPresent()) {
            throw new IOException(
                    "the Streams app of " + settings.topics().events() + " failed: "
                            + rootCause(failed.get()).getMessage(),
                    failed.get());
        }
    }

    private static Throwable rootCause(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What went wrong first; the part it went wrong in has stopped. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** What this instance has injected. */
    public InjectStatus injectStatus() {
        return injectMeter.status();
    }

    /** What this instance has seen as a monitor. */
    public MonitorStatus monitorStatus() {
        return monitorMeter.status();
    }

    /**
     * Calls {@code listener} with each drift report that is made on this instance. One instance makes all reports of a
     * stream, so that whoever needs them for sure reads the drift topic.
     */
    public void onReport(Consumer<DriftReport> listener) {
        monitorMeter.listen(listener);
    }

    /** The running clients by part, for their metrics. */
    public synchronized Map<StreamsPart, KafkaStreams> clients() {
        return Map.copyOf(clients);
    }

    /** Commits, gives the partitions back and stops. */
    @Override
    public synchronized void close() throws IOException {
        CloseOptions leave = CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_PATIENCE);
        clients.values().parallelStream().forEach(client -> client.close(leave));
        if (registry != null) {
            registry.close();
        }
    }
}
