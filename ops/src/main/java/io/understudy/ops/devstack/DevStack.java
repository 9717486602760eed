package io.understudy.ops.devstack;

import io.understudy.model.InputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A Kafka broker and a schema registry on loopback, each in a JVM of its own, started side by side. Needs no shutdown
 * hook: both end with this JVM. Whoever wants them gone earlier, or to outlast its own last words after Ctrl-C, calls
 * {@link #close}, from any thread and as often as it likes.
 */
public final class DevStack implements AutoCloseable {
    private final BrokerProcess broker;
    private final RegistryProcess registry;
    private boolean closed;

    private DevStack(BrokerProcess broker, RegistryProcess registry) {
        this.broker = broker;
        this.registry = registry;
    }

    /**
     * Starts both and waits until both answer.
     *
     * @param registryPort port of the registry on 127.0.0.1; 0 takes a free one
     * @throws InputException if a port is in use or a setting is refused
     * @throws IOException if one does not start; the other is stopped
     */
    public static DevStack start(BrokerSettings brokerSettings, int registryPort) throws IOException {
        ExecutorService beside = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "understudy-registry-start");
            thread.setDaemon(true);
            return thread;
        });
        Future<RegistryProcess> registry = beside.submit(() -> RegistryProcess.start(registryPort));
        BrokerProcess broker = null;
        try {
            broker = BrokerProcess.start(brokerSettings);
            return new DevStack(broker, await(registry));
        } catch (IOException | RuntimeException e) {
            beside.shutdownNow(); // interrupts a start that has not come to its end
            abandon(broker, registry, e);
            throw e;
        } finally {
            beside.shutdown();
        }
    }

    /** Where Kafka clients connect: {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Address for {@code schema.registry.url}. */
    public URI registryUrl() {
        return registry.url();
    }

    public BrokerProcess broker() {
        return broker;
    }

    public RegistryProcess registry() {
        return registry;
    }

    /** Stops the registry, then the broker, and removes their folders. A second caller waits for the first. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (broker) {
            registry.close();
        }
    }

    private static RegistryProcess await(Future<RegistryProcess> registry) throws IOException {
        try {
            return registry.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InputException refused) {
                throw refused;
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the dev stack was given up while it started");
        }
    }

    /** Closes whichever of the two has started. */
    private static void abandon(BrokerProcess broker, Future<RegistryProcess> registry, Exception cause) {
        try (broker) {
            await(registry).close();
        } catch (IOException | RuntimeException e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }
}
