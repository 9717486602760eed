package io.understudy.ops.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.understudy.ops.doctor.JobTopics;
import io.understudy.ops.job.Job;
import io.understudy.ops.job.JobFile;
import io.understudy.ops.job.StreamPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy status}: how a job's topics stand, and what its run says. */
@Command(
        name = "status",
        description = "Show how much the topics of a job hold, and how its run on this machine stands.",
        footer = {
            "",
            "A run is asked at the port of its dashboard. Counts are offsets: markers of transactions are among",
            "them.",
            "",
            "Example:",
            "  understudy status load.yaml --port 8080"
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin
    final Output output;

    @Parameters(paramLabel = "JOB.yaml", description = "Job file.")
    Path file;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "Port of the run's dashboard; default ${DEFAULT-VALUE}.")
    int port;

    StatusCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        Job job = JobFile.read(file);
        Map<String, List<JobTopics.TopicStatus>> topicsByStream = new LinkedHashMap<>();
        try (JobTopics topics = new JobTopics(job)) {
            for (StreamPlan stream : job.streams()) {
                topicsByStream.put(stream.name(), topics.status(stream));
            }
        }
        Optional<JsonNode> run = new RunningJob(port).status(job.name());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("job", job.name());
        json.put("streams", topicsByStream);
        json.put("run", run.orElse(null));
        output.result(json, () -> text(topicsByStream, run));
        return 0;
    }

    private String text(Map<String, List<JobTopics.TopicStatus>> topicsByStream, Optional<JsonNode> run) {
        StringBuilder text = new StringBuilder();
        topicsByStream.values().stream()
                .flatMap(List::stream)
                .forEach(topic -> text.append(
                        topic.partitions() == 0
                                ? String.format(Locale.ROOT, "%-32s does not exist%n", topic.topic())
                                : String.format(
                                        Locale.ROOT,
                                        "%-32s %,d offsets in %d partitions%n",
                                        topic.topic(),
                                        topic.offsets(),
                                        topic.partitions())));
        return text + run.map(StatusCommand::runText).orElse("no run of this job answers at port " + port);
    }

    private static String runText(JsonNode run) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "run: %s, %.0f s",
                run.path("phase").asText().toLowerCase(Locale.ROOT),
                run.path("elapsedSeconds").asDouble()));
        for (JsonNode stream : run.path("streams")) {
            JsonNode plan = stream.path("plan");
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %s: %,d events, %s, %.1f/s of %s asked, lateness p99 %.1f ms",
                    stream.path("name").asText(),
                    stream.path("events").asLong(),
                    stream.path("rate").asText(),
                    plan.path("achieved").asDouble(),
                    plan.path("asked").isNull()
                            ? "as many as go"
                            : String.format(
                                    Locale.ROOT, "%.1f/s", plan.path("asked").asDouble()),
                    stream.path("latenessMillis").path("p99").asDouble()));
        }
        return text.toString();
    }
}
