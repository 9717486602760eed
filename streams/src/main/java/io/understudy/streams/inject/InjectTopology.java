package io.understudy.streams.inject;

import io.understudy.model.SequenceModel;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.ControlRecords;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.GroundTruth;
import io.understudy.streams.wire.EventTimes;
import io.understudy.streams.wire.RoutedKey;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The injecting topology: base events and burst commands in, the stream and its truth out. */
public final class InjectTopology {
    static final String BASE = "base";
    static final String COMMANDS = "commands";
    static final String INJECT = "inject";
    static final String EVENTS = "events";
    static final String LABELS = "labels";

    private InjectTopology() {}

    /** Builds the topology; equal arguments give equal topologies. */
    public static Topology build(
            Topics topics, SequenceModel model, InjectSettings settings, ContractRegistry registry, InjectMeter meter) {
        Serde<GroundTruth> truths = ControlRecords.serde(GroundTruth.class, registry);
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        Topology topology = new Topology();
        topology.addSource(AutoOffsetReset.earliest(), BASE, EventTimes.ofEvents(), bytes, bytes, topics.base());
        topology.addSource(AutoOffsetReset.earliest(), COMMANDS, EventTimes.first(), bytes, bytes, topics.bursts());
        topology.addProcessor(
                INJECT, () -> new InjectProcessor(topics, model, settings, registry, meter), BASE, COMMANDS);
        topology.addStateStore(store(InjectProcessor.ENTITIES), INJECT);
        topology.addStateStore(store(InjectProcessor.VICTIMS), INJECT);
        topology.addStateStore(store(InjectProcessor.BURSTS).withCachingEnabled(), INJECT);
        topology.addStateStore(store(InjectProcessor.CLOCK).withCachingEnabled(), INJECT);
        Serializer<Object> values = (topic, value) -> (byte[]) value;
        Serializer<Object> labels = (topic, value) -> truths.serializer().serialize(topic, (GroundTruth) value);
        topology.addSink(
                EVENTS, topics.events(), RoutedKey.serializer(), values, RoutedKey.<Object>partitioner(), INJECT);
        topology.addSink(
                LABELS, topics.labels(), RoutedKey.serializer(), labels, RoutedKey.<Object>partitioner(), INJECT);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }
}
