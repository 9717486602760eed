package io.understudy.ops.doctor;

import io.understudy.engine.fault.Fault;
import io.understudy.engine.publish.Delivery;
import io.understudy.engine.publish.EventSpan;
import io.understudy.engine.publish.KafkaSettings;
import io.understudy.engine.publish.TopicSetup;
import io.understudy.engine.publish.TopicSetup.TopicState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidTopicException;

/** What a stream needs of the cluster: topics that keep its events, and the rights to write them. */
final class ClusterExam {
    private final Admin admin;
    private final Patient patient;
    private final KafkaSettings kafka;
    private final List<Check> checks = new ArrayList<>();

    ClusterExam(Admin admin, Patient patient) {
        this.admin = admin;
        this.patient = patient;
        this.kafka = patient.stream().kafka();
    }

    List<Check> examine() {
        String name = "topics " + patient.name();
        try {
            EventSpan span =
                    patient.stream().generate().eventSpan(patient.model().provenance(), Instant.now());
            TopicSetup setup = new TopicSetup(admin, kafka.bootstrapServers(), System::currentTimeMillis);
            List<TopicState> states = setup.examine(kafka.ownTopics(), span);
            checks.add(topics(name, states));
            checks.add(rights(states));
        } catch (ExecutionException e) {
            checks.add(Check.failed(name, "the broker would not tell: " + Admins.reason(e) + "; grant Describe"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            checks.add(Check.failed(name, "interrupted"));
        } catch (IllegalArgumentException e) {
            checks.add(Check.failed(name, String.valueOf(e.getMessage())));
        }
        if (kafka.delivery() == Delivery.EXACTLY_ONCE) {
            checks.add(transactions());
        }
        return checks;
    }

    private Check topics(String name, List<TopicState> states) throws ExecutionException, InterruptedException {
        List<String> problems = new ArrayList<>();
        states.stream().map(TopicState::problem).filter(p -> !p.isEmpty()).forEach(problems::add);
        List<TopicState> existing =
                states.stream().filter(state -> state.partitions() > 0).toList();
        Map<String, Integer> partitions =
                existing.stream().collect(Collectors.toMap(TopicState::topic, TopicState::partitions));
        if (Set.copyOf(partitions.values()).size() > 1) {
            problems.add("topics of one stream must have the same number of partitions, but they have " + partitions
                    + "; delete and create them anew, or use another stream name");
        }
        problems.addAll(tooSmall(existing));
        if (!problems.isEmpty()) {
            return Check.failed(name, String.join("; ", problems));
        }
        List<String> missing = states.stream()
                .filter(state -> state.partitions() == 0)
                .map(TopicState::topic)
                .toList();
        int agreed = existing.isEmpty() ? kafka.partitions() : existing.get(0).partitions();
        String others = agreed == kafka.partitions() ? "" : " (the job asks for " + kafka.partitions() + ")";
        return Check.ok(
                name,
                (existing.isEmpty() ? "" : existing.size() + " exist with " + agreed + " partitions" + others)
                        + (existing.isEmpty() || missing.isEmpty() ? "" : ", ")
                        + (missing.isEmpty() ? "" : String.join(", ", missing) + " will be created"));
    }

    /** Topics that would refuse records which are large on purpose. */
    private List<String> tooSmall(List<TopicState> existing) throws ExecutionException, InterruptedException {
        int largest = kafka.faults().faults().stream()
                .filter(Fault.Oversize.class::isInstance)
                .mapToInt(fault -> ((Fault.Oversize) fault).bytes())
                .max()
                .orElse(0);
        String topic = kafka.eventTopic();
        if (largest == 0 || existing.stream().noneMatch(state -> state.topic().equals(topic))) {
            return List.of();
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        String most = admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                .value();
        return Integer.parseInt(most) > largest
                ? List.of()
                : List.of("topic " + topic + " has " + TopicConfig.MAX_MESSAGE_BYTES_CONFIG + "=" + most
                        + ", so that the fault oversize of " + largest + " bytes would end the run; raise it, or lower"
                        + " bytes");
    }

    /** What the broker says about existing topics, and what it says to a creation that is only tried. */
    private Check rights(List<TopicState> states) throws ExecutionException, InterruptedException {
        String name = "rights " + patient.name();
        List<String> missing = new ArrayList<>();
        List<String> existing = names(states, true);
        Map<String, Set<AclOperation>> granted = admin
                .describeTopics(existing, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames()
                .get()
                .values()
                .stream()
                .filter(topic -> topic.authorizedOperations() != null)
                .collect(Collectors.toMap(topic -> topic.name(), topic -> topic.authorizedOperations()));
        granted.forEach((topic, operations) -> {
            Set<AclOperation> wanted = new LinkedHashSet<>(List.of(AclOperation.DESCRIBE, AclOperation.WRITE));
            wanted.removeAll(operations);
            wanted.forEach(operation -> missing.add(operation + " on topic " + topic));
        });
        for (String topic : names(states, false)) {
            try {
                NewTopic tried = new NewTopic(topic, Optional.of(kafka.partitions()), Optional.empty());
                admin.createTopics(List.of(tried), new CreateTopicsOptions().validateOnly(true))
                        .all()
                        .get();
            } catch (ExecutionException e) {
                missing.add("CREATE of topic " + topic + " (" + Admins.reason(e) + ")");
                if (e.getCause() instanceof InvalidTopicException) {
                    break;
                }
            }
        }
        return missing.isEmpty()
                ? Check.ok(name, "topics may be described, created and written")
                : Check.failed(
                        name,
                        "missing: " + String.join(", ", missing) + "; grant them to the user of kafka.properties, or"
                                + " create the topics beforehand");
    }

    private static List<String> names(List<TopicState> states, boolean existing) {
        return states.stream()
                .filter(state -> state.partitions() > 0 == existing)
                .map(TopicState::topic)
                .toList();
    }

    /** Begins a producer as the run would, under an id that no run has. */
    private Check transactions() {
        String name = "transactions " + patient.name();
        String id = "understudy." + patient.name() + ".doctor-" + UUID.randomUUID();
        try (KafkaProducer<byte[], byte[]> producer = Admins.transactional(kafka, id)) {
            producer.initTransactions();
            producer.close(Duration.ZERO);
            return Check.ok(name, "idempotent and transactional writes are allowed");
        } catch (KafkaException e) {
            return Check.failed(
                    name,
                    "a transactional producer is refused: " + Admins.reason(e)
                            + "; grant Write and Describe on transactional ids with the prefix understudy., or use"
                            + " delivery: at-least-once");
        }
    }
}
