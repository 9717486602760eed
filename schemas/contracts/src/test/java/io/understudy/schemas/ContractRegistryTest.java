package io.understudy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractRegistryTest {

    @Test
    void equalSchemaKeepsItsId() throws IOException {
        try (ContractRegistry registry = ContractRegistry.connect("mock://equal", Map.of())) {
            // Given
            int first = registry.register("payments-value", contract(FieldType.LONG, false));

            // When
            int second = registry.register("payments-value", contract(FieldType.LONG, false));

            // Then
            assertThat(second).isEqualTo(first);
            assertThat(registry.latest("payments-value")).contains(RecordSchema.avro(contract(FieldType.LONG, false)));
        }
    }

    @Test
    void compatibleSchemaBecomesTheNewestVersion() throws IOException {
        try (ContractRegistry registry = ContractRegistry.connect("mock://compatible", Map.of())) {
            // Given
            int first = registry.register("s-value", contract(FieldType.LONG, false));

            // When
            int second = registry.register("s-value", contract(FieldType.LONG, true));

            // Then
            assertThat(second).isNotEqualTo(first);
            assertThat(registry.latest("s-value")).contains(RecordSchema.avro(contract(FieldType.LONG, true)));
        }
    }

    @Test
    void olderVersionKeepsItsIdThoughTheNewestIsAnother() throws IOException {
        try (ContractRegistry registry = ContractRegistry.connect("mock://older", Map.of())) {
            // Given
            int first = registry.register("s-value", contract(FieldType.LONG, false));
            registry.register("s-value", contract(FieldType.LONG, true));

            // When
            int again = registry.register("s-value", contract(FieldType.LONG, false));

            // Then
            assertThat(again).isEqualTo(first);
        }
    }

    @Test
    void incompatibleSchemaIsRefusedAndNotRegistered() throws IOException {
        try (ContractRegistry registry = ContractRegistry.connect("mock://incompatible", Map.of())) {
            // Given
            registry.register("s-value", contract(FieldType.LONG, false));

            // When, Then
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> registry.register("s-value", contract(FieldType.TEXT, false)))
                    .withMessage("subject s-value of schema registry mock://incompatible holds a schema that "
                            + "io.understudy.event.s is not compatible with: The type (path '/fields/1/type') of a "
                            + "field in the new schema does not match with the old schema (reader type: STRING not "
                            + "compatible with writer type: LONG); publish to another topic, or delete the subject");
            assertThat(registry.latest("s-value")).contains(RecordSchema.avro(contract(FieldType.LONG, false)));
        }
    }

    @Test
    void registryWithoutARuleIsHeldToBackward() throws IOException, RestClientException {
        try (ContractRegistry registry = ContractRegistry.connect("mock://lax", Map.of())) {
            // Given
            registry.client().updateCompatibility(null, "NONE");
            registry.register("s-value", contract(FieldType.LONG, false));

            // When, Then
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> registry.register("s-value", contract(FieldType.TEXT, false)))
                    .withMessageContaining("TYPE_MISMATCH at /fields/1/type");
        }
    }

    @Test
    void registryWithAnotherRuleIsLeftToIt() throws IOException, RestClientException {
        try (ContractRegistry registry = ContractRegistry.connect("mock://forward", Map.of())) {
            // Given a rule that allows a field without default, which BACKWARD does not
            registry.client().updateCompatibility(null, "FORWARD");
            registry.register("s-value", contract(FieldType.LONG, true));

            // When
            registry.register("s-value", contract(FieldType.LONG, false));

            // Then
            assertThat(registry.latest("s-value")).contains(RecordSchema.avro(contract(FieldType.LONG, false)));
        }
    }

    @Test
    void saysThatTheHostIsUnknown() throws IOException {
        try (ContractRegistry registry = ContractRegistry.connect("http://registry.invalid:8081", Map.of())) {
            assertThatIOException()
                    .isThrownBy(registry::probe)
                    .withMessage("schema registry http://registry.invalid:8081 cannot be reached: unknown host "
                            + "registry.invalid; start it, or give its address by --registry");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8081", "ftp://localhost", "http://", "http://a b", "http://one:1,two"})
    void refusesWhatIsNoAddress(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractRegistry.connect(url, Map.of()))
                .withMessageStartingWith("schema registry \"")
                .withMessageEndingWith(
                        "\" is not an address; give one like http://localhost:8081, or https://host/path");
    }

    @Test
    void refusesAPropertyThatTheClientRefuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ContractRegistry.connect("http://localhost:8081", Map.of("http.connect.timeout.ms", "soon")))
                .withMessageStartingWith("schema registry http://localhost:8081 cannot be set up: ")
                .withMessageEndingWith("; check its properties");
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        // Given
        String url = "http://127.0.0.1:" + freePort();
        try (ContractRegistry registry = ContractRegistry.connect(url, Map.of())) {
            // When, Then
            assertThatIOException()
                    .isThrownBy(() -> registry.register("s-value", contract(FieldType.LONG, false)))
                    .withMessageStartingWith("schema registry " + url + " cannot be reached: Connection refused")
                    .withMessageEndingWith("; start it, or give its address by --registry");
            assertThatIOException()
                    .isThrownBy(registry::probe)
                    .withMessageStartingWith("schema registry " + url + " cannot be reached: ");
        }
    }

    @Test
    void saysThatTheCredentialsAreRefused() throws IOException {
        try (Answering server = new Answering(401, "{\"error_code\": 401, \"message\": \"Unauthorized\"}");
                ContractRegistry registry = ContractRegistry.connect(server.url(), Map.of())) {
            assertThatIOException()
                    .isThrownBy(() -> registry.register("s-value", contract(FieldType.LONG, false)))
                    .withMessageContaining(server.url() + " would not register schema io.understudy.event.s under "
                            + "subject s-value: it answered HTTP 401, Unauthorized")
                    .withMessageEndingWith("; give credentials by basic.auth.credentials.source and "
                            + "basic.auth.user.info in the properties");
        }
    }

    @Test
    void saysThatItIsNoRegistry() throws IOException {
        try (Answering server = new Answering(418, "<html>\n<p>tea</p></html>");
                ContractRegistry registry = ContractRegistry.connect(server.url(), Map.of())) {
            assertThatIOException()
                    .isThrownBy(registry::probe)
                    .withMessageStartingWith("schema registry " + server.url())
                    .withMessageContaining("HTTP 418")
                    .withMessageNotContaining("\n");
        }
    }

    @Test
    void findsNothingUnderASubjectThatIsNotThere() throws IOException {
        try (ContractRegistry registry = ContractRegistry.connect("mock://none", Map.of())) {
            assertThat(registry.latest("s-value")).isEmpty();
        }
    }

    @Test
    void holdsSchemasOfOtherKinds() throws IOException {
        try (ContractRegistry registry = ContractRegistry.connect("mock://kinds", Map.of())) {
            RecordSchema json = RecordSchema.json("{\"title\": \"a.b.Card\", \"type\": \"object\"}");
            RecordSchema protobuf =
                    RecordSchema.protobuf("syntax = \"proto3\";\npackage a.b;\nmessage Card {\n  int64 x = 1;\n}\n");

            int first = registry.register("json-value", json);
            int second = registry.register("protobuf-value", protobuf);

            assertThat(registry.register("json-value", json)).isEqualTo(first);
            assertThat(registry.latest("json-value")).contains(json);
            assertThat(registry.latest("protobuf-value")).contains(protobuf);
            assertThat(List.of(registry.nameOf(first), registry.nameOf(second))).containsOnly("a.b.Card");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> registry.register("json-value", protobuf))
                    .withMessageContaining("it holds schemas of type JSON, not PROTOBUF");
        }
    }

    private static org.apache.avro.Schema contract(FieldType type, boolean nullable) {
        return EventContract.of("s", List.of(new EventField("x", type, nullable, "")))
                .schema();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A server that gives every request one answer. */
    private static final class Answering implements AutoCloseable {
        private final HttpServer server;

        Answering(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
