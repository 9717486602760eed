package io.understudy.engine.simulate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Events that agents have added and that nobody has taken yet. The first cell of a row is its time in microseconds. */
final class Rows {
    private static final Comparator<long[]> BY_TIME = Comparator.comparingLong(row -> row[0]);

    private List<long[]> pending = new ArrayList<>();
    private long drainedMicros = Long.MIN_VALUE;

    void add(long... cells) {
        pending.add(cells);
    }

    /**
     * Hands out and forgets the rows before {@code endMicros}, by time; rows of one instant in the order in which they
     * were added.
     *
     * @return how many
     */
    int drain(long endMicros, RowConsumer consumer) throws IOException {
        List<long[]> due = new ArrayList<>(pending.size());
        List<long[]> later = new ArrayList<>();
        for (long[] row : pending) {
            if (row[0] < drainedMicros) {
                throw new IllegalStateException("an event at " + row[0] + " us came after " + drainedMicros
                        + " us was handed out; agents add events of today or later");
            }
            (row[0] < endMicros ? due : later).add(row);
        }
        pending = later;
        drainedMicros = endMicros;
        due.sort(BY_TIME);
        for (long[] row : due) {
            consumer.accept(row);
        }
        return due.size();
    }
}
