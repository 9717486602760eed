package io.understudy.engine.fit.floor;

import java.util.Arrays;

/** Counts how many entities have something in each of many cells. Rows of an entity are to be seen together. */
public final class CellOwners {
    private final int[] owners; // [cell]
    private final int[] last; // [cell] entity that was seen last

    public CellOwners(int cells) {
        owners = new int[cells];
        last = new int[cells];
        Arrays.fill(last, -1);
    }

    public void see(int cell, int entity) {
        if (last[cell] != entity) {
            last[cell] = entity;
            owners[cell]++;
        }
    }

    public int cells() {
        return owners.length;
    }

    public int of(int cell) {
        return owners[cell];
    }
}
