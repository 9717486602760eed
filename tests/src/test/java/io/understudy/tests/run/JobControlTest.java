package io.understudy.tests.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.generate.GenerateResult;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.file.ModelFile;
import io.understudy.ops.job.JobFile;
import io.understudy.ops.run.JobRun;
import io.understudy.tests.cluster.ClusterKind;
import io.understudy.tests.cluster.OnCluster;
import io.understudy.tests.cluster.TestCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that says nothing until its rate is changed by HTTP, goes on after a backfill, and drifts when told to. */
@OnCluster(ClusterKind.EMBEDDED)
class JobControlTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final TestCluster cluster;
    private final HttpClient client = HttpClient.newHttpClient();

    JobControlTest(TestCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void obeysWhileItRuns() throws Exception {
        // Given: a day of history, then silence
        String stream = cluster.newName("steered");
        ModelFile.write(
                ModelFitter.fit(
                        Simulation.payments(SimulationSettings.of(80, 20, 11)).toEventLog(),
                        FitSettings.defaults(),
                        progress -> {}),
                folder.resolve("payments.model"));
        Path file = Files.writeString(
                folder.resolve("steered.yaml"),
                "kafka: {bootstrap: \"" + cluster.bootstrapServers() + "\", registry: \"" + cluster.registryUrl()
                        + "\"}\nstreams:\n  - {name: " + stream + ", model: payments.model, partitions: 2, rate: 0,"
                        + " backfill: 1d, inject: false}\n");
        List<String> notes = new CopyOnWriteArrayList<>();
        Instant start = Instant.now();
        Map<String, GenerateResult> results;
        try (JobRun job = new JobRun(JobFile.read(file), OptionalInt.of(0), notes::add)) {
            URI url = URI.create(notes.get(0).substring("dashboard ".length()));
            CompletableFuture<Map<String, GenerateResult>> running = CompletableFuture.supplyAsync(() -> run(job));
            await().atMost(PATIENCE)
                    .until(() -> status(url, stream).path("rate").asText().equals("0/s"));
            long behind = job.events();

            // When
            JsonNode rate = post(url, "api/rate", "{\"rate\": \"200/s for 3s, 50/s\"}");
            JsonNode drift = post(url, "api/drift", "{\"kind\": \"abrupt\", \"target\": \"amount*9\"}");
            JsonNode refused = post(url, "api/rate", "{\"stream\": \"steerd\", \"rate\": \"1/s\"}");
            await().atMost(PATIENCE).until(() -> job.events() >= behind + 650);
            job.cancel();
            results = running.join();

            // Then
            assertThat(rate.path("rate").asText()).isEqualTo("200/s for 3s, 50/s");
            assertThat(drift.path("startTime").asText()).isNotEmpty();
            assertThat(refused.path("error").asText()).startsWith("unknown stream steerd; ");
        }
        GenerateResult result = results.get(stream);
        assertThat(result.backfill().orElseThrow().events()).isBetween(1L, result.events() - 650);
        assertThat(result.plan().met()).as(result.plan().text()).isTrue();
        assertThat(notes)
                .anyMatch(note -> note.matches(stream + ": rate changed: at [0-9]+[a-z]+ 200/s for 3s, 50/s"))
                .contains(stream + ": drift turned on: abrupt amount*9");
        List<ConsumerRecord<byte[], byte[]>> records = records(stream, result.events());
        assertThat(records).hasSize((int) result.events());
        assertThat(records)
                .allSatisfy(record -> assertThat(record.timestamp())
                        .isBetween(
                                start.minus(Duration.ofDays(1)).toEpochMilli(),
                                Instant.now().toEpochMilli()));
    }

    private static Map<String, GenerateResult> run(JobRun job) {
        try {
            return job.run();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private JsonNode status(URI url, String stream) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(url.resolve("api/status")).build(), HttpResponse.BodyHandlers.ofString());
        for (JsonNode each : new ObjectMapper().readTree(response.body()).path("streams")) {
            if (each.path("name").asText().equals(stream)) {
                return each;
            }
        }
        return new ObjectMapper().createObjectNode();
    }

    private JsonNode post(URI url, String path, String body) throws Exception {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(response.body());
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic, long wanted) {
        List<ConsumerRecord<byte[], byte[]>> records = new CopyOnWriteArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            await().atMost(PATIENCE).until(() -> {
                reader.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= wanted;
            });
        }
        return records;
    }
}
