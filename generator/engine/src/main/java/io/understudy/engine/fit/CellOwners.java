package io.understudy.engine.fit;

import java.util.Arrays;

/** Counts how many entities have something in each of many cells. Rows of an entity are to be seen together. */
final class CellOwners {
    private final int[] owners; // [cell]
    private final int[] last; // [cell] entity that was seen last

    CellOwners(int cells) {
        owners = new int[cells];
        last = new int[cells];
        Arrays.fill(last, -1);
    }

    void see(int cell, int entity) {
        if (last[cell] != entity) {
            last[cell] = entity;
            owners[cell]++;
        }
    }

    int cells() {
        return owners.length;
    }

    int of(int cell) {
        return owners[cell];
    }
}
