package io.understudy.ops.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.understudy.model.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class DevStackTest {

    @Test
    void servesKafkaAndRegistryUntilItIsClosed() throws Exception {
        // Given
        DevStack stack = DevStack.start(BrokerSettings.TEMPORARY, 0);
        try (stack;
                Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            // When
            int nodes = admin.describeCluster().nodes().get().size();
            String compatibility = get(stack.registryUrl() + "/config");
            // Then
            assertThat(nodes).isEqualTo(1);
            assertThat(compatibility).contains("BACKWARD");
        }
        stack.close();
        assertThat(ProcessHandle.of(stack.broker().pid())).isEmpty();
        assertThat(ProcessHandle.of(stack.registry().pid())).isEmpty();
        assertThat(stack.broker().folder()).doesNotExist();
        assertThat(stack.registry().folder()).doesNotExist();
    }

    @Test
    void goesWhenItsOwnerIsKilled() throws Exception {
        // Given
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StackOwner.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(owner.getInputStream(), StandardCharsets.UTF_8))) {
            String[] words = said.readLine().split(" ");
            ProcessHandle broker = ProcessHandle.of(Long.parseLong(words[0])).orElseThrow();
            ProcessHandle registry = ProcessHandle.of(Long.parseLong(words[1])).orElseThrow();
            Path brokerFolder = Path.of(words[2]);
            Path registryFolder = Path.of(words[3]);
            assertThat(brokerFolder).isDirectory();
            assertThat(registryFolder).isDirectory();
            // When
            owner.destroyForcibly().waitFor();
            // Then
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(broker.isAlive()).isFalse();
                assertThat(registry.isAlive()).isFalse();
                assertThat(brokerFolder).doesNotExist();
                assertThat(registryFolder).doesNotExist();
                LocalPorts.requireFree(Integer.parseInt(words[4]), "the test");
                LocalPorts.requireFree(Integer.parseInt(words[5]), "the test");
            });
        } finally {
            owner.destroyForcibly();
        }
    }

    @Test
    void outlastsTheInterruptOfATerminal() throws Exception {
        // Given
        try (BrokerProcess broker = BrokerProcess.start(BrokerSettings.TEMPORARY);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // When
            for (String signal : new String[] {"-INT", "-TERM", "-HUP"}) {
                new ProcessBuilder("kill", signal, Long.toString(broker.pid()))
                        .start()
                        .waitFor();
            }
            // Then
            admin.createTopics(List.of(new NewTopic("after", 1, (short) 1)))
                    .all()
                    .get();
            assertThat(ProcessHandle.of(broker.pid())).isPresent();
        }
    }

    @Test
    void stopsTheBrokerWhenTheRegistryCannotStart() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            int brokerPort = LocalPorts.free(1).get(0);
            // When
            assertThatThrownBy(() -> DevStack.start(BrokerSettings.TEMPORARY.onPort(brokerPort), port))
                    // Then
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("port 127.0.0.1:" + port + " for the schema registry is in use");
            LocalPorts.requireFree(brokerPort, "the test");
        }
    }

    @Test
    void saysWhichBrokerPortIsInUse() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            // When
            assertThatThrownBy(() -> BrokerProcess.start(BrokerSettings.TEMPORARY.onPort(port)))
                    // Then
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("port 127.0.0.1:" + port + " for the broker is in use");
        }
    }

    @Test
    void tellsWhatABrokerPrintedThatDidNotStart() throws Exception {
        // Given
        BrokerSettings broken = BrokerSettings.TEMPORARY.with("metric.reporters", "no.such.Reporter");
        // When
        assertThatThrownBy(() -> BrokerProcess.start(broken))
                // Then
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ended with exit code 1")
                .hasMessageContaining("no.such.Reporter");
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Main class of the process that the test kills: starts a stack, says what it started, and waits. */
    static final class StackOwner {
        private StackOwner() {}

        public static void main(String[] arguments) throws Exception {
            try (DevStack stack = DevStack.start(BrokerSettings.TEMPORARY, 0)) {
                System.out.println(stack.broker().pid() + " " + stack.registry().pid() + " "
                        + stack.broker().folder() + " " + stack.registry().folder() + " "
                        + stack.bootstrapServers().split(":")[1] + " "
                        + stack.registryUrl().getPort());
                Thread.currentThread().join();
            }
        }
    }
}
