package io.understudy.ops.job;

import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.publish.KafkaSettings;
import io.understudy.engine.sample.DriftDial;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import io.understudy.schemas.Topics;
import io.understudy.streams.monitor.MonitorSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * One stream of a job.
 *
 * @param model file
 * @param kafka where it goes, and how
 * @param generate what to draw, when and how fast
 * @param monitor how to watch it for drift
 * @param bursts that the job commands by itself
 * @param drifts that the job turns on by itself
 */
public record StreamPlan(
        Path model,
        KafkaSettings kafka,
        GenerateSettings generate,
        MonitorSettings monitor,
        List<ScheduledBurst> bursts,
        List<ScheduledDrift> drifts) {
    public StreamPlan {
        Objects.requireNonNull(model);
        Objects.requireNonNull(kafka);
        monitor = monitor.withModelTime(generate.eventTime() == EventTime.MODEL);
        bursts = List.copyOf(bursts);
        drifts = List.copyOf(drifts);
        if (!bursts.isEmpty() && !kafka.injection()) {
            throw new IllegalArgumentException("bursts need the inject app; set inject: true");
        }
    }

    /**
     * Checks that bursts and drifts name what the model has, so that nobody learns in the middle of a run that they do not.
     *
     * @throws InputException if one does not
     */
    public void requireFits(EventLayout layout) {
        bursts.forEach(burst -> burst.request().requireFits(layout));
        DriftDial dial = new DriftDial(layout);
        drifts.forEach(drift -> dial.turn(drift.plan()));
    }

    /** The stream's name, which is its topic's. */
    public String name() {
        return topics().events();
    }

    public Topics topics() {
        return kafka.topics();
    }
}
