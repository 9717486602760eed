package io.understudy.ops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardServerTest {
    private final History history = new History(100);
    private final HttpClient client = HttpClient.newHttpClient();
    private DashboardServer server;

    @BeforeEach
    void start() throws IOException {
        server = new DashboardServer(0, PlantedRun::status, history, () -> "understudy_events_total 3\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html",
        "dashboard.css, text/css",
        "dashboard.js, text/javascript",
        "webjars/uplot/1.6.30/dist/uPlot.iife.min.js, text/javascript",
        "webjars/uplot/1.6.30/dist/uPlot.min.css, text/css"
    })
    void servesThePageAndAllItNeedsFromTheClassPath(String path, String type) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith(type);
        assertThat(response.body()).isNotBlank();
    }

    @Test
    void asksNothingOfOtherHosts() throws Exception {
        String page = get("").body()
                + get("dashboard.css").body()
                + get("dashboard.js").body();

        assertThat(page).doesNotContain("https://", "http://", "//cdn");
    }

    @Test
    void givesTheStatusSoFar() throws Exception {
        JsonNode status = json(get("api/status").body());

        assertThat(status.at("/topics/payments").asLong()).isEqualTo(42_512);
        assertThat(status.at("/events").asLong()).isEqualTo(42_512);
        assertThat(status.at("/labels").asLong()).isEqualTo(42_512);
        assertThat(status.at("/bursts").asLong()).isEqualTo(1);
        assertThat(status.at("/driftAlarms/beforeDrift").asLong()).isZero();
        assertThat(status.at("/driftAlarms/afterDrift").asLong()).isEqualTo(1);
        assertThat(status.at("/plan/asked").asDouble()).isEqualTo(1_000);
        assertThat(status.at("/plan/met").asBoolean()).isTrue();
        assertThat(status.at("/latencyMillis/p999").asDouble()).isEqualTo(31);
        assertThat(status.at("/firstEventSeconds").asDouble()).isEqualTo(9.7);
        assertThat(status.at("/dashboard").asText()).startsWith("http://127.0.0.1:");
    }

    @Test
    void givesMetricsAsTextAndItsHealth() throws Exception {
        HttpResponse<String> metrics = get("metrics");

        assertThat(metrics.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(metrics.body()).isEqualTo("understudy_events_total 3\n");
        assertThat(json(get("health").body()).at("/status").asText()).isEqualTo("up");
    }

    @Test
    void sendsEveryPointToThoseWhoWatch() throws Exception {
        history.add(PlantedRun.rate("payments", 1));
        history.add(PlantedRun.rate("payments", 2));
        history.add(PlantedRun.drift("payments", 2));

        JsonNode tick = firstTick();

        assertThat(tick.at("/status/phase").asText()).isEqualTo("RUNNING");
        assertThat(tick.at("/rates")).hasSize(2);
        assertThat(tick.at("/rates/1/atSeconds").asDouble()).isEqualTo(2);
        assertThat(tick.at("/drifts/0/features/2/name").asText()).isEqualTo("amount");
    }

    @Test
    void namesThePortThatIsInUse() {
        int taken = server.port();

        assertThatThrownBy(() -> new DashboardServer(taken, PlantedRun::status, history, () -> ""))
                .isInstanceOf(IOException.class)
                .hasMessage("--port " + taken + ": 127.0.0.1:" + taken
                        + " is in use or not allowed; choose another port, or 0 for any that is free");
    }

    private JsonNode firstTick() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "api/events"))
                .header("Accept", "text/event-stream")
                .build();
        try (InputStream body =
                        client.send(request, BodyHandlers.ofInputStream()).body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (!line.startsWith("data: ")) {
                line = lines.readLine();
            }
            return json(line.substring("data: ".length()));
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
