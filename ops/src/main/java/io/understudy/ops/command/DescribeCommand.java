package io.understudy.ops.command;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.EventLayout;
import io.understudy.model.Profile;
import io.understudy.model.Provenance;
import io.understudy.model.SequenceModel;
import io.understudy.model.Timestamp;
import io.understudy.model.file.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code understudy describe}: shows what a model file holds. */
@Command(
        name = "describe",
        description = "Show what a model holds: where it came from, its columns, and what it learned.",
        footer = {"", "Example:", "  understudy describe payments.model"})
final class DescribeCommand implements Callable<Integer> {
    private static final int SHOWN_VALUES = 6;

    @Mixin
    final Output output;

    @Parameters(paramLabel = "M.model", description = "Model file, made by fit.")
    Path file;

    DescribeCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        SequenceModel model = ModelFile.read(file);
        long bytes = Files.size(file);
        output.result(json(model, bytes), () -> text(model, bytes));
        return 0;
    }

    private static Map<String, Object> json(SequenceModel model, long bytes) {
        Provenance past = model.provenance();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", model.layout().name());
        json.put("kind", model.kind());
        json.put("modelBytes", bytes);
        json.put("source", past.source());
        json.put("sha256", past.sha256());
        json.put("rows", past.rows());
        json.put("entities", past.entities());
        json.put("start", time(past.startMicros()));
        json.put("end", time(past.endMicros()));
        json.put("toolVersion", past.toolVersion());
        json.put("settings", past.settings());
        json.put("classes", model.layout().labelClasses());
        json.put("features", model.scorer().features());
        List<Map<String, Object>> columns = new ArrayList<>();
        for (Column column : model.layout().columns()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", column.name());
            entry.put("role", role(column));
            entry.put("format", format(column.format()));
            entry.put("constantPerEntity", column.constantPerEntity());
            entry.put("nullable", column.nullable());
            columns.add(entry);
        }
        json.put("columns", columns);
        json.put("quantileLevels", Profile.Quantiles.LEVELS);
        json.put("profile", model.profile());
        json.put("privacy", model.privacy());
        return json;
    }

    private static String text(SequenceModel model, long bytes) {
        EventLayout layout = model.layout();
        Provenance past = model.provenance();
        StringBuilder text = new StringBuilder();
        line(text, "model     %s, kind %s, %,d bytes", layout.name(), model.kind(), bytes);
        line(text, "source    %s (SHA-256 %.12s)", past.source(), past.sha256());
        line(text, "reference %,d rows of %,d entities", past.rows(), past.entities());
        line(text, "span      %s to %s", time(past.startMicros()), time(past.endMicros()));
        line(text, "fitted by understudy %s with %s", past.toolVersion(), past.settings());
        line(text, "classes   %s", String.join(", ", layout.labelClasses()));
        line(text, "scored    %s", String.join(", ", model.scorer().features()));
        line(text, "");
        int widest = layout.columns().stream()
                .mapToInt(column -> column.name().length())
                .max()
                .orElse(0);
        for (Column column : layout.columns()) {
            line(
                    text,
                    "%-" + widest + "s  %-11s  %s%s%s",
                    column.name(),
                    role(column),
                    format(column.format()),
                    column.constantPerEntity() ? ", constant within an entity" : "",
                    column.nullable() ? ", may be missing" : "");
        }
        LedgerText.of(model.privacy()).forEach(spent -> text.append(spent).append(System.lineSeparator()));
        ProfileText.of(model.profile()).forEach(learned -> text.append(learned).append(System.lineSeparator()));
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    private static String role(Column column) {
        return column.role().name().toLowerCase(Locale.ROOT);
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }

    private static String format(ColumnFormat format) {
        if (format instanceof ColumnFormat.Dictionary dictionary) {
            List<String> values = dictionary.values();
            return values.size() + " values: "
                    + String.join(", ", values.subList(0, Math.min(SHOWN_VALUES, values.size())))
                    + (values.size() > SHOWN_VALUES ? ", ..." : "");
        }
        if (format instanceof ColumnFormat.Decimal decimal) {
            return "number with " + decimal.scale() + " digits behind the point";
        }
        if (format instanceof ColumnFormat.Serial serial) {
            return "made anew, from " + serial.text(0) + " on";
        }
        return format instanceof Timestamp time ? "time as " + time.form() + ", zone " + time.zone() : "written empty";
    }
}
