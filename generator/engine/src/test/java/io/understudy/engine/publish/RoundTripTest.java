package io.understudy.engine.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
    @Test
    void measuresTheWayToAListener() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            double millis = new RoundTrip("127.0.0.1:" + listener.getLocalPort() + ",other:1").millis();

            assertThat(millis).isPositive().isLessThan(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "nonsense", "no.such.host.invalid:9092"})
    void isInfiniteWhereNobodyAnswers(String address) {
        assertThat(new RoundTrip(address).millis()).isInfinite();
    }
}
