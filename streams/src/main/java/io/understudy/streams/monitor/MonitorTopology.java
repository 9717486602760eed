package io.understudy.streams.monitor;

import io.understudy.model.SequenceModel;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.ControlRecords;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.DriftReport;
import io.understudy.streams.wire.EventTimes;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The monitoring topology: events and their truths in, drift reports out. Partitions score and count; the counts meet in
 * an internal topic of one partition, behind which the detectors stand.
 */
public final class MonitorTopology {
    /** Name of the internal topic of partial counts, between the application's id and {@code -repartition}. */
    static final String PARTIALS = "partials";

    private MonitorTopology() {}

    /**
     * Builds the topology; equal arguments give equal topologies.
     *
     * @param ids event ids of the generator, and of the bursts that are injected behind it
     */
    public static Topology build(
            Topics topics,
            SequenceModel model,
            MonitorSettings settings,
            ContractRegistry registry,
            MonitorMeter meter,
            EventIds ids) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], byte[]> events = builder.stream(topics.events(), source("events", EventTimes.ofEvents()));
        KStream<byte[], byte[]> truths = builder.stream(topics.labels(), source("truths", EventTimes.beforeEvents()));
        ProcessorSupplier<byte[], byte[], byte[], byte[]> score = supplier(
                () -> new ScoreProcessor(topics, model, settings, registry, meter, ids),
                store(ScoreProcessor.ENTITIES),
                store(ScoreProcessor.TRUTHS),
                store(ScoreProcessor.HELD),
                store(ScoreProcessor.PARTIAL).withCachingEnabled());
        ProcessorSupplier<byte[], byte[], byte[], DriftReport> detect = supplier(
                () -> new DetectProcessor(topics, model, settings, meter),
                store(DetectProcessor.DETECTORS).withCachingEnabled());
        events.merge(truths, Named.as("both"))
                .process(score, Named.as("score"))
                .repartition(Repartitioned.<byte[], byte[]>as(PARTIALS)
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.ByteArray())
                        .withNumberOfPartitions(1))
                .process(detect, Named.as("detect"))
                .to(
                        topics.drift(),
                        Produced.with(Serdes.ByteArray(), ControlRecords.serde(DriftReport.class, registry))
                                .withName("reports"));
        return builder.build();
    }

    private static Consumed<byte[], byte[]> source(String name, TimestampExtractor times) {
        return Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withName(name)
                .withTimestampExtractor(times)
                .withOffsetResetPolicy(AutoOffsetReset.earliest());
    }

    private static <K, V> ProcessorSupplier<byte[], byte[], K, V> supplier(
            java.util.function.Supplier<Processor<byte[], byte[], K, V>> processor, StoreBuilder<?>... stores) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<byte[], byte[], K, V> get() {
                return processor.get();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(stores);
            }
        };
    }

    private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }
}
