package io.understudy.engine.evaluate;

import io.understudy.engine.reference.EventLog;
import io.understudy.engine.reference.ReferenceReader;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.Column;
import io.understudy.model.ColumnRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Real and synthetic logs of which the answer is known. */
final class LogPieces {
    private LogPieces() {}

    /** Simulated cards. */
    static EventLog payments(Path folder, int cards, long seed) throws IOException {
        Path file = folder.resolve("payments-" + seed + ".csv");
        Simulation.of("payments", new SimulationSettings(cards, 14, seed, SimulationSettings.DEFAULT_START))
                .writeTo(file, (done, all, events) -> {});
        return ReferenceReader.read(List.of(file), ReferenceSpec.found(), rows -> {});
    }

    /** Every {@code step}-th entity from {@code from} on: neighbours by name have one issuer. */
    static EventLog entities(EventLog log, int from, int step) {
        int[] chosen =
                IntStream.range(0, log.entities()).filter(e -> e % step == from).toArray();
        int[] rows = Arrays.stream(chosen)
                .flatMap(e -> IntStream.range(log.firstRow(e), log.endRow(e)))
                .toArray();
        int[] first = new int[chosen.length + 1];
        for (int i = 0; i < chosen.length; i++) {
            first[i + 1] = first[i] + log.endRow(chosen[i]) - log.firstRow(chosen[i]);
        }
        return log(log, rows, rows, first);
    }

    /**
     * Rows drawn independently of each other: histories keep their lengths, entities and static columns, and nothing else.
     * The best that a generator without a notion of sequence can do.
     */
    static EventLog independentRows(EventLog log, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Integer[] drawn = IntStream.range(0, log.rows())
                .mapToObj(row -> random.nextInt(log.rows()))
                .toArray(Integer[]::new);
        for (int e = 0; e < log.entities(); e++) {
            Arrays.sort(drawn, log.firstRow(e), log.endRow(e), Comparator.comparingLong(log::timeMicros));
        }
        int[] own = IntStream.range(0, log.rows()).toArray();
        int[] first = IntStream.rangeClosed(0, log.entities())
                .map(e -> e == log.entities() ? log.rows() : log.firstRow(e))
                .toArray();
        return log(log, own, Arrays.stream(drawn).mapToInt(row -> row).toArray(), first);
    }

    /** Static columns and entities from {@code own} rows, all else from {@code drawn} ones. */
    private static EventLog log(EventLog log, int[] own, int[] drawn, int[] first) {
        long[][] values = new long[log.layout().size()][];
        for (int i = 0; i < values.length; i++) {
            Column column = log.layout().column(i);
            long[] cells = log.column(i);
            boolean kept = column.role() == ColumnRole.ENTITY || column.constantPerEntity();
            values[i] = Arrays.stream(kept ? own : drawn)
                    .mapToLong(row -> cells[row])
                    .toArray();
        }
        return new EventLog(log.layout(), values, first, log.source(), log.sha256());
    }
}
