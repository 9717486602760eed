package io.understudy.engine.sample;

/**
 * Sorts places, most of which come in ascending pieces, by merging neighbouring pieces until there is one. Owned by one
 * thread; allocates only when there are more places than ever before.
 */
final class PlaceSort {
    private int[] spare = new int[0];

    /**
     * Sorts the first {@code length} of {@code places}, all different.
     *
     * @return an array as long with the sorted ones; the one that was given is the sorter's from then on, unless it is the
     *     same
     */
    int[] sort(int[] places, int length) {
        if (spare.length < places.length) {
            spare = new int[places.length];
        }
        int[] from = places;
        while (ascendingEnd(from, 0, length) < length) {
            for (int start = 0; start < length; ) {
                int middle = ascendingEnd(from, start, length);
                int end = middle == length ? middle : ascendingEnd(from, middle, length);
                merge(from, start, middle, end);
                start = end;
            }
            int[] merged = spare;
            spare = from;
            from = merged;
        }
        return from;
    }

    private static int ascendingEnd(int[] places, int start, int length) {
        int end = start + 1;
        while (end < length && places[end] > places[end - 1]) {
            end++;
        }
        return end;
    }

    private void merge(int[] places, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int at = start; at < end; at++) {
            boolean takeLeft = right == end || left < middle && places[left] < places[right];
            spare[at] = takeLeft ? places[left++] : places[right++];
        }
    }
}
