package io.understudy.engine.sample;

import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventBatch;
import io.understudy.model.EventFrame;
import io.understudy.model.InputException;
import io.understudy.model.RareDial;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import java.util.stream.LongStream;

/**
 * The events of many entities in one order: by time, then by place in the population. An entity has one pending event at
 * a time, so the order is total and does not depend on the sharding. Scratch of one thread. Costs a few moves within a
 * {@link TimeWheel} and no allocation an event; a sampler that likes to draw the events of several entities together gets
 * the first places of the wheel, and what it drew waits for its turn in {@link DrawnBatches}.
 */
public final class Population {
    private static final int LARGEST = 100_000_000;
    private static final int PLACES_PER_LANE = 16; // so that few of a batch come again before its end

    private final EntitySampler sampler;
    private final EntityState[] states; // [place in the shard], ascending by entity
    private final TimeWheel pending;
    private final int[] idColumns;
    private final int rowStride;
    private final int together; // entities that the sampler likes to be given at once
    private final EntityState[] due = new EntityState[EventBatch.MOST];
    private final DrawnBatches drawn; // null where events are drawn one by one
    private final long normalLabel;
    private final RareDial dial; // null where the odds of rare starts are fixed
    private final EntityState rehearsed; // an entity whose episode is drawn ahead of time; null without a dial
    private final EventFrame foretold;
    private long row;

    /**
     * Begins a population.
     *
     * @param entities how many there are in all shards together, 1 to 100 million
     * @throws InputException if there are more or fewer
     */
    public Population(SequenceModel model, SamplerSettings settings, long entities, Shard shard) {
        this(model, settings, entities, shard, null);
    }

    /**
     * Begins a population whose share of rare events is held, where the model lets starts be decided one by one: see
     * {@link #steered}. What an event is then follows from the events of the shard before it as well.
     *
     * @param steering told of this population alone; null for the settings' odds
     */
    public Population(SequenceModel model, SamplerSettings settings, long entities, Shard shard, RareDial steering) {
        if (entities < 1 || entities > LARGEST) {
            throw new InputException("a population of " + entities + " entities must have 1 to " + LARGEST
                    + "; use a number in that range for --entities");
        }
        sampler = model.sampler(settings);
        dial = steering != null && sampler.steer(steering) ? steering : null;
        rehearsed = dial == null ? null : model.newState();
        foretold = new EventFrame(model.layout().size());
        normalLabel = model.layout().normalLabel();
        idColumns = model.layout().indexes(ColumnRole.ID);
        row = shard.index();
        rowStride = shard.count();
        states = begun(model, entities, shard);
        pending = pending();
        int likes = dial == null ? sampler.together() : 1; // what a dial decides follows from the event before
        together = Math.min(likes, states.length / PLACES_PER_LANE);
        drawn = together > 1 ? new DrawnBatches(model.layout().size()) : null;
    }

    // No loop: one would be compiled together with all that begins an entity, for most of a second, and again for each
    // of the
    // next few populations, since what the compiler assumes of such a loop does not hold.
    private EntityState[] begun(SequenceModel model, long entities, Shard shard) {
        return LongStream.range(0, entities)
                .filter(shard.owns())
                .mapToObj(entity -> begun(model, entity, entities))
                .toArray(EntityState[]::new);
    }

    private EntityState begun(SequenceModel model, long entity, long entities) {
        EntityState state = model.newState();
        sampler.begin(state, entity, entities);
        return state;
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

    /** Whether a dial decides on the starts of rare episodes. */
    public boolean steered() {
        return dial != null;
    }

    /** Model time of the next event, in microseconds, or {@link EntitySampler#ENDED}. */
    public long nextTimeMicros() {
        long pendingMicros = pending.isEmpty() ? EntitySampler.ENDED : pending.firstMicros();
        return drawn == null ? pendingMicros : Math.min(drawn.firstMicros(), pendingMicros);
    }

    /** Writes the next event into {@code frame}; false, with the frame as it was, if there is none. */
    public boolean next(EventFrame frame) {
        if (dial != null && !decide() || !draw(frame)) {
            return false;
        }
        for (int column : idColumns) {
            frame.values[column] = row;
        }
        row += rowStride;
        if (dial != null) {
            dial.count(frame.label != normalLabel);
        }
        return true;
    }

    private void moveFirst(int place, long nextMicros) {
        if (nextMicros != EntitySampler.ENDED) {
            pending.moveFirst(nextMicros);
        } else {
            states[place] = null;
            pending.removeFirst();
        }
    }

    /** Lets the first event be decided, until it is one that comes; false if there is none any more. */
    private boolean decide() {
        while (!pending.isEmpty()) {
            int place = pending.firstPlace();
            long starts = dial.starts();
            dial.advance(pending.firstMicros());
            boolean comes = sampler.decide(states[place]);
            if (dial.starts() != starts) {
                foretell(states[place]);
            }
            if (comes) {
                return true;
            }
            moveFirst(place, sampler.nextTimeMicros(states[place]));
        }
        return false;
    }

    /** Tells the dial what comes of the start that is pending: the same as will be drawn, which no odds decide. */
    private void foretell(EntityState state) {
        rehearsed.restore(state.toBytes());
        dial.rehearse(true);
        while (sampler.nextTimeMicros(rehearsed) != EntitySampler.ENDED) {
            sampler.emit(rehearsed, foretold);
            if (foretold.label == normalLabel) {
                break;
            }
            dial.foretell(foretold.timeMicros);
        }
        dial.rehearse(false);
    }

    /** Writes the first event into {@code frame}, and moves on; false if there is none. */
    private boolean draw(EventFrame frame) {
        while (drawn != null) {
            if (drawn.next(frame)) {
                return true;
            }
            if (!drawn.turn(pending) && !drawBatch()) {
                break;
            }
        }
        if (pending.isEmpty()) {
            return false;
        }
        int place = pending.firstPlace();
        sampler.emit(states[place], frame);
        assert frame.timeMicros == pending.firstMicros() : "the sampler moved a pending event";
        moveFirst(place, sampler.nextTimeMicros(states[place]));
        return true;
    }

    // All are put where their next events are due; whoever is due again before the others' turns is in the next batch.
    private boolean drawBatch() {
        EventBatch batch = drawn.open();
        if (batch == null || pending.isEmpty()) {
            return false;
        }
        int[] places = drawn.places();
        int count = pending.take(together, places);
        for (int i = 0; i < count; i++) {
            due[i] = states[places[i]];
        }
        sampler.emit(due, count, batch);
        for (int i = 0; i < count; i++) {
            if (batch.nextMicros[i] != EntitySampler.ENDED) {
                pending.add(batch.nextMicros[i], places[i]);
            } else {
                states[places[i]] = null;
            }
        }
        drawn.close(count);
        return true;
    }
}
