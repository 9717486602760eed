package io.understudy.tests.cluster;

import io.understudy.ops.devstack.BrokerSettings;
import io.understudy.ops.devstack.EmbeddedBroker;
import java.io.IOException;

/** Main class inside the container: a broker that clients outside reach by a port of their host. */
final class ContainerBrokerMain {
    static final int PORT = 9092;
    static final String READY = "broker is ready";

    private static final int CONTROLLER_PORT = 9093;

    private ContainerBrokerMain() {}

    /** Takes the port on the host that leads to {@link #PORT}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BrokerSettings settings = BrokerSettings.TEMPORARY
                .with("listeners", "PLAINTEXT://0.0.0.0:" + PORT + ",CONTROLLER://127.0.0.1:" + CONTROLLER_PORT)
                .with("advertised.listeners", "PLAINTEXT://localhost:" + arguments[0])
                .with("controller.quorum.voters", "1@127.0.0.1:" + CONTROLLER_PORT)
                // Its connection to itself cannot go through the host's port.
                .with("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
            System.out.println(READY + ": " + broker);
            Thread.currentThread().join();
        }
    }
}
