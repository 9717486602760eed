package io.understudy.engine.evaluate;

import io.understudy.engine.evaluate.log.LogCoder;
import io.understudy.engine.reference.EventLog;
import io.understudy.engine.reference.ReferenceReader;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.model.Column;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The logs of one validation: all read with the roles that the reference has.
 *
 * @param reference real events, best ones that the generator never saw
 * @param fit the real events that the generator was fitted on, where they were held apart
 */
public record ComparedLogs(EventLog reference, EventLog synthetic, Optional<EventLog> fit) {

    /** Files of the logs; {@code fit} may be absent. */
    public record Files(Path reference, Path synthetic, Optional<Path> fit) {}

    /**
     * Reads the files.
     *
     * @param spec of the reference; roles that it leaves out are found there, and hold for the other files too
     * @throws io.understudy.model.InputException if a file breaks a rule, or lacks a column that the reference has
     */
    public static ComparedLogs read(Files files, ReferenceSpec spec, LongConsumer progress) throws IOException {
        EventLog reference = ReferenceReader.read(List.of(files.reference()), spec, progress);
        ReferenceSpec same = rolesOf(reference.layout(), spec);
        EventLog synthetic = ReferenceReader.read(List.of(files.synthetic()), same, progress);
        Optional<EventLog> fit = Optional.empty();
        if (files.fit().isPresent()) {
            fit = Optional.of(ReferenceReader.read(List.of(files.fit().get()), same, progress));
        }
        return new ComparedLogs(reference, synthetic, fit);
    }

    /** Identifiers and ignored columns are not named: they are not compared, and need not be there. */
    private static ReferenceSpec rolesOf(EventLayout layout, ReferenceSpec spec) {
        ReferenceSpec same =
                new ReferenceSpec(layout.name(), Map.of(), List.of(), "", "", spec.decimalMark(), spec.k());
        for (ColumnRole role : ColumnRole.values()) {
            if (role == ColumnRole.ID || role == ColumnRole.IGNORED) {
                continue;
            }
            List<String> names = layout.columns().stream()
                    .filter(column -> column.role() == role)
                    .map(Column::name)
                    .toList();
            same = same.with(role, names.isEmpty() ? List.of(ReferenceSpec.NONE) : names);
        }
        return same.withZone(layout.timestamp().zone());
    }

    /** All logs in shared codes: the reference, the fitted one if there is one, the synthetic one. */
    LogCoder.Coded coded() {
        List<EventLog> order = new ArrayList<>(List.of(reference));
        fit.ifPresent(order::add);
        order.add(synthetic);
        return LogCoder.code(order, order.size() - 1);
    }

    Verdict.Names names() {
        return new Verdict.Names(
                reference.source(),
                synthetic.source(),
                fit.map(EventLog::source).orElse(""));
    }

    /** The share of the reference's entities that the fitted log has too. */
    double sharedEntities() {
        Set<String> fitted = new HashSet<>(fit.map(ComparedLogs::entities).orElse(List.of()));
        return entities(reference).stream().filter(fitted::contains).count() / (double) reference.entities();
    }

    private static List<String> entities(EventLog log) {
        int[] columns = log.layout().indexes(ColumnRole.ENTITY);
        return IntStream.range(0, log.entities())
                .mapToObj(e -> Arrays.stream(columns)
                        .mapToObj(
                                column -> log.layout().column(column).format().text(log.value(column, log.firstRow(e))))
                        .collect(Collectors.joining("\u001f")))
                .toList();
    }
}
