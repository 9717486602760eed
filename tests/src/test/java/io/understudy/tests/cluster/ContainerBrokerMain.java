package io.understudy.tests.cluster;

import io.understudy.ops.devstack.BrokerSettings;
import io.understudy.ops.devstack.EmbeddedBroker;
import java.io.IOException;

/** Main class inside the container: a broker that clients outside reach by a port of their host. */
final class ContainerBrokerMain {
    static final int PORT = 9092;
    static final String READY = "broker is ready";

    private static final int CONTROLLER_PORT = 9093;
    private static final int SELF_PORT = 9094; // a port of the host is out of the container's own reach

    private ContainerBrokerMain() {}

    /** Takes the port on the host that leads to {@link #PORT}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BrokerSettings settings = BrokerSettings.TEMPORARY
                .with(
                        "listeners",
                        "PLAINTEXT://0.0.0.0:" + PORT + ",SELF://127.0.0.1:" + SELF_PORT + ",CONTROLLER://127.0.0.1:"
                                + CONTROLLER_PORT)
                .with(
                        "advertised.listeners",
                        "PLAINTEXT://localhost:" + arguments[0] + ",SELF://127.0.0.1:" + SELF_PORT)
                .with("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,SELF:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .with("inter.broker.listener.name", "SELF")
                .with("controller.quorum.voters", "1@127.0.0.1:" + CONTROLLER_PORT);
        try (EmbeddedBroker broker = EmbeddedBroker.start(settings)) {
            System.out.println(READY + ": " + broker.bootstrapServers());
            Thread.currentThread().join();
        }
    }
}
