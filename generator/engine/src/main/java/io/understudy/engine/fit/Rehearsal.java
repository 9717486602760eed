package io.understudy.engine.fit;

import io.understudy.engine.fit.floor.ContextTally;
import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.past.Replay;
import io.understudy.engine.fit.tree.TreeGrower;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.chain.ChainLaws;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.ClassContexts;
import io.understudy.model.chain.ClassLaw;
import io.understudy.model.chain.Feature;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.History;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets a fitted model draw, compares which token came next and when with the reference, or which class, and moves the odds
 * until they agree. Each law is learned from what truly went before; drawn from what was drawn before, small faults of one feed
 * the next: loops end too soon and hours are missed, which no law sees from the reference alone.
 */
final class Rehearsal {
    private static final double[] STEPS = {
        0.4, 0.4, 0.4, 0.4, 0.4, 0.35, 0.35, 0.3, 0.3, 0.25, 0.2, 0.15, 0.1, 0.08, 0.06, 0.04
    }; // one a round
    private static final int FIRST_ROUNDS = 6; // that draw half of the entities
    private static final double[] STEPS_OF_CLASSES = {0.7, 0.6, 0.5, 0.4, 0.3};
    private static final int WANTED_EVENTS = 150_000; // a round
    private static final int WANTED_EVENTS_OF_CLASSES = 600_000; // episodes are rare
    private static final int MOST_PASSES = 4; // of all entities a round
    private static final int MOST_TOKENS = 500;

    private final FitData data;
    private final int k;
    private final long seed;
    private final int threads;
    private final ExecutorService pool;
    private final int wanted; // events a round
    private final int everyNth; // entity of the reference is looked at

    /** A rehearsal of what comes next and when, on so many threads of a pool, which decide nothing. */
    static GapLaw gap(ChainModel model, FitData data, FitSettings settings, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        return new Rehearsal(data, settings, pool, WANTED_EVENTS).gap(model);
    }

    /** A rehearsal of which class comes next. */
    static ClassLaw label(ChainModel model, FitData data, FitSettings settings, ExecutorService pool)
            throws InterruptedException, ExecutionException {
        return new Rehearsal(data, settings, pool, WANTED_EVENTS_OF_CLASSES).label(model);
    }

    private Rehearsal(FitData data, FitSettings settings, ExecutorService pool, int wanted) {
        this.wanted = wanted;
        this.data = data;
        k = settings.k();
        seed = settings.seed();
        threads = settings.threads();
        this.pool = pool;
        everyNth = 1 + (data.log.rows() - 1) / wanted;
    }

    /**
     * True where tokens are told with the day of the next event, and entities are many. What is of a rare class, or
     * behind it, is not counted, and behind it nothing is moved: what an episode is like stays as it was learned.
     */
    static boolean suits(FitData data, GapLaw gap) {
        int tokens = data.shape.tokens();
        return !data.byKind() && tokens > 1 && tokens <= MOST_TOKENS && gap.tellsTokens(tokens);
    }

    /** True where entities that are many carry a class. */
    static boolean suitsClasses(FitData data) {
        return !data.byKind() && data.shape.classes() > 1;
    }

    /** The model's law of the next event with its odds moved. */
    private GapLaw gap(ChainModel model) throws InterruptedException, ExecutionException {
        StepOdds odds = new StepOdds(data.shape, model.laws().gap(), k);
        walk(odds.meeting());
        walk(odds.counting());
        for (int round = 0; round < STEPS.length; round++) {
            ChainModel drawing = with(model, model.laws().with(odds.moved()));
            odds.move(draw(drawing, round, odds::drawn, drawn -> odds.fork().counting(drawn)), STEPS[round]);
        }
        return odds.moved();
    }

    /** The model's law of the class with its odds moved. */
    private ClassLaw label(ChainModel model) throws InterruptedException, ExecutionException {
        ProbabilityTree tree = model.laws().label().tree();
        int classes = data.shape.classes();
        int contexts = ClassContexts.count(classes);
        OddsFit odds = new OddsFit(classes, contexts, contexts, k);
        walk(classes(classes, (context, label, entity) -> odds.meet(context, entity)));
        odds.take(context -> false);
        walk(classes(classes, odds.real()::see));
        for (int round = 0; round < STEPS_OF_CLASSES.length; round++) {
            ChainModel drawing = with(model, model.laws().with(new ClassLaw(tree, odds.odds())));
            ContextTally[] drawn = draw(
                    drawing,
                    FIRST_ROUNDS + round,
                    () -> new ContextTally[] {odds.drawn()},
                    tally -> classes(classes, tally[0]::see));
            odds.move(drawn[0], STEPS_OF_CLASSES[round]);
        }
        return new ClassLaw(tree, odds.odds());
    }

    private interface ClassSight {
        void see(int context, int label, int entity);
    }

    private static Steps classes(int classes, ClassSight sight) {
        int[] contexts = new int[ClassContexts.KINDS];
        return new Steps() {
            @Override
            public void see(History history, int token, long timeMicros, int entity) {}

            @Override
            public void label(History history, int label, int entity) {
                ClassContexts.tell(history, classes, contexts);
                for (int context : contexts) {
                    sight.see(context, label, entity);
                }
            }
        };
    }

    private ChainModel with(ChainModel model, ChainLaws laws) {
        return new ChainModel(data.shape, laws, model.provenance(), model.profile());
    }

    /** What wants to see the events of an entity, each from the last one's point of view. */
    interface Steps {
        /** An event behind the last one; {@code token} is -1 if there was none. */
        void see(History history, int token, long timeMicros, int entity);

        /** The class that the entity carries to its next event. */
        default void label(History history, int label, int entity) {}
    }

    /** Goes through the reference. */
    private void walk(Steps steps) {
        new Replay(data).run(new Replay.Visitor() {
            @Override
            public void before(History history, int entity, int place) {
                if (entity % everyNth == 0) {
                    steps.label(history, data.ownLabel[place], entity);
                }
                if (history.count() > 0
                        && data.token[place] >= 0
                        && data.ownLabel[place] == 0
                        && history.feature(Feature.LAST_LABEL.id()) == 0
                        && entity % everyNth == 0) {
                    int token = data.token[place];
                    steps.see(history, token, data.timeMicros(place), entity);
                    history.lookFrom(data.timeMicros(place - 1), false);
                }
            }

            @Override
            public void behind(History history, int entity) {
                if (entity % everyNth == 0 && history.feature(Feature.LAST_LABEL.id()) == 0) {
                    steps.see(history, -1, 0, entity);
                }
            }
        });
    }

    /** Counts what a model draws, each thread into tallies of its own. */
    private ContextTally[] draw(
            ChainModel drawing, int round, Supplier<ContextTally[]> tallies, Function<ContextTally[], Steps> counting)
            throws InterruptedException, ExecutionException {
        List<Future<ContextTally[]>> parts = new ArrayList<>();
        for (int part = 0; part < threads; part++) {
            int its = part;
            parts.add(pool.submit(() -> {
                ContextTally[] drawn = tallies.get();
                draw(drawing, round, its, counting.apply(drawn));
                return drawn;
            }));
        }
        ContextTally[] all = tallies.get();
        for (Future<ContextTally[]> part : parts) {
            ContextTally[] drawn = part.get();
            for (int fit = 0; fit < all.length; fit++) {
                all[fit].add(drawn[fit]);
            }
        }
        return all;
    }

    /** Lets the model draw the entities that are a thread's. */
    private void draw(ChainModel model, int round, int part, Steps steps) {
        ChainShape shape = data.shape;
        int entities = (data.log.entities() + everyNth - 1) / everyNth;
        int passes = Math.max(1, Math.min(MOST_PASSES, wanted / Math.max(1, data.log.rows())));
        History history = new History(shape);
        EntityState state = model.newState();
        EntityState before = model.newState();
        EventFrame frame = new EventFrame(shape.layout().size());
        for (int pass = 0; pass < passes; pass++) {
            long passSeed = TreeGrower.mix(seed + 1_000_003L * (1 + round * MOST_PASSES + pass));
            EntitySampler sampler = model.sampler(
                    new SamplerSettings(passSeed, shape.originMicros(), shape.originMicros() + shape.spanMicros(), 1));
            int every = round < FIRST_ROUNDS ? 2 : 1;
            for (int entity = every * part; entity < entities; entity += every * threads) {
                sampler.begin(state, entity, entities);
                boolean begun = false;
                while (sampler.nextTimeMicros(state) != EntitySampler.ENDED) {
                    before.restore(state.toBytes());
                    sampler.emit(state, frame);
                    history.bind(state);
                    int token = (int) history.feature(Feature.TOKEN_BACK.id(0)) - 1;
                    int label = (int) history.feature(Feature.LAST_LABEL.id());
                    history.bind(before);
                    steps.label(history, label, entity);
                    if (begun && token >= 0 && label == 0 && history.feature(Feature.LAST_LABEL.id()) == 0) {
                        steps.see(history, token, frame.timeMicros, entity);
                    }
                    begun = true;
                }
                history.bind(state);
                if (begun && history.feature(Feature.LAST_LABEL.id()) == 0) {
                    steps.see(history, -1, 0, entity);
                }
            }
        }
    }
}
