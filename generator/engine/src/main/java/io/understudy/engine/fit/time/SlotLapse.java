package io.understudy.engine.fit.time;

import io.understudy.engine.reference.EventLog;
import java.util.Arrays;

/** Measures how long a token may be silent before an event of any kind. */
public final class SlotLapse {
    private static final double MARGIN = 1.02;

    private SlotLapse() {}

    /** By slot, the k-th longest of the entities' longest silences at an event, and a little more. */
    public static long[] seconds(EventLog log, int[] tokenByRow, int[] slotByToken, int slots, int k) {
        long[][] longest = new long[slots][log.entities()];
        long[] last = new long[slots];
        boolean[] seen = new boolean[slots];
        for (int e = 0; e < log.entities(); e++) {
            Arrays.fill(seen, false);
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                long now = log.timeMicros(row);
                for (int slot = 0; slot < slots; slot++) {
                    if (seen[slot]) {
                        longest[slot][e] = Math.max(longest[slot][e], (now - last[slot]) / 1_000_000);
                    }
                }
                if (tokenByRow[row] >= 0) {
                    seen[slotByToken[tokenByRow[row]]] = true;
                    last[slotByToken[tokenByRow[row]]] = now;
                }
            }
        }
        long[] lapse = new long[slots];
        for (int slot = 0; slot < slots; slot++) {
            Arrays.sort(longest[slot]);
            lapse[slot] = (long) (MARGIN * longest[slot][Math.max(0, log.entities() - k)]);
        }
        return lapse;
    }
}
