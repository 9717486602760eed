package io.understudy.ops.job;

import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.publish.KafkaSettings;
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

    /** The stream's name, which is its topic's. */
    public String name() {
        return topics().events();
    }

    public Topics topics() {
        return kafka.topics();
    }
}
