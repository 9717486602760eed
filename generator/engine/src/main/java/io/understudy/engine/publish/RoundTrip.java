package io.understudy.engine.publish;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;

/** How long the way to a broker and back takes, found by connecting to it: no work of the broker's is in that time. */
final class RoundTrip {
    private static final int TRIES = 3;
    private static final int PATIENCE_MILLIS = 2_000;

    private final String bootstrapServers;

    RoundTrip(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Median of three connections to the first address; infinite where none comes about. */
    double millis() {
        double[] millis = new double[TRIES];
        for (int i = 0; i < TRIES; i++) {
            millis[i] = once();
        }
        Arrays.sort(millis);
        return millis[TRIES / 2];
    }

    private double once() {
        long before = System.nanoTime();
        try (Socket socket = new Socket()) {
            socket.connect(address(), PATIENCE_MILLIS);
            return (System.nanoTime() - before) / 1e6;
        } catch (IOException | IllegalArgumentException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    private SocketAddress address() {
        String first = bootstrapServers.split(",", 2)[0].trim();
        int colon = first.lastIndexOf(':');
        String host = first.substring(0, Math.max(0, colon))
                .replaceAll("^\\[|\\]$", "")
                .replaceFirst("^.*://", "");
        return new InetSocketAddress(host, Integer.parseInt(first.substring(colon + 1)));
    }
}
