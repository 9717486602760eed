package io.understudy.engine.publish;

import static io.understudy.engine.publish.MockedKafka.PLAIN;
import static io.understudy.engine.publish.MockedKafka.SETTINGS;
import static io.understudy.engine.publish.MockedKafka.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.sample.FakeModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** When and how a sink hands records over, and what it does when they are not taken. */
class KafkaDeliveryTest {
    private final MockedKafka kafka = new MockedKafka();

    @Test
    void letsRareLabelsWaitForOneAnotherButNotForLong() throws IOException {
        // Given
        KafkaSink sink = kafka.sink(PLAIN.withLabels(LabelScope.ALL, Duration.ZERO));
        sink.accept(frame(1, 0), 0);
        sink.release();
        assertThat(kafka.labels()).as("none was sent for a while").hasSize(1);

        // When
        kafka.now += 10_000_000;
        sink.accept(frame(2, 0), 0);
        sink.release();

        // Then
        assertThat(kafka.events()).hasSize(2);
        assertThat(kafka.labels()).hasSize(1);
        kafka.now += 40_000_000;
        sink.tick(FakeModel.START_MICROS);
        assertThat(kafka.labels()).hasSize(2);
    }

    @Test
    void showsReadersOnlyWholeTransactions() throws IOException {
        KafkaSink sink = kafka.sink(SETTINGS.withLabels(LabelScope.ALL, Duration.ZERO));
        kafka.producer.initTransactions();

        sink.accept(frame(1, 0), 0);
        sink.release();

        assertThat(kafka.producer.history()).isEmpty();
        assertThat(kafka.producer.uncommittedRecords()).as("event and label").hasSize(2);
        kafka.now += 100_000_000;
        sink.accept(frame(2, 0), 0);
        sink.release();
        assertThat(kafka.producer.history()).hasSize(4);
        assertThat(kafka.producer.commitCount()).isEqualTo(1);
    }

    @Test
    void commitsWhileNothingHappens() throws IOException {
        KafkaSink sink = kafka.sink(SETTINGS);
        kafka.producer.initTransactions();
        sink.accept(frame(1, 0), 0);
        sink.release();

        kafka.now += 150_000_000;
        sink.tick(5_000_000);

        assertThat(kafka.events()).hasSize(1);
    }

    @Test
    void commitsWhatIsLeftAtTheEndAndNothingWithoutAnEnd() throws IOException {
        KafkaSink sink = kafka.sink(SETTINGS);
        kafka.producer.initTransactions();
        sink.accept(frame(1, 0), 0);
        sink.finish();
        sink.accept(frame(2, 0), 0);
        sink.release();

        sink.close();

        assertThat(kafka.events()).hasSize(1);
        assertThat(kafka.producer.closed()).isTrue();
    }

    @Test
    void endsWithTheFirstFailureThatTheBrokerReports() throws IOException {
        MockProducer<byte[], byte[]> manual =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
        KafkaSink sink = kafka.sink(manual, PLAIN);
        sink.accept(frame(1, 0), 0);
        sink.accept(frame(2, 0), 0);
        sink.release();

        InvalidTimestampException first = new InvalidTimestampException("Timestamp 5 of message is out of range.");
        manual.errorNext(first);
        manual.errorNext(new TimeoutException("late"));

        assertThatThrownBy(() -> sink.accept(frame(3, 0), 0))
                .isInstanceOf(IOException.class)
                .hasCause(first)
                .hasMessage(
                        "Kafka broker 127.0.0.1:9 did not take records of topic fakes: InvalidTimestamp, Timestamp 5 of"
                                + " message is out of range; set message.timestamp.before.max.ms and message.timestamp.after.max.ms"
                                + " of the topic to 9223372036854775807, or use --timestamps now");
        assertThat(kafka.meter.errors()).isEqualTo(2);
        assertThatThrownBy(sink::finish).hasCause(first);
    }

    @Test
    void endsWithAFailureThatTheProducerThrows() throws IOException {
        KafkaSink sink = kafka.sink(PLAIN);
        kafka.producer.sendException = new TimeoutException("Failed to allocate memory within 60000 ms.");
        sink.accept(frame(1, 0), 0);

        assertThatThrownBy(sink::release)
                .hasMessage(
                        "Kafka broker 127.0.0.1:9 did not take records of topic fakes: Timeout, Failed to allocate memory"
                                + " within 60000 ms; check that the broker is up and keeps pace, or lower the rate");
    }

    @Test
    void tellsTheClientsOwnWorkTheNetworkAndTheBrokerApart() throws IOException {
        KafkaSink unreachable = kafka.sink(PLAIN);
        assertThat(unreachable.bottleneck()).isEqualTo("generator (its Kafka client)");

        metric("bufferpool-wait-time-ns-total", 5e9);
        metric("request-latency-avg", 900);
        assertThat(unreachable.bottleneck()).as("nobody answers at port 9").isEqualTo("network");

        try (ServerSocket broker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            KafkaSettings near = KafkaSettings.of("127.0.0.1:" + broker.getLocalPort(), "mock://sink", "fakes");
            assertThat(kafka.sink(near).bottleneck())
                    .as("connects at once, answers in 900 ms")
                    .isEqualTo("broker");
        }

        metric("record-retry-total", 7);
        assertThat(unreachable.retries()).isEqualTo(7);
    }

    private void metric(String name, double value) {
        MetricName metric = new MetricName(name, "producer-metrics", "", Map.of());
        kafka.producer.setMockMetrics(metric, new Metric() {
            @Override
            public MetricName metricName() {
                return metric;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        });
    }

    @Test
    void measuresLatencyFromTheIntendedTime() throws IOException {
        KafkaSink sink = kafka.sink(PLAIN);
        kafka.now = 9_000_000;

        sink.accept(frame(1, 0), 2_000_000);
        sink.finish();

        assertThat(kafka.meter.latency().summary().maxMillis()).isBetween(6.9, 7.1);
        assertThat(kafka.meter.acknowledgedEvents()).isEqualTo(1);
    }
}
