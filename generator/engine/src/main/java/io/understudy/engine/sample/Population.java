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
 * a time, so the order is total and does not depend on the sharding. Scratch of one thread. Costs a few moves within a
 * {@link TimeWheel} and no allocation an event; the sampler is told of the next entities together, so that it waits for
 * their memory once.
 */
public final class Population {
    private static final int LARGEST = 100_000_000;
    private static final int WARMED = 16; // entities at once: about as many loads as a core has on their way

    private final EntitySampler sampler;
    private final EntityState[] states; // [place in the shard], ascending by entity
    private final TimeWheel pending;
    private final int[] idColumns;
    private final int rowStride;
    private int warm; // events until the next entities are to be warmed
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
        states = Arrays.copyOf(begun, places);
        pending = pending();
    }

    private TimeWheel pending() {
        long firstMicros = EntitySampler.ENDED;
        for (EntityState state : states) {
            firstMicros = Math.min(firstMicros, sampler.nextTimeMicros(state));
        }
        TimeWheel wheel = new TimeWheel(states.length, firstMicros);
        for (int place = 0; place < states.length; place++) {
            long timeMicros = sampler.nextTimeMicros(states[place]);
            if (timeMicros != EntitySampler.ENDED) {
                wheel.add(timeMicros, place);
            } else {
                states[place] = null;
            }
        }
        return wheel;
    }

    /** Model time of the next event, in microseconds, or {@link EntitySampler#ENDED}. */
    public long nextTimeMicros() {
        return pending.isEmpty() ? EntitySampler.ENDED : pending.firstMicros();
    }

    /** Writes the next event into {@code frame}; false, with the frame as it was, if there is none. */
    public boolean next(EventFrame frame) {
        if (pending.isEmpty()) {
            return false;
        }
        if (warm == 0) {
            warmNext();
        }
        warm = Math.max(0, warm - 1);
        int place = pending.firstPlace();
        EntityState state = states[place];
        sampler.emit(state, frame);
        assert frame.timeMicros == pending.firstMicros() : "the sampler moved a pending event";
        for (int column : idColumns) {
            frame.values[column] = row;
        }
        row += rowStride;
        long timeMicros = sampler.nextTimeMicros(state);
        if (timeMicros != EntitySampler.ENDED) {
            pending.moveFirst(timeMicros);
        } else {
            states[place] = null;
            pending.removeFirst();
        }
        return true;
    }

    private void warmNext() {
        int count = pending.countAhead(WARMED);
        for (int i = 0; i < count; i++) {
            sampler.warm(states[pending.ahead(i)]);
        }
        warm = count;
    }
}
