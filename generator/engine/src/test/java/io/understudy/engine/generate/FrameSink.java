package io.understudy.engine.generate;

import io.understudy.engine.publish.ClassWeights;
import io.understudy.engine.publish.EventSink;
import io.understudy.model.EventFrame;
import java.util.ArrayList;
import java.util.List;

/** Keeps the events of a run, and the weights that labels would bear. */
public final class FrameSink implements EventSink {
    public final List<EventFrame> frames = new ArrayList<>();
    final List<ClassWeights> weightsByFrame = new ArrayList<>();
    ClassWeights weights;

    @Override
    public void accept(EventFrame frame, long intendedNanos) {
        EventFrame kept = new EventFrame(frame.values.length);
        kept.copyFrom(frame);
        frames.add(kept);
        weightsByFrame.add(weights);
    }

    @Override
    public boolean weighs() {
        return true;
    }

    @Override
    public void weigh(ClassWeights importance) {
        weights = importance;
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
