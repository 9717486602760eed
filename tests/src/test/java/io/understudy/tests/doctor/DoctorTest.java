package io.understudy.tests.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.generate.GenerateResult;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.file.ModelFile;
import io.understudy.ops.doctor.Check;
import io.understudy.ops.doctor.Doctor;
import io.understudy.ops.doctor.JobTopics;
import io.understudy.ops.job.Job;
import io.understudy.ops.job.JobFile;
import io.understudy.ops.run.StreamGenerator;
import io.understudy.schemas.ContractRegistry;
import io.understudy.tests.cluster.ClusterKind;
import io.understudy.tests.cluster.OnCluster;
import io.understudy.tests.cluster.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job on a broker, well and with each thing planted that doctor is to find; then what is left of it. */
@OnCluster(ClusterKind.EMBEDDED)
class DoctorTest {
    @TempDir
    static Path folder;

    private final TestCluster cluster;
    private String stream;

    DoctorTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    static void fit() throws IOException {
        SequenceModel model = ModelFitter.fit(
                Simulation.payments(SimulationSettings.of(80, 20, 11)).toEventLog(),
                FitSettings.defaults(),
                progress -> {});
        ModelFile.write(model, folder.resolve("payments.model"));
    }

    @BeforeEach
    void name() {
        stream = cluster.newName("doctor");
    }

    @Test
    void findsNothingWhereAllIsWell() throws IOException {
        List<Check> checks = new Doctor(job("")).examine();

        assertThat(checks)
                .allSatisfy(check -> assertThat(check.ok()).as(check.message()).isTrue());
        assertThat(checks)
                .extracting(Check::name)
                .containsExactly(
                        "model " + stream,
                        "cluster",
                        "topics " + stream,
                        "rights " + stream,
                        "transactions " + stream,
                        "registry",
                        "schemas " + stream);
        assertThat(message(checks, "topics " + stream)).endsWith(".labels will be created");
    }

    @Test
    void looksAndCreatesNothing() throws Exception {
        new Doctor(job("")).examine();

        assertThat(cluster.admin().listTopics().names().get()).noneMatch(topic -> topic.startsWith(stream + "."));
    }

    @Test
    void namesTheTopicThatWouldLoseEventsAndHowToRepairIt() throws Exception {
        create(stream, Map.of("retention.ms", "86400000"));
        create(stream + ".labels", Map.of("cleanup.policy", "compact"));

        String message = failure(new Doctor(job("start: 2020-01-01")).examine(), "topics " + stream);

        assertThat(message)
                .contains(
                        "topic " + stream
                                + " has retention.ms=86400000, so that events dated 2020-01-01T00:00:00Z would be"
                                + " deleted at the next retention check; set it to -1 (kafka-configs.sh --alter --topic",
                        "topic " + stream + ".labels has cleanup.policy=compact");
    }

    @Test
    void namesTopicsOfUnlikePartitionsAndThoseThatAreTooSmall() throws Exception {
        create(stream, Map.of("max.message.bytes", "100000"));
        create(stream + ".labels", 5, Map.of());

        String message = failure(new Doctor(job("faults: {oversize: 1%}")).examine(), "topics " + stream);

        assertThat(message)
                .contains("topics of one stream must have the same number of partitions, but they have {")
                .contains(
                        "has max.message.bytes=100000, so that the fault oversize of 500000 bytes would end the run;");
    }

    @Test
    void findsSchemasThatOursWouldBreak() throws IOException {
        try (ContractRegistry registry = ContractRegistry.connect(cluster.registryUrl(), Map.of())) {
            registry.register(
                    stream + "-value",
                    SchemaBuilder.record("other").fields().requiredString("x").endRecord());
        }

        assertThat(failure(new Doctor(job("")).examine(), "schemas " + stream))
                .startsWith("subject " + stream + "-value of schema registry " + cluster.registryUrl()
                        + " holds a schema that ");
    }

    @Test
    void namesModelsAndScenariosThatDoNotFit() throws IOException {
        Job noModel = read(text("").replace("payments.model", "none.model"));
        Job noScenario = job("bursts: [{scenario: bank_robbery, for: 1s, rate: 1/s, entities: 1}]");

        assertThat(failure(new Doctor(noModel).examine(), "model " + stream)).contains("none.model");
        assertThat(failure(new Doctor(noScenario).examine(), "model " + stream)).contains("scenario \"bank_robbery\" ");
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        Job unreachable = read(text("").replace(cluster.bootstrapServers(), "127.0.0.1:1")
                .replace(cluster.registryUrl(), "http://127.0.0.1:1"));

        List<Check> checks = new Doctor(unreachable).examine();

        assertThat(failure(checks, "cluster"))
                .startsWith("Kafka broker 127.0.0.1:1 does not answer: ")
                .endsWith("; start it, correct kafka.bootstrap, or give credentials in kafka.properties");
        assertThat(failure(checks, "registry")).startsWith("schema registry http://127.0.0.1:1 cannot be reached");
    }

    @Test
    void countsWhatARunLeftAndDeletesIt() throws Exception {
        Job job = job("events: 300, labels: all, faults: {malformed: 5%, tombstone: 5%}");
        run(job);
        try (JobTopics topics = new JobTopics(job)) {
            // a commit is told before the broker has marked it on all partitions, which is when readers get to see it
            await().atMost(Duration.ofSeconds(30)).until(() -> offsets(topics, job) >= 600);
            List<JobTopics.TopicStatus> status = topics.status(job.streams().get(0));
            JobTopics.Cleaning plan = topics.plan();

            assertThat(status)
                    .filteredOn(topic -> topic.partitions() > 0)
                    .extracting(JobTopics.TopicStatus::topic)
                    .containsExactly(stream, stream + ".labels");
            assertThat(plan.topics()).containsExactly(stream, stream + ".labels");
            assertThat(plan.subjects()).containsExactly(stream + "-value", stream + ".labels-value");
            assertThat(plan.kept()).isEmpty();
            assertThat(cluster.admin().listTopics().names().get()).contains(stream, stream + ".labels");

            topics.clean(plan);
        }

        assertThat(cluster.admin().listTopics().names().get()).doesNotContain(stream, stream + ".labels");
        try (JobTopics topics = new JobTopics(job)) {
            assertThat(topics.plan()).isEqualTo(new JobTopics.Cleaning(List.of(), List.of(), List.of(), List.of()));
        }
    }

    @Test
    void keepsTopicsThatHoldSomethingElse() throws Exception {
        create(stream, Map.of("retention.ms", "-1"));
        Job job = job("events: 50");
        run(job);
        try (ContractRegistry registry = ContractRegistry.connect(cluster.registryUrl(), Map.of());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", cluster.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            int other = registry.register(
                    stream + "-other-value",
                    SchemaBuilder.record("order").fields().requiredString("x").endRecord());
            byte[] foreign = {0, (byte) (other >> 24), (byte) (other >> 16), (byte) (other >> 8), (byte) other, 2, 'a'};
            producer.send(new ProducerRecord<>(stream, 0, null, foreign)).get();
        }
        create(stream + ".drift", Map.of());

        try (JobTopics topics = new JobTopics(job)) {
            JobTopics.Cleaning plan = topics.plan();

            assertThat(plan.topics()).containsExactly(stream + ".labels");
            assertThat(plan.kept())
                    .containsExactly(
                            stream + ": it holds order; delete it yourself if you know whose it is",
                            stream + ".drift: it holds no schema of ours under " + stream
                                    + ".drift-value; delete it yourself if you know whose it is");
        }
    }

    private static long offsets(JobTopics topics, Job job) throws IOException {
        return topics.status(job.streams().get(0)).stream()
                .mapToLong(JobTopics.TopicStatus::offsets)
                .sum();
    }

    private static void run(Job job) throws IOException, InterruptedException {
        SequenceModel model = ModelFile.read(job.streams().get(0).model());
        try (StreamGenerator generator = StreamGenerator.open(
                model, job.streams().get(0).kafka(), job.streams().get(0).generate())) {
            generator.start();
            GenerateResult result = generator.await();
            assertThat(result.events()).isPositive();
        }
    }

    private void create(String topic, Map<String, String> configs) throws ExecutionException, InterruptedException {
        create(topic, 3, configs);
    }

    private void create(String topic, int partitions, Map<String, String> configs)
            throws ExecutionException, InterruptedException {
        cluster.admin()
                .createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(configs)))
                .all()
                .get();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> cluster.admin().listTopics().names().get().contains(topic));
    }

    private Job job(String more) throws IOException {
        return read(text(more));
    }

    private String text(String more) {
        String injection = more.contains("bursts") ? "" : ", inject: false";
        return "kafka: {bootstrap: \"" + cluster.bootstrapServers() + "\", registry: \"" + cluster.registryUrl()
                + "\"}\nstreams:\n  - {name: " + stream + ", model: payments.model, partitions: 3, rate: max"
                + injection + (more.isEmpty() ? "" : ", " + more) + "}\n";
    }

    private Job read(String text) throws IOException {
        return JobFile.read(Files.writeString(folder.resolve(stream + ".yaml"), text, StandardCharsets.UTF_8));
    }

    private static String failure(List<Check> checks, String name) {
        Check check =
                checks.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
        assertThat(check.ok()).as(check.message()).isFalse();
        assertThat(check.message()).doesNotContain("\n");
        return check.message();
    }

    private static String message(List<Check> checks, String name) {
        return checks.stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow()
                .message();
    }
}
