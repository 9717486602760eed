package io.understudy.engine.generate;

import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.publish.EventSink;
import io.understudy.engine.sample.Population;
import io.understudy.model.Provenance;
import io.understudy.model.RareDial;
import io.understudy.model.SequenceModel;

/**
 * How often rare classes come in one run, and what their labels weigh: by one factor on the odds of starts, or by a dial that
 * holds their share, where the model lets starts be decided one by one. Owned by the run's thread.
 */
final class RareControl {
    private final RareOdds odds;
    private RareDial dial; // null where one factor holds for the whole stream
    private double weighedOdds; // that the sink's weights are of

    private RareControl(RareOdds odds, RareDial dial) {
        this.odds = odds;
        this.dial = dial;
    }

    /**
     * What the settings ask for. A share needs a pilot, and so do the weights that go with a factor.
     *
     * @param size of the population
     * @param weighed whether somebody reads the weights
     */
    static RareControl of(
            SequenceModel model,
            GenerateSettings settings,
            Horizon horizon,
            long size,
            RatePlan plan,
            boolean weighed) {
        RarePilot pilot = new RarePilot(model, settings.seed(), horizon, size, plan);
        if (settings.rare() instanceof RareAim.Share aim) {
            RareOdds found = pilot.forShare(aim.share());
            return new RareControl(
                    found, new RareDial(aim.share(), found.factor(), windowMicros(model, settings, size)));
        }
        double factor = ((RareAim.Odds) settings.rare()).factor();
        boolean wanted = factor != 1 && weighed && model.layout().labelClasses().size() > 1;
        return new RareControl(wanted ? pilot.forFactor(factor) : RareOdds.of(factor), null);
    }

    /** Model time in which a shard has the events of a window, about. */
    private static long windowMicros(SequenceModel model, GenerateSettings settings, long size) {
        Provenance past = model.provenance();
        double ownRows =
                (double) past.rows() / past.entities() * size / settings.shard().count();
        double micros = (past.endMicros() - past.startMicros()) * (RareDial.WINDOW_EVENTS / Math.max(1, ownRows));
        return (long) Math.max(1, Math.min(Long.MAX_VALUE / 4, micros));
    }

    /** The population that it rules. */
    Population population(SequenceModel model, GenerateSettings settings, Horizon horizon, long size) {
        Population begun =
                new Population(model, horizon.sampler(settings.seed(), odds.factor()), size, settings.shard(), dial);
        dial = begun.steered() ? dial : null;
        return begun;
    }

    /** Sets the weights of the events to come, where they have changed. */
    void weigh(EventSink sink) {
        if (dial == null) {
            if (weighedOdds == 0) {
                weighedOdds = 1;
                sink.weigh(odds.weights());
            }
        } else if (dial.appliedOdds() != weighedOdds) {
            weighedOdds = dial.appliedOdds();
            sink.weigh(RareOdds.held(dial.share(), weighedOdds));
        }
    }

    /** How many times as often as in the model itself episodes have started. */
    double meanOdds() {
        return dial == null ? odds.factor() : dial.meanOdds();
    }
}
