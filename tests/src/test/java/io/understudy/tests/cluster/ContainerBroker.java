package io.understudy.tests.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A Kafka broker in a container: of the image that {@code -Dunderstudy.test.image} names, such as
 * {@code apache/kafka:4.3.1}, or without it of an image made of this machine's own Java and class path, so that no
 * image registry is needed.
 */
final class ContainerBroker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final GenericContainer<?> container;
    private final String ownImage; // to be removed at the end; empty if the image is not ours
    private final String bootstrapServers;

    private ContainerBroker(GenericContainer<?> container, String ownImage, String bootstrapServers) {
        this.container = container;
        this.ownImage = ownImage;
        this.bootstrapServers = bootstrapServers;
    }

    static ContainerBroker start() throws IOException {
        String image = System.getProperty("understudy.test.image", "");
        return image.isEmpty() ? startOwnImage() : startImage(image);
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        container.close();
        if (!ownImage.isEmpty()) {
            DockerClientFactory.lazyClient()
                    .removeImageCmd(ownImage)
                    .withForce(true)
                    .exec();
        }
    }

    private static ContainerBroker startImage(String image) {
        KafkaContainer container =
                new KafkaContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
        container.start();
        return new ContainerBroker(container, "", container.getBootstrapServers());
    }

    private static ContainerBroker startOwnImage() throws IOException {
        // The broker tells clients its address, so that its port on this host must be known before it starts.
        int hostPort = freePort();
        GenericContainer<?> container = new GenericContainer<>(JavaImage.ofThisClassPath());
        container.withCommand(JavaImage.commandOf(ContainerBrokerMain.class, Integer.toString(hostPort)));
        container.withExposedPorts(ContainerBrokerMain.PORT);
        container.setPortBindings(List.of("127.0.0.1:" + hostPort + ":" + ContainerBrokerMain.PORT));
        container.waitingFor(
                Wait.forLogMessage(".*" + ContainerBrokerMain.READY + ".*", 1).withStartupTimeout(PATIENCE));
        container.start();
        return new ContainerBroker(container, container.getDockerImageName(), container.getHost() + ":" + hostPort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
