package io.understudy.engine.generate;

import io.understudy.engine.publish.EventSink;
import io.understudy.model.EventFrame;
import io.understudy.model.SequenceModel;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps events, is the clock of a run, and takes as much of that time as it is told. */
final class RecordingSink implements EventSink {
    static final Instant WALL = Instant.parse("2026-11-01T00:00:00Z");

    long now; // nanoseconds
    final List<long[]> rows = new ArrayList<>();
    final List<Long> intended = new ArrayList<>();
    final List<Long> modelTimes = new ArrayList<>();
    final List<Long> ticks = new ArrayList<>();
    boolean finished;
    boolean costsOnAccept;
    long costNanos;
    long stallAtEvent = -1;
    long stallNanos;
    long atEvent = -1;
    int afterTicks = -1;
    Runnable thenDo = () -> {};
    IOException failure;
    int tickPassedBy;
    private int unreleased;

    /** A run that hands its events to this sink. */
    GenerateRun run(SequenceModel model, GenerateSettings settings, RunMeter meter) {
        return run(model, settings, meter, Clock.fixed(WALL, ZoneOffset.UTC));
    }

    GenerateRun run(SequenceModel model, GenerateSettings settings, RunMeter meter, Clock wall) {
        return new GenerateRun(model, settings, this, meter, () -> now, nanos -> now += nanos, wall);
    }

    @Override
    public void accept(EventFrame frame, long intendedNanos) throws IOException {
        rows.add(frame.values.clone());
        intended.add(intendedNanos);
        modelTimes.add(frame.timeMicros);
        unreleased++;
        if (!ticks.isEmpty() && frame.values[1] < ticks.get(ticks.size() - 1)) {
            tickPassedBy++;
        }
        if (rows.size() == atEvent) {
            thenDo.run();
            if (failure != null) {
                throw failure;
            }
        }
        if (costsOnAccept) {
            now += costNanos;
        }
    }

    @Override
    public void release() {
        if (!costsOnAccept) {
            now += costNanos * unreleased;
        }
        unreleased = 0;
        if (rows.size() >= stallAtEvent && stallAtEvent >= 0) {
            now += stallNanos;
            stallAtEvent = -1;
        }
    }

    @Override
    public void tick(long streamTimeMicros) {
        ticks.add(streamTimeMicros);
        if (ticks.size() == afterTicks) {
            thenDo.run();
        }
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public void close() {}

    long[] last() {
        return rows.get(rows.size() - 1);
    }

    List<String> texts() {
        return rows.stream().map(Arrays::toString).toList();
    }
}
