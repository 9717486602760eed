package io.understudy.ops.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.model.InputException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        // Given a file where the data folder belongs
        Files.writeString(folder.resolve("kafka"), "in the way");
        // When
        assertThatThrownBy(() -> EmbeddedBroker.start(BrokerSettings.TEMPORARY.inFolder(folder)))
                .isInstanceOf(java.io.IOException.class);
        // Then
        LockedFolder.open(folder).close();
    }

    private static Admin adminOf(EmbeddedBroker broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private static int portOf(EmbeddedBroker broker) {
        return Integer.parseInt(broker.bootstrapServers().split(":")[1]);
    }
}
