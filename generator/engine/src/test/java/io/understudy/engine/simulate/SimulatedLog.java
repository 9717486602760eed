package io.understudy.engine.simulate;

import io.understudy.model.EventLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A simulated log as a test reads it: rows in the order handed out, cells by the name of their column. */
final class SimulatedLog {
    final EventLayout layout;
    final List<long[]> rows = new ArrayList<>();

    SimulatedLog(Simulation simulation) {
        layout = simulation.layout();
        try {
            simulation.run(rows::add, SimulationProgress.SILENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String column, long[] row) {
        int index = layout.indexOf(column);
        return layout.column(index).format().text(row[index]);
    }

    String label(long[] row) {
        return layout.labelClasses().get((int) row[layout.labelIndex()]);
    }

    boolean normal(long[] row) {
        return row[layout.labelIndex()] == layout.normalLabel();
    }

    List<long[]> where(Predicate<long[]> condition) {
        return rows.stream().filter(condition).toList();
    }

    List<long[]> ofEntity(int entity) {
        return where(row -> row[1] == entity);
    }

    double rareShare() {
        return (double) where(row -> !normal(row)).size() / rows.size();
    }

    static int hour(long[] row) {
        return (int) (row[0] / 3_600_000_000L % 24);
    }

    /** Days since the start of 1970. */
    static long day(long[] row) {
        return row[0] / 86_400_000_000L;
    }

    /** Saturdays and Sundays; 1970-01-01 was a Thursday. */
    static boolean weekend(long[] row) {
        return (day(row) + 3) % 7 >= 5;
    }
}
