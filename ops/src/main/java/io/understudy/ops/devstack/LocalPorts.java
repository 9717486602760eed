package io.understudy.ops.devstack;

import io.understudy.model.InputException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** TCP ports of 127.0.0.1, the only address the stack binds. */
final class LocalPorts {
    static final String HOST = "127.0.0.1";

    private LocalPorts() {}

    /** Ports that were free a moment ago, all different; another process may still be quicker. */
    static List<Integer> free(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST));
                held.add(socket);
                ports.add(socket.getLocalPort());
            }
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /**
     * Refuses a port that somebody listens on.
     *
     * @param user who wants the port, as it reads in a message: {@code the broker}
     * @throws InputException if the port is taken
     */
    static void requireFree(int port, String user) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(HOST, port));
        } catch (BindException e) {
            throw new InputException(
                    "port " + HOST + ":" + port + " for " + user + " is in use or not permitted (" + e.getMessage()
                            + "); stop the program that listens there, or choose another port (0 takes a free one)",
                    e);
        }
    }
}
