package io.understudy.engine.fit.floor;

import java.util.Arrays;

/** Keeps the ends of a range of values from resting on few entities, however many values each of those has. */
public final class EntityFloor {
    private EntityFloor() {}

    /**
     * Moves the first {@code size} values inwards, in place, until at least {@code k} entities lie at or beyond each
     * end; half of them where fewer have a value at all.
     *
     * @param entities // [value] its entity; values of an entity stand together
     */
    public static void clip(long[] values, int[] entities, int size, int k) {
        if (size == 0) {
            return;
        }
        long[] least = new long[size];
        long[] most = new long[size];
        int owners = 0;
        for (int i = 0; i < size; i++) {
            if (i == 0 || entities[i] != entities[i - 1]) {
                least[owners] = values[i];
                most[owners++] = values[i];
            } else {
                least[owners - 1] = Math.min(least[owners - 1], values[i]);
                most[owners - 1] = Math.max(most[owners - 1], values[i]);
            }
        }
        Arrays.sort(least, 0, owners);
        Arrays.sort(most, 0, owners);
        int trim = owners >= k ? k - 1 : owners / 2;
        long low = least[Math.min(trim, owners - 1)];
        long high = most[Math.max(0, owners - 1 - trim)];
        if (low > high) { // hardly more than k entities, each in a range of its own
            low = (low >> 1) + (high >> 1);
            high = low;
        }
        for (int i = 0; i < size; i++) {
            values[i] = Math.max(low, Math.min(high, values[i]));
        }
    }
}
