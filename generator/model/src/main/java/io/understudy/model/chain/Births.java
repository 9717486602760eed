package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;
import io.understudy.model.SamplerSettings;
import io.understudy.model.tree.OpinionPool;
import io.understudy.model.tree.ProbabilityTree;

/**
 * Decides what an entity is for life: its cluster, its pace, its stay, its statics and its itinerary, which its seat in the
 * population decides as far as it goes. Scratch of one sampler.
 */
final class Births {
    private static final int BIRTH = 1;

    private final ChainShape shape;
    private final ChainLaws laws;
    private final SamplerSettings settings;
    private final History history;
    private final EventRandom random;
    private final LabelDraw label;
    private final OpinionPool pool = new OpinionPool();
    private double seat; // what is left of the place in the population of the entity at hand

    Births(ChainLaws laws, SamplerSettings settings, History history, EventRandom random, LabelDraw label) {
        this.shape = history.shape;
        this.laws = laws;
        this.settings = settings;
        this.history = history;
        this.random = random;
        this.label = label;
    }

    /** Makes {@code state} that of an entity that has yet to have an event, and gives the time of its first one. */
    long bear(ChainState state, long entity, long population, int incarnation, long notBefore) {
        history.reset(state);
        state.putLong(StatePlan.ENTITY, entity);
        state.putLong(StatePlan.POPULATION, population);
        state.putShort(StatePlan.INCARNATION, incarnation);
        random.open(settings.seed(), entity, 0, BIRTH);
        int cluster = 0;
        seat = Seats.of(settings.seed(), entity, population, random.nextDouble());
        while (cluster < shape.clusters() - 1 && shape.clusterShares()[cluster] <= seat) {
            cluster++;
        }
        moveSeat(cluster == 0 ? 0 : shape.clusterShares()[cluster - 1], shape.clusterShares()[cluster]);
        state.putShort(StatePlan.CLUSTER, cluster);
        double clusterShare = shape.clusterShares()[cluster] - (cluster == 0 ? 0 : shape.clusterShares()[cluster - 1]);
        // in an order of its own, so that it does not hang on what else the seat decides
        double place = Seats.shuffled(settings.seed() + cluster, seat, Math.round(clusterShare * population));
        drawPace(state, cluster);
        if (shape.running() != null) {
            shape.running().settle(state, settings.seed(), shape);
        }
        history.bind(state);
        long first = Math.max(drawStay(state, settings.startMicros() + incarnation * shape.spanMicros()), notBefore);
        state.putLong(StatePlan.LAST_TIME, first);
        history.bind(state);
        if (!label.begin(place)) {
            drawStatics(state);
        }
        return first;
    }

    /** What is left of the seat within the part of the unit interval that was drawn. */
    private void moveSeat(double low, double high) {
        seat = high > low ? Math.min((seat - low) / (high - low), Math.nextDown(1.0)) : random.nextDouble();
    }

    private void drawPace(ChainState state, int cluster) {
        PaceLaw pace = shape.pace();
        if (pace.grades() > 1) {
            int grade = pace.draw(cluster, seat);
            state.putShort(StatePlan.PACE, grade + 1);
            moveSeat(pace.below(cluster, grade), pace.below(cluster, grade) + pace.share(cluster, grade));
        }
    }

    /** Draws the time of the first event, and notes behind which time there is none. */
    private long drawStay(ChainState state, long window) {
        StayLaw stay = laws.stay();
        state.putLong(StatePlan.LAST_STAY, Long.MAX_VALUE);
        if (stay == null) {
            return drawArrival(window);
        }
        int cluster = state.getShort(StatePlan.CLUSTER);
        int cohort = 0;
        while (cohort < stay.cohorts() - 1 && stay.share(cluster, cohort) <= seat) {
            cohort++;
        }
        moveSeat(stay.share(cluster, cohort - 1), stay.share(cluster, cohort));
        long last = stay.last(cohort, random.nextDouble());
        if (last != Long.MAX_VALUE) {
            state.putLong(StatePlan.LAST_STAY, window + last);
        }
        long first = stay.first(cohort, random.nextDouble());
        return window + first - first % shape.resolutionMicros();
    }

    private long drawArrival(long window) {
        ArrivalLaw law = laws.arrival();
        if (law.era() == null) {
            return law.draw(window, shape.resolutionMicros(), shape.dateOnly(), history.clock, random);
        }
        int leaf = random.leaf(law.era(), history);
        int era = law.era().draw(leaf, seat);
        takeSeat(law.era(), leaf, era);
        return law.draw(era, window, shape.resolutionMicros(), shape.dateOnly(), history.clock, random);
    }

    /** What is left of the seat within the outcome that it led to. */
    private void takeSeat(ProbabilityTree tree, int leaf, int outcome) {
        double below = tree.below(leaf, outcome);
        moveSeat(below, below + tree.probability(leaf, outcome));
    }

    private void drawStatics(ChainState state) {
        int[] columns = shape.staticColumns();
        for (int i = 0; i < columns.length; i++) {
            NumberLaw law = laws.statics().get(i);
            long value;
            int leaf = random.leaf(law.kind(), history);
            int outcome = law.kind().draw(leaf, seat);
            takeSeat(law.kind(), leaf, outcome);
            if (law.plain() == null) {
                value = outcome == 0 ? ColumnFormat.MISSING : outcome - 1;
            } else {
                value = outcome == NumberLaw.MISSING
                        ? ColumnFormat.MISSING
                        : law.plain().draw(history, Double.NaN, 1, random, pool);
            }
            state.putLong(history.plan.statics + 8 * i, value);
        }
    }
}
