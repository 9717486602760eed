package io.understudy.ops.command;

import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.engine.reference.SpecFile;
import io.understudy.model.ColumnRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What the columns of a log are: the same flags for all commands that read one. */
final class ColumnOptions {
    @Option(names = "--entity", paramLabel = "C", split = ",", description = "Columns that name the entity.")
    List<String> entity = List.of();

    @Option(names = "--time", paramLabel = "C", split = ",", description = "Column of the time.")
    List<String> time = List.of();

    @Option(names = "--type", paramLabel = "C", split = ",", description = "Columns that make the kind of event.")
    List<String> type = List.of();

    @Option(names = "--label", paramLabel = "C", split = ",", description = "Columns of ground truth, the class first.")
    List<String> label = List.of();

    @Option(names = "--key", paramLabel = "C", split = ",", description = "Columns of keys shared between entities.")
    List<String> key = List.of();

    @Option(names = "--static", paramLabel = "C", split = ",", description = "Columns constant within an entity.")
    List<String> statics = List.of();

    @Option(
            names = "--id",
            paramLabel = "C",
            split = ",",
            description = "Columns that identify the row: made anew, never compared.")
    List<String> id = List.of();

    @Option(
            names = "--ignore",
            paramLabel = "C",
            split = ",",
            description = "Columns to leave out: written empty, never compared.")
    List<String> ignore = List.of();

    @Option(names = "--numeric", paramLabel = "C", split = ",", description = "Columns of numbers.")
    List<String> numeric = List.of();

    @Option(names = "--categorical", paramLabel = "C", split = ",", description = "Columns of categories.")
    List<String> categorical = List.of();

    @Option(names = "--derived", paramLabel = "C", split = ",", description = "Columns that follow from others.")
    List<String> derived = List.of();

    @Option(names = "--zone", paramLabel = "Z", description = "Time zone of the calendar, and of times without offset.")
    String zone;

    @Option(names = "--decimal", paramLabel = "M", description = "Decimal mark, a point or a comma; default a point.")
    Character decimal;

    @Option(names = "--spec", paramLabel = "S.yaml", description = "Roles, formats and settings; flags go before them.")
    Path specFile;

    /** What the spec file says, and the flags before it. */
    ReferenceSpec spec() throws IOException {
        ReferenceSpec spec = (specFile == null ? ReferenceSpec.found() : SpecFile.read(specFile))
                .with(ColumnRole.ENTITY, entity)
                .with(ColumnRole.TIME, time)
                .with(ColumnRole.TYPE, type)
                .with(ColumnRole.LABEL, label)
                .with(ColumnRole.KEY, key)
                .with(ColumnRole.ID, id)
                .with(ColumnRole.IGNORED, ignore)
                .with(ColumnRole.NUMERIC, numeric)
                .with(ColumnRole.CATEGORICAL, categorical)
                .with(ColumnRole.DERIVED, derived);
        spec = statics.isEmpty() ? spec : spec.withStatics(statics);
        spec = zone == null ? spec : spec.withZone(zone);
        return decimal == null ? spec : spec.withDecimalMark(decimal);
    }
}
