package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.Hashes;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.Arrays;

/**
 * Runs of eight events as hashes of token, gap bin and amount bin; an entity with fewer events is one run of its whole
 * length.
 *
 * @param hashes // [window]
 * @param entities // [window] the entity that it lies in
 */
record WindowHashes(long[] hashes, int[] entities) {
    private static final int EVENTS = 8;

    static WindowHashes of(Yardstick yardstick, CodedLog log) {
        long[] events = events(yardstick, log);
        long[] hashes = new long[log.rows()];
        int[] entities = new int[log.rows()];
        int count = 0;
        for (int e = 0; e < log.entities(); e++) {
            int length = Math.min(EVENTS, log.endRow(e) - log.firstRow(e));
            for (int from = log.firstRow(e); from + length <= log.endRow(e); from++) {
                long hash = length == EVENTS ? 0 : length;
                for (int i = 0; i < length; i++) {
                    hash = Hashes.mix(hash, events[from + i]);
                }
                hashes[count] = hash;
                entities[count++] = e;
            }
        }
        return new WindowHashes(Arrays.copyOf(hashes, count), Arrays.copyOf(entities, count));
    }

    private static long[] events(Yardstick yardstick, CodedLog log) {
        int[] gaps = yardstick.gapBins(log);
        int amount = yardstick.columns().numbers().isEmpty()
                ? -1
                : Math.max(yardstick.columns().amount(), 0);
        long[] events = new long[log.rows()];
        for (int row = 0; row < events.length; row++) {
            events[row] = Hashes.mix(Hashes.mix(0, log.tokens()[row]), gaps[row]);
            if (amount >= 0) {
                int bin = Samples.bin(log.number(amount)[row], yardstick.numberEdges(amount));
                events[row] = Hashes.mix(events[row], bin);
            }
        }
        return events;
    }
}
