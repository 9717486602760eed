package io.understudy.ops.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.understudy.engine.pace.DurationText;
import io.understudy.ops.job.Job;
import io.understudy.ops.job.JobFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy drift}: turns the drift dial of a running job. */
@Command(
        name = "drift",
        description = "Turn a drift on in a stream of a job that runs on this machine.",
        footer = {
            "",
            "TARGET is gap, gap*0.5, COLUMN*1.5, token, token:0.3 or COLUMN=VALUE:0.3.",
            "",
            "Examples: amounts half as high again at once; fewer and fewer events over ten minutes",
            "  understudy drift load.yaml abrupt amount*1.5",
            "  understudy drift load.yaml gradual gap*2 --over 10m"
        })
final class DriftCommand implements Callable<Integer> {
    @Mixin
    final Output output;

    @Parameters(index = "0", paramLabel = "JOB.yaml", description = "Job file.")
    Path file;

    @Parameters(index = "1", paramLabel = "KIND", description = "abrupt or gradual.")
    String kind;

    @Parameters(index = "2", paramLabel = "TARGET", description = "What changes, and by how much.")
    String target;

    @Option(
            names = "--at",
            paramLabel = "T",
            converter = Arguments.Time.class,
            description = "Time of the stream at which it begins; default at once.")
    Instant at;

    @Option(
            names = "--over",
            paramLabel = "D",
            converter = Arguments.Span.class,
            description = "How long a gradual one takes, in the stream's time.")
    Duration over;

    @Option(names = "--stream", paramLabel = "NAME", description = "Stream, where the job has more than one.")
    String stream;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "Port of the run's dashboard; default ${DEFAULT-VALUE}.")
    int port;

    DriftCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        Job job = JobFile.read(file);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("stream", stream);
        fields.put("kind", kind);
        fields.put("target", target);
        fields.put("at", at == null ? null : at.toString());
        fields.put("over", over == null ? null : DurationText.of(over.toNanos()));
        JsonNode answer = new RunningJob(port).post(job.name(), "/api/drift", fields);
        output.result(
                answer,
                () -> answer.path("stream").asText() + ": drift turned on: "
                        + answer.path("kind").asText() + " "
                        + answer.path("target").asText() + ", from "
                        + answer.path("startTime").asText());
        return 0;
    }
}
