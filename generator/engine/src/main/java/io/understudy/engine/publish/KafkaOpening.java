package io.understudy.engine.publish;

import io.understudy.engine.pace.NanoClock;
import io.understudy.model.EventLayout;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.RecordSchema;
import io.understudy.schemas.record.GroundTruth;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** All that stands between settings and a sink that can send: topics, schemas, a producer that knows its partitions. */
final class KafkaOpening {
    private final EventLayout layout;
    private final KafkaSettings settings;
    private final EventSpan span;

    KafkaOpening(EventLayout layout, KafkaSettings settings, EventSpan span) {
        this.layout = layout;
        this.settings = settings;
        this.span = span;
    }

    KafkaSink open(DeliveryMeter meter) throws IOException {
        int partitions = preparedTopics();
        KafkaSink.SchemaIds schemas = registeredSchemas();
        return new KafkaSink(connectedProducer(), layout, settings, schemas, partitions, meter, NanoClock.SYSTEM);
    }

    private int preparedTopics() {
        try (Admin admin = Admin.create(ClientProperties.admin(settings))) {
            return new TopicSetup(admin, settings.bootstrapServers(), System::currentTimeMillis)
                    .prepare(settings.ownTopics(), settings.partitions(), span);
        } catch (KafkaException e) {
            throw KafkaFailure.duringSetup(settings.bootstrapServers(), e);
        }
    }

    // Where injection is on, the same schema is under two subjects, and a registry gives it one id.
    private KafkaSink.SchemaIds registeredSchemas() throws IOException {
        try (ContractRegistry registry = ContractRegistry.connect(settings.registryUrl(), settings.properties())) {
            Optional<RecordSchema> events =
                    EventValues.schema(layout, settings.style().format());
            int event = 0;
            if (events.isPresent()) {
                event = register(registry, settings.topics().events(), events.get());
            }
            if (events.isPresent() && settings.injection()) {
                event = register(registry, settings.eventTopic(), events.get());
            }
            RecordSchema labels = RecordSchema.avro(GroundTruth.getClassSchema());
            int truth = register(registry, settings.topics().labels(), labels);
            int key = 0;
            if (settings.style().keys() == RecordStyle.Keys.AVRO) {
                Schema string = Schema.create(Schema.Type.STRING);
                key = registry.register(settings.topics().events() + "-key", string);
                registry.register(settings.topics().labels() + "-key", string);
            }
            return new KafkaSink.SchemaIds(event, truth, key);
        }
    }

    private int register(ContractRegistry registry, String topic, RecordSchema schema) throws IOException {
        return registry.register(settings.style().subjects().of(topic, schema.fullName()), schema);
    }

    private Producer<byte[], byte[]> connectedProducer() {
        String id = "understudy." + settings.topics().events() + "." + UUID.randomUUID();
        Producer<byte[], byte[]> producer = null;
        try {
            producer = new KafkaProducer<>(ClientProperties.producer(settings, id));
            if (settings.delivery() == Delivery.EXACTLY_ONCE) {
                producer.initTransactions();
            }
            producer.partitionsFor(settings.eventTopic());
            producer.partitionsFor(settings.topics().labels());
            return producer;
        } catch (KafkaException e) {
            if (producer != null) {
                producer.close(Duration.ZERO);
            }
            throw KafkaFailure.duringSetup(settings.bootstrapServers(), e);
        }
    }
}
