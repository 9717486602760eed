package io.understudy.ops.devstack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a broker is started with.
 *
 * @param folder where its data is kept, and found again by a later broker; a temporary folder if empty
 * @param port port of its clients on 127.0.0.1; 0 takes a free one
 * @param properties broker properties that override ours, by Kafka's names
 */
public record BrokerSettings(Optional<Path> folder, int port, Map<String, String> properties) {

    /** A temporary folder, a free port, nothing overridden. */
    public static final BrokerSettings TEMPORARY = new BrokerSettings(Optional.empty(), 0, Map.of());

    public BrokerSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "broker port " + port + " is out of range; give 1 to 65535, or 0 for a free one");
        }
        properties = Map.copyOf(properties);
    }

    public BrokerSettings inFolder(Path folder) {
        return new BrokerSettings(Optional.of(folder), port, properties);
    }

    public BrokerSettings onPort(int port) {
        return new BrokerSettings(folder, port, properties);
    }

    public BrokerSettings with(String property, String value) {
        Map<String, String> more = new HashMap<>(properties);
        more.put(property, value);
        return new BrokerSettings(folder, port, more);
    }

    /** Kafka's view of these settings for a node of both roles. */
    Map<String, String> kafkaProperties(Path dataFolder, int clientPort, int controllerPort) {
        Map<String, String> all = new HashMap<>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@" + LocalPorts.HOST + ":" + controllerPort);
        all.put("controller.listener.names", "CONTROLLER");
        all.put(
                "listeners",
                "PLAINTEXT://" + LocalPorts.HOST + ":" + clientPort + ",CONTROLLER://" + LocalPorts.HOST + ":"
                        + controllerPort);
        all.put("log.dirs", dataFolder.toString());
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            all.put(topic + ".replication.factor", "1");
        }
        all.put("transaction.state.log.min.isr", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        // One node serves few clients: fewer partitions of its own topics open faster than the 50 of a cluster.
        all.put("offsets.topic.num.partitions", "4");
        all.put("transaction.state.log.num.partitions", "4");
        all.put("share.coordinator.state.topic.num.partitions", "1");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("log.cleaner.dedupe.buffer.size", "2097152");
        // A partition's two index files are mapped at their full size, and a system with large pages zeroes megabytes
        // for
        // the first entry: 3 to 7 ms of processor time a file at Kafka's 10 MB, .1 ms at this, enough for 89 MB of log.
        all.put("log.index.size.max.bytes", "262144");
        // A segment ends after so much of its records' time too, a week by Kafka's default. Streams of model time run
        // through months in a second; three new files a week and partition took a tenth to a quarter of the broker's
        // time.
        all.put("log.roll.ms", Long.toString(Duration.ofDays(36_500).toMillis()));
        all.put("auto.create.topics.enable", "false");
        all.putAll(properties);
        return all;
    }
}
