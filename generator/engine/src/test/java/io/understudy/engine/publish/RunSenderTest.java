package io.understudy.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.schemas.WireBuffer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.internals.ProducerBatch;
import org.apache.kafka.clients.producer.internals.RecordAccumulator;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a producer that never finds a broker, so that its batches can be looked at. */
class RunSenderTest {
    private static final TopicPartition WHERE = new TopicPartition("fakes", 0);

    private final List<Exception> failures = new ArrayList<>();
    private final Acknowledgements acknowledgements = new Acknowledgements();
    private KafkaProducer<byte[], byte[]> producer;
    private ClientParts client;
    private RunSender sender;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:9", "batch.size", "4096", "compression.type", "none"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        client = ClientParts.of(producer).orElseThrow();
        sender = new RunSender(producer, client, "fakes", 1, () -> 0);
    }

    @AfterEach
    void close() {
        producer.close(Duration.ZERO);
    }

    @Test
    void keepsTheOrderAcrossBatchesAndTogetherWithSingleSends() throws InterruptedException {
        // Given
        sendSingly("first");

        // When
        sendRun("a", 90);
        sendRun("b", 5);
        sendSingly("between");
        sendRun("c", 40);

        // Then
        List<String> wanted = new ArrayList<>(List.of("first"));
        addTexts("a", 90, wanted);
        addTexts("b", 5, wanted);
        wanted.add("between");
        addTexts("c", 40, wanted);
        assertThat(queued()).isEqualTo(wanted);
        assertThat(client.accumulator().getDeque(WHERE)).hasSizeGreaterThan(4);
    }

    @Test
    void addsRunsToOneBatchUntilItIsFull() throws InterruptedException {
        sendSingly("first");

        for (int i = 0; i < 10; i++) {
            sendRun("run " + i, 3);
        }

        assertThat(client.accumulator().getDeque(WHERE))
                .as("one single, one of runs")
                .hasSize(2);
    }

    @Test
    void callsBackForEachEventAndIsWaitedFor() throws InterruptedException {
        sendSingly("first");
        sendRun("a", 90);
        assertThat(failures).isEmpty();

        producer.close(Duration.ZERO);

        assertThat(failures).hasSize(90);
        assertThat(client.accumulator().hasIncomplete()).isFalse();
    }

    @Test
    void letsABatchThatIsTooLargeForTheBrokerBeSplit() throws InterruptedException {
        // Given
        sendSingly("first");
        sendRun("a", 20);
        ProducerBatch whole = client.accumulator().getDeque(WHERE).getLast();
        List<String> before = texts(whole);
        assertThat(before).hasSize(20);

        // When
        Deque<ProducerBatch> parts = whole.split(512);

        // Then
        assertThat(parts).hasSizeGreaterThan(3);
        List<String> after = new ArrayList<>();
        for (ProducerBatch part : parts) {
            part.close();
            after.addAll(texts(part));
        }
        assertThat(after).isEqualTo(before);
        parts.forEach(part -> part.complete(100, RecordBatch.NO_TIMESTAMP));
        assertThat(acknowledgements.latencies).hasSize(20);
    }

    @Test
    void isNotThereForOtherProducersAndWhereEachRecordIsLookedAt() {
        KafkaSettings plain = MockedKafka.PLAIN;
        try (MockProducer<byte[], byte[]> other = new MockProducer<>()) {
            assertThat(RunSender.of(other, plain, 1, () -> 0)).isEmpty();
        }

        assertThat(RunSender.of(producer, plain, 1, () -> 0)).isPresent();
        assertThat(RunSender.of(producer, plain.withEventTime(EventTime.NOW), 1, () -> 0))
                .isEmpty();
        assertThat(RunSender.of(producer, plain.withProperties(Map.of("interceptor.classes", "")), 1, () -> 0))
                .isEmpty();
    }

    private void sendRun(String name, int events) {
        WireBuffer key = new WireBuffer(64);
        WireBuffer value = new WireBuffer(64);
        for (int i = 0; i < events; i++) {
            key.clear();
            key.writeByte((byte) 'k');
            value.clear();
            byte[] text = text(name, i).getBytes(StandardCharsets.UTF_8);
            value.writeRaw(text, 0, text.length);
            sender.run(0).add(key, i, value.array(), 0, value.length(), i);
        }
        sender.send(run -> new RunCallback(run.intendedNanos(), () -> 0, acknowledgements, failures::add), () -> false);
    }

    private void sendSingly(String text) throws InterruptedException {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        RecordAccumulator.AppendCallbacks none = null;
        client.accumulator()
                .append("fakes", 0, 0, new byte[] {'k'}, value, new Header[0], none, 1_000, 0, Cluster.empty());
    }

    private static String text(String name, int event) {
        return name + " " + event + " " + "x".repeat(60);
    }

    private static void addTexts(String name, int events, List<String> to) {
        for (int i = 0; i < events; i++) {
            to.add(text(name, i));
        }
    }

    private List<String> queued() {
        List<String> texts = new ArrayList<>();
        client.accumulator().getDeque(WHERE).forEach(batch -> texts.addAll(texts(batch)));
        return texts;
    }

    private static List<String> texts(ProducerBatch batch) {
        List<String> texts = new ArrayList<>();
        batch.records().records().forEach(record -> texts.add(text(record.value())));
        return texts;
    }

    private static String text(ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        return MockedKafka.text(bytes);
    }
}
