package io.understudy.ops.demo;

import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.publish.EventSink;
import io.understudy.engine.publish.NullSink;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.SequenceModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A domain with the model that was fitted on its simulated reference.
 *
 * @param facts of reference and model, as the dashboard shows them
 */
record FittedDomain(DemoDomain domain, SequenceModel model, Map<String, String> facts) {
    private static final int SIMULATED_K = 1; // nobody's privacy is at stake
    private static final int FEWEST_ENTITIES = 1_000;
    private static final long WARM_UP_EVENTS = 20_000;
    private static final double SPARE = 1.1;

    /** So many entities that {@code events} of them do not take longer than the reference did, in model time. */
    int entitiesFor(double events) {
        double eventsPerEntity =
                (double) model.provenance().rows() / model.provenance().entities();
        return (int) Math.max(FEWEST_ENTITIES, Math.ceil(SPARE * events / eventsPerEntity));
    }

    /** Simulates and fits. */
    static FittedDomain of(DemoDomain domain, long seed) {
        EventLog log = domain.simulation(seed).toEventLog();
        long startNanos = System.nanoTime();
        FitSettings quick =
                FitSettings.defaults().withK(SIMULATED_K).withSeed(seed).quick();
        SequenceModel model = ModelFitter.fit(log, quick, line -> {});
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("referenceRows", String.format(Locale.ROOT, "%,d rows", log.rows()));
        facts.put("referenceNote", String.format(Locale.ROOT, "%,d entities", log.entities()));
        facts.put("fitSeconds", String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - startNanos) / 1e9));
        facts.put("modelSize", model.scorer().features().size() + " features");
        warmUp(model, seed);
        return new FittedDomain(domain, model, facts);
    }

    /** Lets the JVM compile what draws events, so that the stream's first ones are not late. */
    private static void warmUp(SequenceModel model, long seed) {
        GenerateSettings some = GenerateSettings.of(seed).withEvents(WARM_UP_EVENTS);
        try (EventSink nowhere = new NullSink()) {
            new GenerateRun(model, some, nowhere, new RunMeter()).execute();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
