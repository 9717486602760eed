package io.understudy.engine.sample;

import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.InputException;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import java.util.Arrays;

/**
 * The events of many entities in one order: by time, then by place in the population. An entity has one pending event at
 * a time, so the order is total and does not depend on the sharding. Scratch of one thread. Costs one sift through a heap
 * of four children a node, whose times lie in one cache line, and no allocation an event.
 */
public final class Population {
    private static final int CHILDREN = 4;
    private static final int LARGEST = 100_000_000;

    private final EntitySampler sampler;
    private final EntityState[] states; // [place in the shard], ascending by entity
    private final long[] timeByNode; // [heap node] pending time, microseconds
    private final int[] placeByNode; // [heap node]
    private final int[] idColumns;
    private final int rowStride;
    private int nodes;
    private long row;

    /**
     * Begins a population.
     *
     * @param entities how many there are in all shards together, 1 to 100 million
     * @throws InputException if there are more or fewer
     */
    public Population(SequenceModel model, SamplerSettings settings, long entities, Shard shard) {
        if (entities < 1 || entities > LARGEST) {
            throw new InputException("a population of " + entities + " entities must have 1 to " + LARGEST
                    + "; use a number in that range for --entities");
        }
        sampler = model.sampler(settings);
        idColumns = model.layout().indexes(ColumnRole.ID);
        row = shard.index();
        rowStride = shard.count();
        EntityState[] begun = new EntityState[shard.count() == 1 ? (int) entities : 16];
        int places = 0;
        for (long entity = 0; entity < entities; entity++) {
            if (shard.owns().test(entity)) {
                if (places == begun.length) {
                    begun = Arrays.copyOf(begun, begun.length * 2);
                }
                EntityState state = model.newState();
                sampler.begin(state, entity, entities);
                begun[places++] = state;
            }
        }
        states = begun;
        timeByNode = new long[places];
        placeByNode = new int[places];
        for (int place = 0; place < places; place++) {
            long timeMicros = sampler.nextTimeMicros(states[place]);
            if (timeMicros != EntitySampler.ENDED) {
                timeByNode[nodes] = timeMicros;
                placeByNode[nodes++] = place;
            }
        }
        for (int node = (nodes - 2) / CHILDREN; node >= 0 && nodes > 1; node--) {
            siftDown(node, timeByNode[node], placeByNode[node]);
        }
    }

    /** Model time of the next event, in microseconds, or {@link EntitySampler#ENDED}. */
    public long nextTimeMicros() {
        return nodes == 0 ? EntitySampler.ENDED : timeByNode[0];
    }

    /** Writes the next event into {@code frame}; false, with the frame as it was, if there is none. */
    public boolean next(EventFrame frame) {
        if (nodes == 0) {
            return false;
        }
        int place = placeByNode[0];
        sampler.emit(states[place], frame);
        assert frame.timeMicros == timeByNode[0] : "the sampler moved a pending event";
        for (int column : idColumns) {
            frame.values[column] = row;
        }
        row += rowStride;
        long timeMicros = sampler.nextTimeMicros(states[place]);
        if (timeMicros != EntitySampler.ENDED) {
            assert timeMicros >= timeByNode[0] : "an entity went back in time";
            siftDown(0, timeMicros, place);
        } else {
            states[place] = null;
            nodes--;
            if (nodes > 0) {
                siftDown(0, timeByNode[nodes], placeByNode[nodes]);
            }
        }
        return true;
    }

    /** Puts an entry where it belongs in the subtree of {@code node}, whose own entry is overwritten. */
    private void siftDown(int node, long timeMicros, int place) {
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
