package io.understudy.ops.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.understudy.model.InputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {

    @TempDir
    Path folder;

    @Test
    void keepsTopicsOfANamedFolderForTheNextBroker() throws Exception {
        // Given
        try (EmbeddedBroker first = EmbeddedBroker.start(BrokerSettings.TEMPORARY.inFolder(folder));
                Admin admin = adminOf(first)) {
            admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1)))
                    .all()
                    .get();
        }
        // When
        try (EmbeddedBroker second = EmbeddedBroker.start(BrokerSettings.TEMPORARY.inFolder(folder));
                Admin admin = adminOf(second)) {
            // Then
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
    }

    @Test
    void leavesNeitherFolderNorPortBehind() throws Exception {
        // Given
        EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.TEMPORARY);
        Path data = broker.folder();
        assertThat(data).isDirectory();
        // When
        broker.close();
        broker.close();
        // Then
        assertThat(data).doesNotExist();
        LocalPorts.requireFree(portOf(broker), "the test");
    }

    @Test
    void refusesAFolderThatAnotherBrokerHolds() throws Exception {
        // Given
        try (EmbeddedBroker first = EmbeddedBroker.start(BrokerSettings.TEMPORARY.inFolder(folder))) {
            assertThat(first.folder()).isEqualTo(folder);
            // When
            assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.TEMPORARY.inFolder(folder)))
                    // Then
                    .isInstanceOf(InputException.class)
                    .hasMessage("folder " + folder.toAbsolutePath()
                            + " is in use by another broker, which holds its understudy.lock; stop that broker, or"
                            + " choose another folder");
        }
    }

    @Test
    void refusesAPortInUse() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            // When
            assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.TEMPORARY.onPort(port)))
                    // Then
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith("port 127.0.0.1:" + port + " for the broker is in use")
                    .hasMessageEndingWith("choose another port (0 takes a free one)");
        }
    }

    @Test
    void refusesAPropertyThatKafkaRefusesAndRemovesItsFolder() throws Exception {
        // Given
        BrokerSettings broken = BrokerSettings.TEMPORARY.inFolder(folder).with("num.io.threads", "many");
        // When
        assertThatThrownBy(() -> EmbeddedBroker.start(broken))
                // Then
                .isInstanceOf(InputException.class)
                .hasMessageContaining("num.io.threads")
                .hasMessageContaining("many");
        LockedFolder.open(folder).close();
    }

    @Test
    void endsItsThreadsWhenItDoesNotStart() throws Exception {
        // Given
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        int controllerPort = LocalPorts.free(1).get(0);
        BrokerSettings elsewhere = BrokerSettings.TEMPORARY
                .inFolder(folder)
                .with("listeners", "PLAINTEXT://192.0.2.1:9092,CONTROLLER://127.0.0.1:" + controllerPort)
                .with("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        // When
        assertThatThrownBy(() -> EmbeddedBroker.start(elsewhere))
                // Then
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("failed to bind to 192.0.2.1:9092");
        LockedFolder.open(folder).close();
        await().pollInSameThread()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(thread -> !before.contains(thread) && !thread.isDaemon())
                        .isEmpty());
    }

    private static Admin adminOf(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static int portOf(EmbeddedBroker broker) {
        return Integer.parseInt(broker.bootstrapServers().split(":")[1]);
    }
}
