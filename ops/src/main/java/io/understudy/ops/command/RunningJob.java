package io.understudy.ops.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.understudy.model.InputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A run on this machine, reached through the server of its dashboard. */
final class RunningJob {
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final String url;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
    private final ObjectMapper json = new ObjectMapper();

    RunningJob(int port) {
        url = "http://127.0.0.1:" + port;
    }

    /** How the run stands; empty where none answers, or one of another job does. */
    Optional<JsonNode> status(String job) throws IOException {
        try {
            HttpResponse<String> response =
                    send(HttpRequest.newBuilder(URI.create(url + "/api/status")).GET());
            if (response.statusCode() != OK) {
                return Optional.empty();
            }
            JsonNode status = json.readTree(response.body());
            return status.path("title").asText().equals(job) ? Optional.of(status) : Optional.empty();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Asks the run of {@code job} for something.
     *
     * @throws InputException if no such run answers, or it refuses
     */
    JsonNode post(String job, String path, Map<String, String> fields) throws IOException {
        if (status(job).isEmpty()) {
            throw new InputException("no run of job " + job + " answers at " + url
                    + "; start it by understudy run JOB.yaml --port P, and give the same --port here");
        }
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(fields))));
        JsonNode answer = json.readTree(response.body());
        if (response.statusCode() != OK) {
            throw new InputException(answer.path("error").asText("HTTP " + response.statusCode()));
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
