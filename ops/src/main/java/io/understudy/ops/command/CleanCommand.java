package io.understudy.ops.command;

import io.understudy.ops.doctor.JobTopics;
import io.understudy.ops.job.Job;
import io.understudy.ops.job.JobFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy clean}: deletes what a job left behind. */
@Command(
        name = "clean",
        description = "Delete the topics, consumer groups and subjects of a job; without --yes only list them.",
        footer = {
            "",
            "A topic is kept unless its subject and its records are of the job's own schemas.",
            "",
            "Examples: what would go; and go",
            "  understudy clean load.yaml",
            "  understudy clean load.yaml --yes"
        })
final class CleanCommand implements Callable<Integer> {
    @Mixin
    final Output output;

    @Parameters(paramLabel = "JOB.yaml", description = "Job file.")
    Path file;

    @Option(names = "--yes", description = "Delete, rather than list.")
    boolean yes;

    CleanCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        Job job = JobFile.read(file);
        try (JobTopics topics = new JobTopics(job)) {
            JobTopics.Cleaning plan = topics.plan();
            if (yes) {
                topics.clean(plan);
            }
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("job", job.name());
            json.put("deleted", yes);
            json.put("topics", plan.topics());
            json.put("groups", plan.groups());
            json.put("subjects", plan.subjects());
            json.put("kept", plan.kept());
            output.result(json, () -> text(plan));
            return 0;
        }
    }

    private String text(JobTopics.Cleaning plan) {
        StringBuilder text = new StringBuilder();
        String verb = yes ? "deleted" : "would delete";
        append(text, verb + " topic ", plan.topics());
        append(text, verb + " group ", plan.groups());
        append(text, verb + " subject ", plan.subjects());
        append(text, "kept topic ", plan.kept());
        if (text.length() == 0) {
            return "nothing of this job is there";
        }
        boolean any = !plan.topics().isEmpty()
                || !plan.groups().isEmpty()
                || !plan.subjects().isEmpty();
        return text + (yes || !any ? "" : "run again with --yes to delete");
    }

    private static void append(StringBuilder text, String what, List<String> names) {
        names.forEach(name -> text.append(what).append(name).append(System.lineSeparator()));
    }
}
