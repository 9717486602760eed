package io.understudy.tests.cluster;

import io.understudy.ops.devstack.BrokerSettings;
import io.understudy.ops.devstack.EmbeddedBroker;
import io.understudy.ops.devstack.RegistryProcess;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A running Kafka cluster of one broker, an admin client of it, and the address of a schema registry. */
public final class TestCluster implements AutoCloseable {
    private static final AtomicInteger TOPICS = new AtomicInteger();

    private final Deque<Closeable> started = new ArrayDeque<>();
    private final String bootstrapServers;
    private final String registryUrl;
    private final Admin admin;

    private TestCluster(ClusterKind kind) throws IOException {
        this.bootstrapServers = kind == ClusterKind.EMBEDDED ? startEmbedded() : startContainer();
        this.registryUrl =
                System.getProperty("understudy.test.registry", "mock").equals("real")
                        ? startRegistry()
                        : "mock://" + kind;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        started.push(admin::close);
    }

    static TestCluster start(ClusterKind kind) {
        try {
            return new TestCluster(kind);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where Kafka clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Address for {@code schema.registry.url}: a mock that lives in this JVM, or a real one. */
    public String registryUrl() {
        return registryUrl;
    }

    /** A client that all tests share and none closes. */
    public Admin admin() {
        return admin;
    }

    /**
     * Makes a topic that no other test has.
     *
     * @return its name, which begins with {@code prefix}
     */
    public String newTopic(String prefix, int partitions) throws InterruptedException, ExecutionException {
        String name = newName(prefix);
        admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all()
                .get();
        return name;
    }

    /** A name that no other test has: of a topic, a group, a stream. */
    public String newName(String prefix) {
        return prefix + "-" + TOPICS.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    private String startEmbedded() throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
        started.push(broker::close);
        return broker.bootstrapServers();
    }

    private String startContainer() throws IOException {
        ContainerBroker broker = ContainerBroker.start();
        started.push(broker::close);
        return broker.bootstrapServers();
    }

    private String startRegistry() throws IOException {
        RegistryProcess registry = RegistryProcess.start(0);
        started.push(registry::close);
        return registry.url().toString();
    }
}
