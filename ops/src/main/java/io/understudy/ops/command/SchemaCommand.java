package io.understudy.ops.command;

import io.understudy.ops.job.JobSchema;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code understudy schema}: prints the JSON Schema of job files. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of job files, by which editors complete and check them.",
        footer = {
            "",
            "Editors with a YAML language server read it from a first line of the job file:",
            "  # yaml-language-server: $schema=job.schema.json",
            "",
            "Example:",
            "  understudy schema > job.schema.json"
        })
final class SchemaCommand implements Callable<Integer> {
    @Mixin
    final Output output;

    SchemaCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        output.console().out().print(JobSchema.text());
        output.console().out().flush();
        return 0;
    }
}
