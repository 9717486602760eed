package io.understudy.streams.monitor;

import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.Provenance;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;

/**
 * How long a model's entities wait between two events, on average. A stream that has just begun cannot tell: only its
 * short gaps have ended.
 */
final class TypicalGap {
    private static final int ENTITIES = 100;
    private static final int MOST_EVENTS = 200; // of one entity

    private TypicalGap() {}

    /** Mean gap in microseconds of a hundred entities over the span of the reference; 0 if none has two events. */
    static long micros(SequenceModel model) {
        Provenance past = model.provenance();
        EntitySampler sampler = model.sampler(new SamplerSettings(1, past.startMicros(), past.endMicros() + 1, 1));
        EventFrame frame = new EventFrame(model.layout().size());
        EntityState state = model.newState();
        long gaps = 0;
        double sumMicros = 0;
        for (int entity = 0; entity < ENTITIES; entity++) {
            sampler.begin(state, entity, ENTITIES);
            long lastMicros = EntitySampler.ENDED;
            for (int i = 0; i < MOST_EVENTS && sampler.nextTimeMicros(state) != EntitySampler.ENDED; i++) {
                sampler.emit(state, frame);
                if (lastMicros != EntitySampler.ENDED) {
                    gaps++;
                    sumMicros += frame.timeMicros - lastMicros;
                }
                lastMicros = frame.timeMicros;
            }
        }
        return gaps == 0 ? 0 : (long) (sumMicros / gaps);
    }
}
