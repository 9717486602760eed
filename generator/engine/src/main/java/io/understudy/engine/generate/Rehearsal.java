package io.understudy.engine.generate;

import io.understudy.engine.pace.NanoClock;
import io.understudy.engine.publish.EventSink;
import io.understudy.engine.sample.Population;
import io.understudy.engine.sample.Shard;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Draws and encodes events that nobody gets, before the clock of a plan starts: a JVM that has not compiled its code yet is
 * slow, which the first second of the plan would pay for. Nothing of the run depends on it. Takes a second at most.
 */
final class Rehearsal {
    private static final int MOST_EVENTS = 50_000;
    private static final long MOST_ENTITIES = 1_000;
    private static final long MOST_NANOS = 1_000_000_000;

    private Rehearsal() {}

    /** Rehearses, where times will be wanted. */
    static void of(SequenceModel model, GenerateSettings settings, EventSink sink, NanoClock clock, Clock wall) {
        if (!settings.plan().paced()) {
            return;
        }
        long startNanos = clock.nanos();
        long wallMicros = ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant());
        SamplerSettings sampling =
                Horizon.of(settings, model.provenance(), wallMicros).sampler(settings.seed(), 1);
        long entities = settings.entities().orElse(model.provenance().entities());
        Population population = new Population(model, sampling, Math.min(entities, MOST_ENTITIES), Shard.WHOLE);
        EventFrame frame = new EventFrame(model.layout().size());
        for (int i = 0; i < MOST_EVENTS && clock.nanos() - startNanos < MOST_NANOS && population.next(frame); i++) {
            sink.rehearse(frame);
        }
    }
}
