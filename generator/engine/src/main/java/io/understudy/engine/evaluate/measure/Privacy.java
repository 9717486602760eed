package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.Ranking;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.formula.Tally;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.Hashes;
import io.understudy.engine.evaluate.log.Shuffle;
import io.understudy.engine.evaluate.log.Yardstick;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether a synthetic log gives away the events that it was fitted on (A): all entities count, since a sample of A would
 * hide most copies. The floor is that of other real events (B) in the place of the synthetic ones.
 */
public final class Privacy {
    private static final double MOST_PAIRS = 3e8;

    private final Yardstick yardstick;
    private final CodedLog a;
    private final CodedLog b;
    private final CodedLog synthetic;
    private final SplittableRandom random;
    private final Map<Measure, Exposure> found = new EnumMap<>(Measure.class);

    /** {@code a} was fitted on, {@code b} was not. */
    public Privacy(Yardstick yardstick, CodedLog a, CodedLog b, CodedLog synthetic, long seed) {
        this.yardstick = yardstick;
        this.a = a;
        this.b = b;
        this.synthetic = synthetic;
        random = new SplittableRandom(seed);
    }

    /**
     * A measure of privacy.
     *
     * @param noise standard error of the value where nothing is remembered
     */
    public record Exposure(double value, double floor, double noise) {}

    /**
     * All measures.
     *
     * @param heldOut true where the generator certainly never saw B; else whether it is nearer to A says nothing, and is
     *     not measured
     */
    public Map<Measure, Exposure> measure(boolean heldOut) {
        WindowHashes fitted = WindowHashes.of(yardstick, a);
        WindowHashes others = WindowHashes.of(yardstick, b);
        WindowHashes made = WindowHashes.of(yardstick, synthetic);
        identicalRows();
        rareWindows(fitted, others, made);
        rareKeys();
        if (heldOut) {
            nearestRows();
            found.putAll(new MembershipAttacks(yardstick, a, b, synthetic, random).measure(fitted, others, made));
        }
        return found;
    }

    private void identicalRows() {
        Tally known = Tally.of(rowHashes(a));
        double[] same = Arrays.stream(rowHashes(b))
                .mapToDouble(hash -> known.contains(hash) ? 1 : 0)
                .toArray();
        found.put(
                Measure.PRIVACY_IDENTICAL_ROWS,
                new Exposure(
                        known.shareOf(rowHashes(synthetic)),
                        Samples.mean(same),
                        Ranking.clusterError(same, b.entityByRow())));
    }

    /** Every judged field and the exact time, but not the entity. */
    private long[] rowHashes(CodedLog log) {
        long[] hashes = new long[log.rows()];
        for (int row = 0; row < hashes.length; row++) {
            long hash = Hashes.mix(log.timeMicros(row), log.tokens()[row]);
            for (int i = 0; i < yardstick.columns().categories().size(); i++) {
                hash = Hashes.mix(hash, log.category(i)[row]);
            }
            for (int i = 0; i < yardstick.columns().keys().size(); i++) {
                hash = Hashes.mix(hash, log.key(i)[row]);
            }
            for (int i = 0; i < yardstick.columns().numbers().size(); i++) {
                hash = Hashes.mix(hash, Double.doubleToLongBits(log.number(i)[row]));
            }
            hashes[row] = hash;
        }
        return hashes;
    }

    private void rareWindows(WindowHashes fitted, WindowHashes others, WindowHashes made) {
        Owners owners = Owners.of(fitted.hashes(), fitted.entities());
        double[] value = owners.few(made.hashes());
        double[] floor = owners.few(others.hashes());
        found.put(
                Measure.PRIVACY_RARE_WINDOW_RATE,
                new Exposure(Samples.mean(value), Samples.mean(floor), Ranking.clusterError(floor, others.entities())));
        double floorShare = entities(floor, others) / b.entities();
        found.put(
                Measure.PRIVACY_RARE_WINDOW_ENTITIES,
                new Exposure(
                        entities(value, made) / synthetic.entities(),
                        floorShare,
                        shareNoise(floorShare, Math.min(a.entities(), b.entities()))));
    }

    private static double entities(double[] hit, WindowHashes windows) {
        return IntStream.range(0, hit.length)
                .filter(i -> hit[i] > 0)
                .map(i -> windows.entities()[i])
                .distinct()
                .count();
    }

    /** Standard error of a share of {@code n} cases, never quite 0. */
    static double shareNoise(double share, int n) {
        return Math.sqrt(Math.max(share * (1 - share), 1.0 / n) / n);
    }

    private void rareKeys() {
        int keys = yardstick.columns().keys().size();
        double[] value = new double[keys];
        double[] floor = new double[keys];
        double noise = 0;
        for (int i = 0; i < keys; i++) {
            KeyUse fitted = KeyUse.of(a, i);
            KeyUse others = KeyUse.of(b, i);
            Owners owners = Owners.of(fitted.keys(), fitted.entities());
            double[] hits = owners.few(others.keys());
            value[i] = Samples.mean(owners.few(KeyUse.of(synthetic, i).keys()));
            floor[i] = Samples.mean(hits);
            noise = Math.max(noise, hits.length == 0 ? 0 : Ranking.clusterError(hits, others.entities()));
        }
        double mean = Samples.mean(floor);
        if (!Double.isNaN(mean)) {
            double used = Samples.mean(value);
            found.put(Measure.PRIVACY_RARE_KEYS, new Exposure(Double.isNaN(used) ? 0 : used, mean, noise));
        }
    }

    /** The keys of the rows that have one, and their entities. */
    private record KeyUse(long[] keys, int[] entities) {
        static KeyUse of(CodedLog log, int index) {
            int[] codes = log.key(index);
            int[] rows = IntStream.range(0, codes.length)
                    .filter(row -> codes[row] >= 0)
                    .toArray();
            return new KeyUse(
                    Arrays.stream(rows).mapToLong(row -> codes[row]).toArray(),
                    Arrays.stream(rows).map(log::entity).toArray());
        }
    }

    /** Distance to the closest record: the share of events that are nearer to A than to as many events of B. */
    private void nearestRows() {
        double[] units = GowerRows.units(yardstick, a.with(b));
        int entities = Math.min(a.entities(), b.entities());
        GowerRows fitted = GowerRows.of(yardstick, a.sample(entities, random), units);
        GowerRows others = GowerRows.of(yardstick, b.sample(entities, random), units);
        int most = Math.min(fitted.rows(), others.rows());
        fitted = fitted.take(some(fitted.rows(), most));
        others = others.take(some(others.rows(), most));
        int queries = (int) Math.min(Math.max(MOST_PAIRS / most, 500), 3000);
        int[] asked = some(synthetic.rows(), queries);
        GowerRows made = GowerRows.of(yardstick, synthetic, units).take(asked);
        double[] toFitted = made.nearest(fitted);
        double[] toOthers = made.nearest(others);
        double[] nearer = new double[asked.length];
        for (int i = 0; i < nearer.length; i++) {
            boolean tie = Math.abs(toFitted[i] - toOthers[i]) < 1e-9;
            nearer[i] = tie ? 0.5 : toFitted[i] < toOthers[i] ? 1 : 0;
        }
        int[] owners = Arrays.stream(asked).map(synthetic::entity).toArray();
        double noise = Math.max(Ranking.clusterError(nearer, owners), 0.5 / Math.sqrt(nearer.length));
        double share = Samples.mean(nearer);
        found.put(Measure.PRIVACY_DCR_SHARE, new Exposure(share, 0.5, noise));
        found.put(Measure.GUARD_HOLDOUT_UNSEEN, new Exposure(share, 0.5, Math.max(noise, 0.006)));
    }

    private int[] some(int size, int most) {
        int[] order = Shuffle.of(size, random);
        return Arrays.stream(order, 0, Math.min(size, most)).sorted().toArray();
    }
}
