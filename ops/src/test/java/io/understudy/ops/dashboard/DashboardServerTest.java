package io.understudy.ops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardServerTest {
    private final History history = new History(100);
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> asked = new ArrayList<>();
    private final Controls controls = new Controls() {
        @Override
        public RateChanged rate(String stream, String plan) {
            if (plan.equals("fast")) {
                throw new IllegalArgumentException("rate \"fast\" is no number");
            }
            asked.add(stream + " at " + plan);
            return new RateChanged("payments", plan, 12.5);
        }

        @Override
        public DriftTurned drift(String stream, String kind, String target, String at, String over) {
            asked.add(stream + " " + kind + " " + target + " " + at + " " + over);
            return new DriftTurned(stream, kind, target, "2026-01-07T00:00:00Z");
        }
    };
    private DashboardServer server;

    @BeforeEach
    void start() throws IOException {
        server = new DashboardServer(0, PlantedRun::status, history, () -> "understudy_events_total 3\n", controls);
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
    void changesTheRateAndTurnsTheDriftDial() throws Exception {
        HttpResponse<String> rate = post("api/rate", "{\"stream\":\"payments\",\"rate\":\"5k/s\"}", "application/json");
        HttpResponse<String> drift = post(
                "api/drift",
                "{\"stream\":\"access\",\"kind\":\"gradual\",\"target\":\"gap*2\",\"over\":\"30s\"}",
                "application/json; charset=utf-8");

        assertThat(rate.statusCode()).isEqualTo(200);
        assertThat(json(rate.body()).at("/atSeconds").asDouble()).isEqualTo(12.5);
        assertThat(json(drift.body()).at("/startTime").asText()).isEqualTo("2026-01-07T00:00:00Z");
        assertThat(asked).containsExactly("payments at 5k/s", "access gradual gap*2 null 30s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'rate':'fast'} | application/json | 400 | rate 'fast' is no number",
                "{'rates':'5/s'} | application/json | 400 | unknown key rates; did you mean rate?",
                "{'rate':5} | application/json | 400 | rate must be a text that is not empty",
                "{} | application/json | 400 | rate is missing; add 'rate': TEXT",
                "[1] | application/json | 400 | the request must be a JSON object with the keys stream, rate",
                "{'rate':'5/s'} | text/plain | 415 | the request must be of the type application/json"
            })
    void refusesWhatItCannotDoInOneLine(String body, String type, int status, String message) throws Exception {
        HttpResponse<String> response = post("api/rate", body.replace('\'', '"'), type);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response.body()).at("/error").asText()).isEqualTo(message.replace('\'', '"'));
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesRequestsForAnotherHost() throws Exception {
        int port = server.port();
        String answer;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST /api/rate HTTP/1.1\r\nHost: evil.example:" + port
                                    + "\r\nContent-Type: application/json\r\nContent-Length: 14\r\n"
                                    + "Connection: close\r\n\r\n{\"rate\":\"5/s\"}")
                            .getBytes(StandardCharsets.US_ASCII));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(answer)
                .startsWith("HTTP/1.1 403")
                .contains("the host evil.example is not this machine; use 127.0.0.1");
        assertThat(asked).isEmpty();
    }

    private HttpResponse<String> post(String path, String body, String type) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void namesThePortThatIsInUse() {
        int taken = server.port();

        assertThatThrownBy(() -> new DashboardServer(taken, PlantedRun::status, history, () -> "", controls))
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
