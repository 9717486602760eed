package io.understudy.engine.fit.neural;

import io.understudy.model.neural.NetPlan;
import io.understudy.model.neural.NeuralLaws;
import io.understudy.model.neural.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Trains a network on a table: batches of chunks of entities side by side, smaller steps where held-out entities are
 * foretold no better, and an end when that does not help either.
 */
public final class Trainer {
    /** Parts of a batch that threads may work on at once; their gradients are added in order. */
    public static final int SHARDS = 4;

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int ROUNDS = 30; // looks at the held-out entities
    private static final int PATIENCE = 2; // looks without gain before steps are halved
    private static final int MOST_HALVINGS = 4;
    private static final double COOLING = 0.4; // last part of the work in which steps shrink to nothing

    private final NetPlan plan;
    private final EventTable table;
    private final TrainingSettings settings;
    private final Consumer<String> progress;
    private final ExecutorService threads;
    private final Lesson[] lessons = new Lesson[SHARDS];
    private final EntityQueue queue;
    private final float[] weights;
    private final Lane[] lanes;
    private final long seed;
    private final double decay;
    private long batches;

    private Trainer(
            NetPlan plan,
            NeuralLaws laws,
            EventTable table,
            TrainingSettings settings,
            long seed,
            ExecutorService threads,
            Consumer<String> progress) {
        this.plan = plan;
        this.table = table;
        this.settings = settings;
        this.threads = threads;
        this.progress = progress;
        this.seed = seed;
        queue = new EntityQueue(table, settings.heldOutShare(), seed);
        decay = settings.decay(plan.size(), queue.events());
        for (int s = 0; s < SHARDS; s++) {
            double dropout = settings.dropout(plan.size(), queue.events());
            lessons[s] = new Lesson(plan, laws, table, settings.chunk(), dropout);
        }
        weights = FirstWeights.of(plan, table, seed);
        lanes = new Lane[settings.lanes()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Lane(plan.width());
        }
    }

    /** One entity that is being read. */
    private static final class Lane {
        private final float[] memory;
        private int entity = -1;
        private int from;
        private int to;

        private Lane(int width) {
            memory = new float[width];
        }
    }

    /**
     * The weights of a network trained on {@code table}; the same for equal arguments, however many threads there are.
     *
     * @param progress told how far it has come, one line at a time
     */
    public static float[] train(
            NetPlan plan,
            NeuralLaws laws,
            EventTable table,
            TrainingSettings settings,
            long seed,
            int threads,
            Consumer<String> progress) {
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(threads, SHARDS));
        try {
            return new Trainer(plan, laws, table, settings, seed, workers, progress).train();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the training was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the training failed: " + e.getCause(), e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private float[] train() throws InterruptedException, ExecutionException {
        long epoch = queue.events();
        long most = Math.min(settings.mostEvents(), epoch * settings.mostEpochs());
        long round = Math.max(1, most / ROUNDS);
        Adam adam = new Adam(plan.size());
        float[] best = weights.clone();
        double least = Double.MAX_VALUE;
        int disappointments = 0;
        int halvings = 0;
        long seen = 0;
        double loss = 0;
        long lossEvents = 0;
        for (long nextLook = round; seen < most; ) {
            double left = 1 - seen / (double) most;
            double rate = settings.rate() * Math.pow(0.5, halvings) * Math.min(1, left / COOLING);
            fill();
            long events = batch();
            adam.step(weights, lessons[0].gradient, events, rate, decay);
            seen += events;
            loss += loss();
            lossEvents += events;
            if (seen < nextLook && seen < most) {
                continue;
            }
            nextLook += round;
            double now = queue.heldOut().length == 0 ? loss / lossEvents : heldOutLoss();
            progress.accept(String.format(
                    Locale.ROOT,
                    "network: %.0f %% of the work at most, %.4f nats an event, %.4f held out",
                    100.0 * seen / most,
                    loss / lossEvents,
                    now));
            loss = 0;
            lossEvents = 0;
            if (now < least) {
                least = now;
                System.arraycopy(weights, 0, best, 0, best.length);
                disappointments = 0;
            } else if (++disappointments >= PATIENCE) {
                disappointments = 0;
                if (++halvings > MOST_HALVINGS) {
                    break;
                }
                System.arraycopy(best, 0, weights, 0, best.length);
            }
        }
        return best;
    }

    /** Gives each lane its next chunk, in order. */
    private void fill() {
        for (Lane lane : lanes) {
            if (lane.entity < 0 || lane.to == table.firstPlace[lane.entity + 1]) {
                lane.entity = queue.next();
                lane.to = table.firstPlace[lane.entity];
            }
            lane.from = lane.to;
            lane.to = Math.min(lane.from + settings.chunk(), table.firstPlace[lane.entity + 1]);
        }
    }

    /** Learns from a batch; the gradient is in the first lesson. Returns the number of its events. */
    private long batch() throws InterruptedException, ExecutionException {
        int perShard = lanes.length / SHARDS;
        List<Callable<Void>> work = new ArrayList<>();
        for (int s = 0; s < SHARDS; s++) {
            int shard = s;
            work.add(() -> {
                lessons[shard].clear(seed ^ (batches * SHARDS + shard) * GOLDEN);
                for (int i = shard * perShard; i < (shard + 1) * perShard; i++) {
                    Lane lane = lanes[i];
                    lessons[shard].learn(weights, lane.entity, lane.from, lane.to, lane.memory, true);
                }
                return null;
            });
        }
        all(work);
        batches++;
        for (int s = 1; s < SHARDS; s++) {
            Vectors.add(lessons[0].gradient, 0, lessons[s].gradient, 0, plan.size());
        }
        long events = 0;
        for (Lane lane : lanes) {
            events += lane.to - lane.from;
        }
        return events;
    }

    private double loss() {
        double sum = 0;
        for (Lesson lesson : lessons) {
            sum += lesson.loss();
        }
        return sum;
    }

    private double heldOutLoss() throws InterruptedException, ExecutionException {
        int[] entities = queue.heldOut();
        List<Callable<Void>> work = new ArrayList<>();
        for (int s = 0; s < SHARDS; s++) {
            int shard = s;
            work.add(() -> {
                lessons[shard].clear(0);
                float[] memory = new float[plan.width()];
                for (int i = shard; i < entities.length; i += SHARDS) {
                    int end = table.firstPlace[entities[i] + 1];
                    for (int from = table.firstPlace[entities[i]]; from < end; from += settings.chunk()) {
                        int to = Math.min(end, from + settings.chunk());
                        lessons[shard].learn(weights, entities[i], from, to, memory, false);
                    }
                }
                return null;
            });
        }
        all(work);
        return loss() / queue.heldOutEvents();
    }

    private void all(List<Callable<Void>> work) throws InterruptedException, ExecutionException {
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
    }
}
