package io.understudy.ops.doctor;

import io.understudy.engine.publish.KafkaSettings;
import io.understudy.model.file.ModelFile;
import io.understudy.ops.job.Job;
import io.understudy.ops.job.StreamPlan;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.RecordSchema;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics, consumer groups and subjects that a job leaves behind: how they stand, and their deletion. */
public final class JobTopics implements AutoCloseable {
    private static final int MOST_LOOKS = 100;
    private static final long LOOK_NANOS = 100_000_000;
    private static final List<String> PARTS = List.of("inject", "monitor", "score");

    private final Job job;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> reader;
    private final ContractRegistry registry;
    private final TopicSample sample;

    /** @throws IOException if the clients cannot be set up */
    public JobTopics(Job job) throws IOException {
        this.job = job;
        KafkaSettings kafka = job.streams().get(0).kafka();
        registry = ContractRegistry.connect(kafka.registryUrl(), kafka.properties());
        try {
            admin = Admins.admin(kafka);
            reader = Admins.reader(kafka);
        } catch (KafkaException e) {
            registry.close();
            throw new IOException(
                    "the Kafka client cannot be set up: " + Admins.reason(e) + "; correct the job's kafka", e);
        }
        sample = new TopicSample(reader, registry);
    }

    /**
     * One of a job's topics.
     *
     * @param partitions 0 where it does not exist
     * @param offsets between its ends: records, and markers of transactions
     */
    public record TopicStatus(String topic, int partitions, long offsets) {}

    /** All topics of a stream, in the order of the pipeline. */
    public List<TopicStatus> status(StreamPlan stream) throws IOException {
        List<TopicStatus> all = new ArrayList<>();
        Map<String, TopicDescription> existing = existing(names(stream));
        for (String topic : names(stream)) {
            TopicDescription found = existing.get(topic);
            int partitions = found == null ? 0 : found.partitions().size();
            all.add(new TopicStatus(topic, partitions, partitions == 0 ? 0 : sample.offsets(topic, partitions)));
        }
        return all;
    }

    private static List<String> names(StreamPlan stream) {
        var topics = stream.topics();
        return List.of(topics.base(), topics.bursts(), topics.events(), topics.labels(), topics.drift());
    }

    /**
     * What a deletion would do.
     *
     * @param topics to be deleted
     * @param groups of consumers to be deleted
     * @param subjects to be deleted
     * @param kept topics that are not ours, each with the reason
     */
    public record Cleaning(List<String> topics, List<String> groups, List<String> subjects, List<String> kept) {}

    /** What may be deleted, found out without deleting anything. */
    public Cleaning plan() throws IOException {
        Cleaning plan = new Cleaning(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (StreamPlan stream : job.streams()) {
            Patient patient = new Patient(stream, ModelFile.read(stream.model()));
            Map<String, RecordSchema> schemas = RegistryExam.schemaByTopic(patient);
            Map<String, TopicDescription> existing = existing(names(stream));
            for (String topic : names(stream)) {
                judge(patient, topic, existing.get(topic), schemas.get(topic), plan);
            }
            internals(stream, plan);
        }
        return plan;
    }

    private void judge(Patient patient, String topic, TopicDescription found, RecordSchema schema, Cleaning plan)
            throws IOException {
        if (schema == null) {
            if (found != null) {
                plan.kept()
                        .add(topic
                                + (topic.equals(patient.name())
                                        ? ": events in plain JSON name no schema, so nothing proves whose they are; delete it yourself"
                                        : ": the job does not write it, for it has inject: false"));
            }
            return;
        }
        String subject = RegistryExam.subject(patient, topic, schema);
        String registered = registry.latest(subject).map(RecordSchema::fullName).orElse("");
        boolean ourSubject = registered.equals(schema.fullName());
        if (found != null) {
            String foreign = ourSubject
                    ? sample.foreign(topic, found.partitions().size(), schema.fullName())
                    : registered.isEmpty() ? "no schema of ours under " + subject : registered + " under " + subject;
            if (!foreign.isEmpty()) {
                plan.kept().add(topic + ": it holds " + foreign + "; delete it yourself if you know whose it is");
                return;
            }
            plan.topics().add(topic);
        }
        if (ourSubject) {
            plan.subjects().add(subject);
        }
    }

    /** Changelogs and groups of the Streams app carry its application id, which begins with our own name. */
    private void internals(StreamPlan stream, Cleaning plan) throws IOException {
        List<String> all = new ArrayList<>(ask(() -> admin.listTopics().names().get()));
        List<String> groups = ask(() -> admin.listGroups().all().get().stream()
                .map(group -> group.groupId())
                .toList());
        for (String part : PARTS) {
            String id = "understudy." + stream.name() + "." + part;
            all.stream()
                    .filter(topic -> topic.startsWith(id + "-")
                            && (topic.endsWith("-changelog") || topic.endsWith("-repartition")))
                    .sorted()
                    .forEach(plan.topics()::add);
            groups.stream().filter(id::equals).forEach(plan.groups()::add);
        }
    }

    /**
     * Deletes what {@code plan} says.
     *
     * @throws IOException if something cannot be deleted, such as a group that still has members
     */
    public void clean(Cleaning plan) throws IOException {
        for (String group : plan.groups()) {
            ask(() -> admin.deleteConsumerGroups(List.of(group)).all().get());
        }
        for (String topic : plan.topics()) {
            ask(() -> admin.deleteTopics(List.of(topic)).all().get());
        }
        for (String subject : plan.subjects()) {
            registry.delete(subject);
        }
        awaitGone(plan.topics());
    }

    /** A broker may name a topic for a moment after it was deleted. */
    private void awaitGone(List<String> topics) throws IOException {
        for (int look = 0; look < MOST_LOOKS; look++) {
            List<String> left =
                    new ArrayList<>(ask(() -> admin.listTopics().names().get()));
            left.retainAll(topics);
            if (left.isEmpty()) {
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private Map<String, TopicDescription> existing(List<String> topics) throws IOException {
        List<String> known =
                new ArrayList<>(ask(() -> admin.listTopics().names().get()));
        known.retainAll(topics);
        return ask(() -> admin.describeTopics(known).allTopicNames().get());
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException;
    }

    /** Null where what was to be deleted is gone already. */
    private static <T> T ask(Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    || e.getCause() instanceof GroupIdNotFoundException) {
                return null;
            }
            String remedy = e.getCause() instanceof GroupNotEmptyException
                    ? "; stop the job and its Streams app first"
                    : "; check the broker, and the rights of the user";
            throw new IOException("Kafka refused: " + Admins.reason(e) + remedy, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
        admin.close();
        registry.close();
    }
}
