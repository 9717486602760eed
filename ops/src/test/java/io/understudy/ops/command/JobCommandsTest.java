package io.understudy.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands of a job say where there is no job to be had. */
class JobCommandsTest {
    @TempDir
    Path folder;

    private final CapturedConsole console = new CapturedConsole();
    private String job;

    @BeforeEach
    void write() throws IOException {
        job = Files.writeString(folder.resolve("load.yaml"), """
                        kafka:
                          bootstrap: 127.0.0.1:1
                          registry: http://127.0.0.1:1
                          properties: {request.timeout.ms: 400, default.api.timeout.ms: 800}
                        streams:
                          - {name: cards, model: none.model}
                        """).toString();
    }

    @Test
    void doctorFailsWithOneCheckEachForWhatIsMissing() throws IOException {
        int code = console.execute("doctor", job, "--json");

        JsonNode json = new ObjectMapper().readTree(console.out());
        assertThat(code).isEqualTo(1);
        assertThat(json.path("ok").isBoolean()).isTrue();
        assertThat(json.path("ok").asBoolean()).isFalse();
        assertThat(json.path("checks")).hasSize(3).allSatisfy(check -> {
            assertThat(check.path("ok").asBoolean()).isFalse();
            assertThat(check.path("message").asText()).isNotBlank().doesNotContain("\n");
        });
        assertThat(json.path("checks").findValuesAsText("name")).containsExactly("model cards", "cluster", "registry");
    }

    @Test
    void doctorRefusesAJobThatIsNone() {
        int code = console.execute("doctor", folder.resolve("none.yaml").toString());

        assertThat(code).isEqualTo(2);
        assertThat(console.err()).endsWith("none.yaml: no such file\n");
    }

    @Test
    void driftSaysThatNoRunAnswers() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        int code = console.execute("drift", job, "abrupt", "amount*2", "--port", String.valueOf(port));

        assertThat(code).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("understudy: no run of job load answers at http://127.0.0.1:" + port
                        + "; start it by understudy run JOB.yaml --port P, and give the same --port here\n");
    }

    @Test
    void schemaPrintsJson() throws IOException {
        int code = console.execute("schema");

        assertThat(code).isZero();
        assertThat(new ObjectMapper().readTree(console.out()).path("title").asText())
                .isEqualTo("Understudy job");
    }

    @Test
    void faultsWantATopicAndBackfillTheTimeOfNow() {
        int faults = console.execute("generate", "--model", "m", "--to", "null", "--faults", "late=1%");
        int backfill = console.execute(
                "generate", "--model", "m", "--to", "null", "--backfill", "7d", "--timestamps", "model");
        int format = console.execute("generate", "--model", "m", "--to", "null", "--format", "xml");

        assertThat(new int[] {faults, backfill, format}).containsOnly(2);
        assertThat(console.err().lines())
                .containsExactly(
                        "understudy: --faults are for Kafka topics, and --to names none; write --to kafka:TOPIC",
                        "understudy: --backfill ends in events of now, but --timestamps model asks for simulated time; leave"
                                + " one of them out",
                        "understudy: --format: format \"xml\" is not known; use avro, json, json-schema or protobuf (see"
                                + " 'understudy generate --help')");
    }
}
