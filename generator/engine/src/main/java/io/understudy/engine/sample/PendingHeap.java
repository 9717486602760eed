package io.understudy.engine.sample;

import java.util.Arrays;

/**
 * Places in order of their pending times, then by place: a heap of four children a node, whose times lie in one cache
 * line. Grows when it must; owned by one thread. An operation costs the logarithm of its size.
 */
public final class PendingHeap {
    private static final int CHILDREN = 4;

    private long[] timeByNode; // [heap node] microseconds
    private int[] placeByNode; // [heap node]
    private int nodes;

    /** An empty heap with room for {@code places}. */
    public PendingHeap(int places) {
        timeByNode = new long[Math.max(1, places)];
        placeByNode = new int[Math.max(1, places)];
    }

    public boolean isEmpty() {
        return nodes == 0;
    }

    /** Pending time of the first; it must have one. */
    public long firstMicros() {
        return timeByNode[0];
    }

    /** Place of the first; it must have one. */
    public int firstPlace() {
        return placeByNode[0];
    }

    /** Adds a place. */
    public void add(long timeMicros, int place) {
        if (nodes == timeByNode.length) {
            timeByNode = Arrays.copyOf(timeByNode, nodes * 2);
            placeByNode = Arrays.copyOf(placeByNode, nodes * 2);
        }
        int node = nodes++;
        while (node > 0) {
            int parent = (node - 1) / CHILDREN;
            if (!before(timeMicros, place, timeByNode[parent], placeByNode[parent])) {
                break;
            }
            timeByNode[node] = timeByNode[parent];
            placeByNode[node] = placeByNode[parent];
            node = parent;
        }
        timeByNode[node] = timeMicros;
        placeByNode[node] = place;
    }

    /** Takes the first out; it must have one. */
    public void removeFirst() {
        nodes--;
        if (nodes > 0) {
            siftDown(timeByNode[nodes], placeByNode[nodes]);
        }
    }

    /** Takes the first out and adds a place, in one go. */
    public void replaceFirst(long timeMicros, int place) {
        siftDown(timeMicros, place);
    }

    /** Puts an entry where it belongs; the root's own is overwritten. */
    private void siftDown(long timeMicros, int place) {
        int node = 0;
        while (true) {
            int first = node * CHILDREN + 1;
            if (first >= nodes) {
                break;
            }
            int least = first;
            int end = Math.min(first + CHILDREN, nodes);
            for (int child = first + 1; child < end; child++) {
                if (before(timeByNode[child], placeByNode[child], timeByNode[least], placeByNode[least])) {
                    least = child;
                }
            }
            if (!before(timeByNode[least], placeByNode[least], timeMicros, place)) {
                break;
            }
            timeByNode[node] = timeByNode[least];
            placeByNode[node] = placeByNode[least];
            node = least;
        }
        timeByNode[node] = timeMicros;
        placeByNode[node] = place;
    }

    private static boolean before(long timeMicros, int place, long otherMicros, int otherPlace) {
        return timeMicros < otherMicros || (timeMicros == otherMicros && place < otherPlace);
    }
}
