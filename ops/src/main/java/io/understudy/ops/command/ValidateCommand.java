package io.understudy.ops.command;

import io.understudy.engine.evaluate.ComparedLogs;
import io.understudy.engine.evaluate.Finding;
import io.understudy.engine.evaluate.Validation;
import io.understudy.engine.evaluate.ValidationSettings;
import io.understudy.engine.evaluate.Verdict;
import io.understudy.engine.evaluate.VerdictJson;
import io.understudy.engine.evaluate.report.HtmlReport;
import io.understudy.engine.publish.file.WholeFile;
import io.understudy.engine.reference.ReferenceSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy validate}: judges a synthetic log against real events. */
@Command(
        name = "validate",
        description = "Judge a synthetic log against real events: likeness, usefulness, privacy.",
        footer = {
            "",
            "Each measure stands beside its floor: the same of one half of the real entities against the other.",
            "Best is a reference that the model was not fitted on, and --fit for the events that it was.",
            "Exit code 1 where a measure is worse than its bar.",
            "",
            "Example:",
            "  understudy validate --fit a.csv.gz --reference b.csv.gz --synthetic syn.csv.gz --report report.html"
        })
final class ValidateCommand implements Callable<Integer> {
    @Mixin
    final Output output;

    @Option(names = "--reference", paramLabel = "F", required = true, description = "Real events, best held out.")
    Path reference;

    @Option(names = "--synthetic", paramLabel = "F", required = true, description = "The events to judge.")
    Path synthetic;

    @Option(names = "--fit", paramLabel = "F", description = "Real events that the model was fitted on.")
    Path fit;

    @Mixin
    final ColumnOptions columns = new ColumnOptions();

    @Option(names = "--report", paramLabel = "OUT.html", description = "Write a report with plots, in one file.")
    Path report;

    @Option(
            names = "--entities",
            paramLabel = "N",
            defaultValue = "10k",
            converter = Arguments.SmallCount.class,
            description = "Most entities of each log to compare; default ${DEFAULT-VALUE}.")
    int entities;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides halves, samples and folds; default ${DEFAULT-VALUE}.")
    long seed;

    ValidateCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        ValidationSettings settings = new ValidationSettings(
                seed, entities, ValidationSettings.defaults().cuts());
        ReferenceSpec spec = columns.spec();
        Verdict verdict;
        if (report == null) {
            verdict = judge(spec, settings);
        } else {
            try (WholeFile file =
                    new WholeFile(report)) { // opened first: said before the work that it cannot be written
                verdict = judge(spec, settings);
                write(verdict, file);
            }
        }
        verdict.notes().forEach(note -> output.note("validate: " + note));
        output.result(VerdictJson.of(verdict), () -> text(verdict));
        return verdict.pass() ? 0 : Failure.CHECK;
    }

    private Verdict judge(ReferenceSpec spec, ValidationSettings settings) throws IOException {
        ComparedLogs logs = read(spec);
        logs.reference().findings().forEach(finding -> output.note("validate: " + finding));
        try (Progress progress = new Progress(output.console(), "validate", "steps", -1)) {
            return Validation.run(logs, settings, (step, done, all) -> progress.at(done, all));
        }
    }

    private static void write(Verdict verdict, WholeFile file) throws IOException {
        byte[] page = HtmlReport.of(verdict).getBytes(StandardCharsets.UTF_8);
        try {
            file.stream().write(page);
        } catch (IOException e) {
            throw file.clear(e);
        }
        file.publish();
    }

    private ComparedLogs read(ReferenceSpec spec) throws IOException {
        try (Progress progress = new Progress(output.console(), "read", "rows", -1)) {
            ComparedLogs.Files files = new ComparedLogs.Files(reference, synthetic, Optional.ofNullable(fit));
            return ComparedLogs.read(files, spec, rows -> progress.at(rows, -1));
        }
    }

    private static String text(Verdict verdict) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : verdict.findings()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-4s %-30s %10s floor %10s  %s%n",
                    finding.pass() ? finding.rule().isEmpty() ? "" : "pass" : "FAIL",
                    finding.measure().id(),
                    number(finding.value()),
                    number(finding.floor()),
                    finding.rule()));
        }
        int failures = verdict.failures().size();
        return text
                + (failures == 0
                        ? "pass"
                        : "FAIL: " + failures + " of " + verdict.findings().size() + " measures");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 1000 ? "%.0f" : "%.4f", value);
    }
}
