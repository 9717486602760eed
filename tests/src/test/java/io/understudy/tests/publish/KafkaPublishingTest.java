package io.understudy.tests.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.understudy.engine.publish.Delivery;
import io.understudy.engine.publish.DeliveryMeter;
import io.understudy.engine.publish.EventSpan;
import io.understudy.engine.publish.KafkaSettings;
import io.understudy.engine.publish.KafkaSink;
import io.understudy.engine.publish.LabelScope;
import io.understudy.model.InputException;
import io.understudy.ops.devstack.BrokerSettings;
import io.understudy.ops.devstack.EmbeddedBroker;
import io.understudy.schemas.ContractRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaPublishingTest {
    private static final long IN_1993_MICROS =
            Instant.parse("1993-01-01T00:00:00Z").getEpochSecond() * 1_000_000;
    private static final EventSpan SPAN_1993 = EventSpan.simulated(IN_1993_MICROS, IN_1993_MICROS + 3_600_000_000L);
    private static final String REGISTRY = "mock://publishing";

    private static EmbeddedBroker broker;
    private static Admin admin;

    @BeforeAll
    static void start() throws IOException {
        broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() throws IOException {
        admin.close();
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void publishesEventsThatAStockConsumerReadsAndLabelsThatJoinThem(Delivery delivery) throws IOException {
        // Given
        KafkaSettings settings = settings("joined-" + delivery.ordinal())
                .withDelivery(delivery)
                .withLabels(LabelScope.ALL, Duration.ofDays(30));

        // When
        publish(settings, 1_000);

        // Then
        List<ConsumerRecord<String, Object>> events = read(settings.topics().events(), 1_000);
        List<ConsumerRecord<String, Object>> labels = read(settings.topics().labels(), 1_000);
        assertThat(events).hasSize(1_000);
        Map<String, ConsumerRecord<String, Object>> labelById =
                labels.stream().collect(Collectors.toMap(r -> field(r, "event_id"), r -> r));
        for (ConsumerRecord<String, Object> event : events) {
            ConsumerRecord<String, Object> label = labelById.get(field(event, "event_id"));
            assertThat(label.key()).isEqualTo(event.key()).isEqualTo(field(event, "card"));
            assertThat(label.partition()).isEqualTo(event.partition());
            assertThat(label.timestamp()).isEqualTo(event.timestamp());
            assertThat(((GenericRecord) event.value()).getSchema().getField("fraud"))
                    .isNull();
        }
        assertThat(labels.stream().filter(r -> field(r, "label").equals("card_testing")))
                .hasSize(100)
                .allSatisfy(r -> assertThat(field(r, "technique")).isEqualTo("card_testing"));
    }

    @Test
    void losesNothingWhereATopicTakesSmallerBatchesThanTheClientMakes() throws Exception {
        create("narrow", 2, Map.of("retention.ms", "-1", "max.message.bytes", "2000"));

        LongAdder acknowledged = new LongAdder();
        publish(
                settings("narrow").withProperties(Map.of("compression.type", "none")),
                1_000,
                (nanos, count) -> acknowledged.add(count));

        assertThat(read("narrow", 1_000)).hasSize(1_000);
        assertThat(acknowledged.sum()).isEqualTo(1_000);
    }

    @Test
    void createsTopicsThatKeepSimulatedTime() throws Exception {
        KafkaSettings settings = settings("created").withPartitions(3);

        publish(settings, 10);

        for (String topic : List.of("created", "created.labels")) {
            Config config = config(topic);
            assertThat(config.get("retention.ms").value()).isEqualTo("-1");
            assertThat(config.get("message.timestamp.type").value()).isEqualTo("CreateTime");
            assertThat(config.get("message.timestamp.before.max.ms").value()).isEqualTo("9223372036854775807");
            assertThat(config.get("message.timestamp.after.max.ms").value()).isEqualTo("9223372036854775807");
            assertThat(admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions())
                    .hasSize(3);
        }
    }

    @Test
    void takesThePartitionCountOfTheTopicsThatExist() throws Exception {
        create("grown", 4, Map.of("retention.ms", "-1"));

        publish(settings("grown"), 10);

        assertThat(admin.describeTopics(List.of("grown.labels"))
                        .allTopicNames()
                        .get()
                        .get("grown.labels")
                        .partitions())
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "week | retention.ms | 604800000 | events dated 1993-01-01T00:00:00Z would be deleted at the next retention check | -1",
                "stamped | message.timestamp.type | LogAppendTime | the broker would overwrite the events' time | CreateTime",
                "strict | message.timestamp.before.max.ms | 3600000 | the broker would refuse events dated 1993-01-01T00:00:00Z | 9223372036854775807"
            })
    void refusesATopicThatSimulatedTimeDoesNotSuit(String topic, String name, String value, String why, String remedy)
            throws Exception {
        Map<String, String> configs = new HashMap<>(Map.of("retention.ms", "-1"));
        configs.put(name, value);
        create(topic, 1, configs);

        assertThatThrownBy(() -> publish(settings(topic), 10))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "topic " + topic + " has " + name + "=" + value + ", so that " + why + "; set it to " + remedy
                                + " (kafka-configs.sh --alter --topic " + topic + " --add-config " + name + "=" + remedy
                                + "), use another topic, or --timestamps now");
    }

    @Test
    void refusesATopicThatKeepsOnlyTheLastEventOfAnEntity() throws Exception {
        create("compacted", 1, Map.of("cleanup.policy", "compact"));

        assertThatThrownBy(() ->
                        KafkaSink.open(SmallStream.LAYOUT, settings("compacted"), EventSpan.NOW, DeliveryMeter.NONE))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "topic compacted has cleanup.policy=compact, so that all but the last event of an entity would be"
                                + " deleted; set it to delete (kafka-configs.sh --alter --topic compacted --add-config"
                                + " cleanup.policy=delete), use another topic");
    }

    @Test
    void takesATopicOfUsualSettingsForEventsOfNow() throws Exception {
        create("usual", 2, Map.of());

        try (KafkaSink sink =
                KafkaSink.open(SmallStream.LAYOUT, settings("usual"), EventSpan.NOW, DeliveryMeter.NONE)) {
            sink.accept(SmallStream.event(0, System.currentTimeMillis() * 1_000), System.nanoTime());
            sink.finish();
        }

        assertThat(read("usual", 1)).hasSize(1);
    }

    @Test
    void refusesTopicsOfOneStreamWithDifferentPartitionCounts() throws Exception {
        create("uneven", 2, Map.of("retention.ms", "-1"));
        create("uneven.labels", 3, Map.of("retention.ms", "-1"));

        assertThatThrownBy(() -> publish(settings("uneven"), 10))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("topics of one stream must have the same number of partitions, but they have {")
                .hasMessageContainingAll("uneven=2", "uneven.labels=3")
                .hasMessageEndingWith("; delete and create them anew, or use another stream name");
    }

    @Test
    void showsEventsOfABrokenRunWithTheirLabelsOrNotAtAll() throws IOException {
        // Given: a run that ends without finish, some hundred milliseconds and so some transactions after its start
        KafkaSettings settings = settings("broken").withLabels(LabelScope.ALL, Duration.ZERO);
        int sent = 0;
        try (KafkaSink sink = KafkaSink.open(SmallStream.LAYOUT, settings, SPAN_1993, DeliveryMeter.NONE)) {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < 350_000_000L) {
                sink.accept(SmallStream.event(sent++, IN_1993_MICROS), System.nanoTime());
                sink.release();
            }
        }

        // When
        Set<String> events = ids(read("broken", 1));
        Set<String> labels = ids(read("broken.labels", 1));

        // Then
        assertThat(events).hasSizeBetween(1, sent).isEqualTo(labels);
    }

    private static Set<String> ids(List<ConsumerRecord<String, Object>> records) {
        return records.stream().map(r -> field(r, "event_id")).collect(Collectors.toSet());
    }

    @Test
    void saysInOneLineThatTheBrokerCannotBeReached() {
        KafkaSettings settings = KafkaSettings.of("127.0.0.1:1", REGISTRY, "nowhere");
        long before = System.nanoTime();

        assertThatThrownBy(() -> publish(settings, 1))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Kafka broker 127.0.0.1:1 cannot be reached: no answer within 8 s; start it, or give its address by"
                                + " --bootstrap-server");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void saysInOneLineThatTheBrokersNameIsUnknown() {
        KafkaSettings settings = KafkaSettings.of("no-such-host.invalid:9092", REGISTRY, "nowhere");

        assertThatThrownBy(() -> publish(settings, 1))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Kafka broker no-such-host.invalid:9092 refused: Config, No resolvable bootstrap urls given in"
                                + " bootstrap.servers; give its address as host:port by --bootstrap-server");
    }

    @Test
    void saysInOneLineThatTheRegistryCannotBeReached() {
        KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers(), "http://127.0.0.1:1", "unregistered");

        assertThatThrownBy(() -> publish(settings, 1))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("schema registry http://127.0.0.1:1 cannot be reached: ")
                .hasMessageEndingWith("; start it, or give its address by --registry");
    }

    @Test
    void refusesATopicWhoseSchemaIsIncompatible() throws IOException {
        try (ContractRegistry registry = ContractRegistry.connect(REGISTRY, Map.of())) {
            registry.register(
                    "taken-value",
                    SchemaBuilder.record("cards")
                            .namespace("io.understudy.event")
                            .fields()
                            .requiredInt("card")
                            .endRecord());
        }

        assertThatThrownBy(() -> publish(settings("taken"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("subject taken-value of schema registry " + REGISTRY + " holds a schema that")
                .hasMessageEndingWith("publish to another topic, or delete the subject");
    }

    @Test
    void refusesAPropertyThatKafkaDoesNotTake() {
        KafkaSettings settings = settings("property").withProperties(Map.of("acks", "some"));

        assertThatThrownBy(() -> publish(settings, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("acks");
    }

    private static KafkaSettings settings(String stream) {
        return KafkaSettings.of(broker.bootstrapServers(), REGISTRY, stream);
    }

    private static void publish(KafkaSettings settings, int events) throws IOException {
        publish(settings, events, DeliveryMeter.NONE);
    }

    private static void publish(KafkaSettings settings, int events, DeliveryMeter meter) throws IOException {
        try (KafkaSink sink = KafkaSink.open(SmallStream.LAYOUT, settings, SPAN_1993, meter)) {
            for (int n = 0; n < events; n++) {
                sink.accept(SmallStream.event(n, IN_1993_MICROS), System.nanoTime());
                if (n % 50 == 49) {
                    sink.release();
                }
            }
            sink.finish();
        }
    }

    private static void create(String topic, int partitions, Map<String, String> configs)
            throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(configs)))
                .all()
                .get();
    }

    private static Config config(String topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource);
    }

    /** What a committed reader sees, once {@code atLeast} records are there and no more come, or after half a minute. */
    private static List<ConsumerRecord<String, Object>> read(String topic, int atLeast) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, KafkaAvroDeserializer.class);
        properties.put("schema.registry.url", REGISTRY);
        List<ConsumerRecord<String, Object>> records = new ArrayList<>();
        try (KafkaConsumer<String, Object> consumer = new KafkaConsumer<>(properties)) {
            Set<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .collect(Collectors.toSet());
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant deadline = Instant.now().plusSeconds(30);
            boolean more = true;
            while (Instant.now().isBefore(deadline) && (records.size() < atLeast || more)) {
                int before = records.size();
                consumer.poll(Duration.ofMillis(300)).forEach(records::add);
                more = records.size() > before;
            }
        }
        return records;
    }

    private static String field(ConsumerRecord<String, Object> record, String name) {
        return String.valueOf(((GenericRecord) record.value()).get(name));
    }
}
