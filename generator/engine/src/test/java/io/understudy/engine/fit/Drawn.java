package io.understudy.engine.fit;

import io.understudy.engine.generate.FrameSink;
import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Draws events from a model, over the reference's span. */
public final class Drawn {
    private Drawn() {}

    /** The events of each of {@code entities} entities. */
    public static List<List<EventFrame>> events(SequenceModel model, long seed, double rareOdds, int entities) {
        EntitySampler sampler = model.sampler(new SamplerSettings(
                seed, model.provenance().startMicros(), model.provenance().endMicros() + 1, rareOdds));
        List<List<EventFrame>> drawn = new ArrayList<>();
        for (int entity = 0; entity < entities; entity++) {
            EntityState state = model.newState();
            sampler.begin(state, entity, entities);
            List<EventFrame> events = new ArrayList<>();
            while (sampler.nextTimeMicros(state) != EntitySampler.ENDED) {
                EventFrame frame = new EventFrame(model.layout().size());
                sampler.emit(state, frame);
                events.add(frame);
            }
            drawn.add(events);
        }
        return drawn;
    }

    /** The events of a run, in its order. */
    static List<EventFrame> run(SequenceModel model, GenerateSettings settings) throws IOException {
        FrameSink sink = new FrameSink();
        new GenerateRun(model, settings, sink, new RunMeter()).execute();
        return sink.frames;
    }
}
