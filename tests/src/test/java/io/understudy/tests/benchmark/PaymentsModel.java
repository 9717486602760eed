package io.understudy.tests.benchmark;

import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.ChainModel;

/** The model that benchmarks draw from: payments, labels on, simulated and fitted on the spot. */
final class PaymentsModel {
    private static final int CARDS = 250;
    private static final int DAYS = 20;
    private static final long SEED = 1;

    private PaymentsModel() {}

    static SequenceModel fit() {
        return fit(ChainModel.KIND);
    }

    /** A model of a family. */
    static SequenceModel fit(String kind) {
        Simulation simulation = Simulation.of("payments", SimulationSettings.of(CARDS, DAYS, SEED));
        FitSettings settings =
                FitSettings.defaults().withK(1).withSeed(SEED).withKind(kind).quick();
        return ModelFitter.fit(simulation.toEventLog(), settings, line -> {});
    }

    /** An endless stream from the reference's start. */
    static SamplerSettings endless(SequenceModel model) {
        return new SamplerSettings(SEED, model.provenance().startMicros(), Long.MAX_VALUE, 1);
    }
}
