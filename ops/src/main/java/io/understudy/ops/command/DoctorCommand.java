package io.understudy.ops.command;

import io.understudy.ops.doctor.Check;
import io.understudy.ops.doctor.Doctor;
import io.understudy.ops.job.JobFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code understudy doctor}: checks all that a job needs before anything starts. */
@Command(
        name = "doctor",
        description = "Check models, cluster, registry, rights and topics of a job before anything starts.",
        footer = {
            "",
            "Writes nothing, save a transactional id of its own that expires. Exit code 1 where a check failed.",
            "",
            "Example:",
            "  understudy doctor load.yaml"
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    final Output output;

    @Parameters(paramLabel = "JOB.yaml", description = "Job file.")
    Path file;

    DoctorCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        List<Check> checks = new Doctor(JobFile.read(file)).examine();
        boolean ok = checks.stream().allMatch(Check::ok);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ok", ok);
        json.put("checks", checks);
        output.result(
                json,
                () -> checks.stream()
                        .map(check -> (check.ok() ? "ok      " : "FAILED  ") + check.name() + ": " + check.message())
                        .collect(Collectors.joining(System.lineSeparator())));
        return ok ? 0 : Failure.CHECK;
    }
}
