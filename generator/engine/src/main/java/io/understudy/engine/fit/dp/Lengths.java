package io.understudy.engine.fit.dp;

import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.History;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Makes entities as long as the noised sizes say. Errors of the laws of days add up over a life: what a day comes short by a
 * tenth, a year does too. So entities are drawn, and the odds of an event on a later day are moved, group by group, until
 * the drawn have as many events as the group's sizes; which tells nothing that was not released before.
 */
final class Lengths {
    private static final int ROUNDS = 4;
    private static final int MOST_ENTITIES = 3_000;
    private static final long MOST_EVENTS = 200_000; // that a round draws
    private static final double MOST_STEP = 4; // times that a round may move odds
    private static final double MOST_ODDS = 50;
    private static final long SEED = 2;

    private final double[] wanted; // [size group] mean number of events; 0 if unknown
    private final int byLevel;

    Lengths(Opening opening, EntityGroups groups) {
        wanted = groups.sizes();
        byLevel = groups.byLevel;
    }

    /** Factors on the odds of a later day. // [size group] */
    double[] odds(Function<double[], ChainModel> model) {
        double[] odds = new double[wanted.length];
        Arrays.fill(odds, 1);
        for (int round = 0; round < ROUNDS; round++) {
            double[] drawn = drawn(model.apply(odds.clone()));
            for (int g = 0; g < odds.length; g++) {
                if (wanted[g] > 0 && drawn[g] > 0) {
                    double step = Math.max(1 / MOST_STEP, Math.min(MOST_STEP, wanted[g] / drawn[g]));
                    odds[g] = Math.max(1 / MOST_ODDS, Math.min(MOST_ODDS, odds[g] * step));
                }
            }
        }
        return odds;
    }

    /** Mean number of events of entities that {@code model} draws. // [size group] */
    private double[] drawn(ChainModel model) {
        int population = (int) Math.min(MOST_ENTITIES, model.shape().referenceEntities());
        long from = model.shape().originMicros();
        EntitySampler sampler = model.sampler(
                new SamplerSettings(SEED, from, from + model.shape().spanMicros(), 1));
        History history = new History(model.shape());
        EventFrame frame = new EventFrame(model.layout().size());
        double[] events = new double[wanted.length];
        double[] entities = new double[wanted.length];
        long all = 0;
        for (int i = 0; i < population && all < MOST_EVENTS; i++) {
            EntityState state = model.newState();
            sampler.begin(state, i, population);
            history.bind(state);
            int group = history.cluster() / byLevel;
            entities[group]++;
            while (sampler.nextTimeMicros(state) != EntitySampler.ENDED) {
                sampler.emit(state, frame);
                events[group]++;
                all++;
            }
        }
        for (int g = 0; g < events.length; g++) {
            events[g] /= Math.max(1, entities[g]);
        }
        return events;
    }
}
