package io.understudy.engine.publish;

import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.sample.FakeModel;
import io.understudy.model.EventFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A stream of a {@link FakeModel} to a producer without a broker. */
final class MockedKafka {
    static final FakeModel MODEL = new FakeModel(3_600_000_000L);
    static final int PARTITIONS = 5;
    static final KafkaSettings SETTINGS = KafkaSettings.of("127.0.0.1:9", "mock://sink", "fakes");
    static final KafkaSettings PLAIN = SETTINGS.withDelivery(Delivery.AT_LEAST_ONCE);

    final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    final RunMeter meter = new RunMeter();
    long now; // nanoseconds

    void publish(KafkaSettings settings, long events) throws IOException {
        KafkaSink sink = sink(settings);
        new GenerateRun(MODEL, GenerateSettings.of(1).withEvents(events), sink, meter).execute();
    }

    KafkaSink sink(KafkaSettings settings) {
        return sink(producer, settings);
    }

    KafkaSink sink(MockProducer<byte[], byte[]> to, KafkaSettings settings) {
        return new KafkaSink(
                to, MODEL.layout(), settings, new KafkaSink.SchemaIds(1, 2, 3), PARTITIONS, meter, () -> now);
    }

    static EventFrame frame(long entity, long sequence) {
        EventFrame frame = new EventFrame(MODEL.layout().size());
        frame.entity = entity;
        frame.sequence = sequence;
        frame.timeMicros = FakeModel.START_MICROS;
        frame.values[0] = 0;
        frame.values[1] = frame.timeMicros;
        frame.values[2] = entity;
        frame.values[3] = 0;
        frame.values[4] = 100;
        frame.values[5] = 0;
        return frame;
    }

    List<ProducerRecord<byte[], byte[]>> events() {
        return producer.history().stream()
                .filter(r -> r.topic().equals("fakes"))
                .toList();
    }

    List<ProducerRecord<byte[], byte[]>> labels() {
        return producer.history().stream()
                .filter(r -> r.topic().equals("fakes.labels"))
                .toList();
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
