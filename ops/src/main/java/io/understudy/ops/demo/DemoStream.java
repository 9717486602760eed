package io.understudy.ops.demo;

import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.pace.ConstantPlan;
import io.understudy.engine.publish.KafkaSettings;
import io.understudy.engine.publish.LabelScope;
import io.understudy.engine.sample.DriftPlan;
import io.understudy.ops.run.StreamGenerator;
import io.understudy.schemas.Topics;
import io.understudy.streams.StreamsApp;
import io.understudy.streams.StreamsPart;
import io.understudy.streams.StreamsSettings;
import io.understudy.streams.inject.BurstCommander;
import io.understudy.streams.inject.BurstRequest;
import io.understudy.streams.monitor.MonitorSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;

/** One of the demo's streams: its generator, its Streams app, and what happens to it. */
final class DemoStream implements AutoCloseable {
    private static final int PARTITIONS = 2;
    private static final Duration APP_PATIENCE = Duration.ofSeconds(60);
    private static final int WINDOWS = 60; // of the monitor over the whole plan
    private static final int SHORTEST_WINDOW_EVENTS = 200;
    private static final int LONGEST_WINDOW_EVENTS = 2_000;
    private static final int VICTIMS = 20;
    private static final double BURST_SHARE = 0.1; // of the plan's length
    private static final double BURST_EVENTS_SHARE = 0.05; // of the base events in that time

    private final FittedDomain fitted;
    private final DemoSettings settings;
    private final int entities;
    private final StreamGenerator generator;
    private final StreamsApp app;
    private final BurstCommander commander;

    private DemoStream(
            FittedDomain fitted,
            DemoSettings settings,
            int entities,
            StreamGenerator generator,
            StreamsApp app,
            BurstCommander commander) {
        this.fitted = fitted;
        this.settings = settings;
        this.entities = entities;
        this.generator = generator;
        this.app = app;
        this.commander = commander;
    }

    /** Makes topics, schemas and the Streams app ready, and waits for the app. */
    static DemoStream open(
            FittedDomain fitted, DemoSettings settings, String bootstrap, String registry, Path stateFolder)
            throws IOException {
        KafkaSettings kafka = KafkaSettings.of(
                        bootstrap, registry, fitted.domain().name())
                .withInjection(true)
                .withLabels(LabelScope.ALL, Duration.ZERO)
                .withPartitions(PARTITIONS)
                .withIdSeed(settings.seed());
        int entities = fitted.entitiesFor(settings.half().eventsPerSecond() * settings.seconds());
        GenerateSettings generate = GenerateSettings.of(settings.seed())
                .withEntities(entities)
                .withPlan(new ConstantPlan(settings.half(), settings.length().toNanos()));
        StreamGenerator generator = StreamGenerator.open(fitted.model(), kafka, generate);
        StreamsApp app = new StreamsApp(new StreamsSettings(
                bootstrap,
                registry,
                Map.of(),
                kafka.topics(),
                fitted.model(),
                EnumSet.allOf(StreamsPart.class),
                stateFolder,
                Duration.ZERO,
                settings.seed(),
                MonitorSettings.DEFAULT.withWindowEvents(windowEvents(settings)),
                APP_PATIENCE));
        BurstCommander commander = BurstCommander.connect(
                bootstrap, registry, kafka.topics(), fitted.model().layout(), Map.of());
        DemoStream stream = new DemoStream(fitted, settings, entities, generator, app, commander);
        try {
            app.start();
            return stream;
        } catch (IOException | RuntimeException e) {
            try (stream) {
                throw e;
            }
        }
    }

    /** Events of one window of the monitor. */
    int windowEvents() {
        return windowEvents(settings);
    }

    private static int windowEvents(DemoSettings settings) {
        double events = settings.half().eventsPerSecond() * settings.seconds();
        return (int) Math.max(SHORTEST_WINDOW_EVENTS, Math.min(LONGEST_WINDOW_EVENTS, events / WINDOWS));
    }

    /** Commands the announced burst: from now on, for a tenth of the plan as the watcher's clock goes. */
    void burst() throws IOException {
        double wallSeconds = settings.seconds() * BURST_SHARE;
        double events = Math.max(2.0 * VICTIMS, settings.half().eventsPerSecond() * wallSeconds * BURST_EVENTS_SHARE);
        double streamSeconds = wallSeconds * speed();
        commander.start(BurstRequest.now(
                fitted.domain().scenario(),
                Duration.ofNanos((long) (streamSeconds * 1e9)),
                events / streamSeconds,
                VICTIMS,
                settings.seed()));
    }

    /** How much faster than the wall's the stream's time has gone so far. */
    private double speed() {
        long streamMicros = generator.run().meter().eventTimeMicros()
                - fitted.model().provenance().startMicros();
        return Math.max(1, streamMicros * 1e3 / generator.run().meter().elapsedNanos());
    }

    /** Turns the drift on, and says when it began in the stream's time. */
    Instant drift() {
        long startMicros = generator.run().meter().eventTimeMicros() + 1;
        generator.run().drift().turn(DriftPlan.parse("abrupt", fitted.domain().drift(), startMicros, 0));
        return Instant.EPOCH.plus(startMicros, ChronoUnit.MICROS);
    }

    /** Size of the population. */
    int entities() {
        return entities;
    }

    FittedDomain fitted() {
        return fitted;
    }

    String name() {
        return fitted.domain().name();
    }

    Topics topics() {
        return Topics.of(name());
    }

    StreamGenerator generator() {
        return generator;
    }

    StreamsApp app() {
        return app;
    }

    @Override
    public void close() throws IOException {
        try (generator;
                app) {
            commander.close();
        }
    }
}
