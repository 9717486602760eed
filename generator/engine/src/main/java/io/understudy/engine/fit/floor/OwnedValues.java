package io.understudy.engine.fit.floor;

import io.understudy.model.chain.FreshLaw;
import java.util.Arrays;

/** A growing list of values and the entities that they are of, which stand together. */
public final class OwnedValues {
    public long[] values = new long[64];
    public int[] entities = new int[64];
    public int size;
    public int owners; // distinct entities

    /** Trailing zeros that the values of all but fewer than {@code k} entities have, at least. */
    public int commonZeros(int k) {
        int[] owners = new int[FreshLaw.MOST_ZEROS + 1]; // [zeros] of the least round value of an entity
        int least = FreshLaw.MOST_ZEROS;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, FreshLaw.zerosOf(values[i]));
            if (i + 1 == size || entities[i + 1] != entities[i]) {
                owners[least]++;
                least = FreshLaw.MOST_ZEROS;
            }
        }
        int zeros = 0;
        for (int fewer = owners[0]; zeros < FreshLaw.MOST_ZEROS && fewer < k; fewer += owners[zeros]) {
            zeros++;
        }
        return Arrays.stream(owners).sum() < k ? 0 : zeros;
    }

    public void add(long value, int entity) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
            entities = Arrays.copyOf(entities, size * 2);
        }
        owners += size == 0 || entities[size - 1] != entity ? 1 : 0;
        entities[size] = entity;
        values[size++] = value;
    }
}
