package io.understudy.tests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.understudy.engine.pace.Rate;
import io.understudy.ops.dashboard.Status;
import io.understudy.ops.dashboard.Status.Check;
import io.understudy.ops.dashboard.Status.Phase;
import io.understudy.ops.dashboard.StreamStatus;
import io.understudy.ops.demo.Demo;
import io.understudy.ops.demo.DemoSettings;
import io.understudy.ops.demo.DemoSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole pipeline, small: broker and registry as processes of their own, both domains, burst and drift. */
@Timeout(300)
class DemoTest {
    private static final long SEED = 2;

    @Test
    void everyCheckHoldsOnASmallDemo() throws Exception {
        DemoSettings small = new DemoSettings(Duration.ofSeconds(40), Rate.parse("600/s"), 0, SEED);

        Status status;
        String metrics;
        try (Demo demo = new Demo(small, Instant.now(), System.out::println)) {
            status = demo.run();
            metrics = get(demo.url() + "metrics");
        }

        assertThat(status.checks()).as(DemoSummary.text(status)).allMatch(Check::ok);
        assertThat(status.phase()).isEqualTo(Phase.PASSED);
        assertThat(status.events()).isGreaterThan(24_000).isEqualTo(status.labels());
        assertThat(status.bursts()).isEqualTo(2);
        assertThat(status.driftAlarms().beforeDrift()).isZero();
        assertThat(status.driftAlarms().afterDrift()).isPositive();
        assertThat(status.streams()).extracting(StreamStatus::name).containsExactlyInAnyOrder("payments", "access");
        assertThat(metrics)
                .contains("understudy_events_total{stream=\"payments\"} 12000.0")
                .contains("kafka_stream");
        assertThat(new ObjectMapper()
                        .valueToTree(status)
                        .at("/topics/payments.base")
                        .asLong())
                .isEqualTo(12_000);
    }

    @Test
    void aDemoThatIsCancelledSaysHowFarItCame() throws IOException {
        DemoSettings endless = new DemoSettings(Duration.ofMinutes(10), Rate.parse("600/s"), 0, SEED);

        try (Demo demo = new Demo(endless, Instant.now(), System.out::println)) {
            CompletableFuture<Status> end = CompletableFuture.supplyAsync(() -> run(demo));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> demo.status().events() > 100);
            demo.cancel();

            Status status = end.orTimeout(60, TimeUnit.SECONDS).join();
            assertThat(status.phase()).isEqualTo(Phase.INTERRUPTED);
            assertThat(status.events()).isGreaterThan(100);
        }
    }

    private static Status run(Demo demo) {
        try {
            return demo.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
    }
}
