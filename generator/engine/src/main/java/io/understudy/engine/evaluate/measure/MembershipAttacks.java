package io.understudy.engine.evaluate.measure;

import io.understudy.engine.evaluate.formula.Ranking;
import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.formula.Tally;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.Shuffle;
import io.understudy.engine.evaluate.log.Yardstick;
import io.understudy.engine.evaluate.measure.Privacy.Exposure;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Guesses which entities a generator was fitted on: members from A, others from B. By the distance to the nearest
 * synthetic entity; by the same relative to the distance to other real entities; by the share of an entity's windows that
 * the synthetic log has.
 */
final class MembershipAttacks {
    private static final int MOST_CASES = 2000; // of each side
    private static final int MOST_OWN_POINTS = 5000;
    private static final double FALSE_ALARMS = 0.01;
    private static final int EXCHANGES = 40;

    private final Yardstick yardstick;
    private final CodedLog a;
    private final CodedLog b;
    private final CodedLog synthetic;
    private final SplittableRandom random;

    MembershipAttacks(Yardstick yardstick, CodedLog a, CodedLog b, CodedLog synthetic, SplittableRandom random) {
        this.yardstick = yardstick;
        this.a = a;
        this.b = b;
        this.synthetic = synthetic;
        this.random = random;
    }

    Map<Measure, Exposure> measure(WindowHashes fitted, WindowHashes others, WindowHashes made) {
        int cases = Math.min(Math.min(a.entities(), b.entities()), MOST_CASES);
        int[] members = Shuffle.of(a.entities(), random);
        int[] strangers = Shuffle.of(b.entities(), random);
        EntitySpace space = new EntitySpace(yardstick, List.of(a, b));
        double[][] pointsA = space.points(a);
        double[][] pointsB = space.points(b);
        double[][] pointsMade = space.points(synthetic);

        double[][] asked = Stream.concat(
                        Arrays.stream(members, 0, cases).mapToObj(e -> pointsA[e]),
                        Arrays.stream(strangers, 0, cases).mapToObj(e -> pointsB[e]))
                .toArray(double[][]::new);
        boolean[] member = new boolean[2 * cases];
        Arrays.fill(member, 0, cases, true);
        double[] toMade = distances(Neighbours.nearest(asked, pointsMade));
        double[] toReal = distancesToHalves(asked, cases, strangers, pointsB);
        double tiny = 1e-6 * Math.sqrt(asked[0].length);
        double[] windowShares = windowShares(fitted, others, Tally.of(made.hashes()), members, strangers, cases);
        List<double[]> attacks = List.of(
                Arrays.stream(toMade).map(d -> -d).toArray(),
                IntStream.range(0, toMade.length)
                        .mapToDouble(i -> Math.log(toReal[i] + tiny) - Math.log(toMade[i] + tiny))
                        .toArray(),
                windowShares);

        Map<Measure, Exposure> found = new EnumMap<>(Measure.class);
        double noise = Ranking.aucNoise(cases, cases);
        List<Measure> measures =
                List.of(Measure.PRIVACY_MIA_ENTITY, Measure.PRIVACY_MIA_CALIBRATED, Measure.PRIVACY_MIA_WINDOW);
        for (int i = 0; i < measures.size(); i++) {
            found.put(measures.get(i), new Exposure(Ranking.auc(attacks.get(i), member), 0.5, noise));
        }
        found.put(Measure.PRIVACY_MIA_TPR01, hits(attacks, member));
        found.put(Measure.PRIVACY_AUTHENTICITY, authenticity(some(pointsA), pointsB, pointsMade));
        return found;
    }

    private double[][] some(double[][] points) {
        int[] order = Shuffle.of(points.length, random);
        return Arrays.stream(order, 0, Math.min(order.length, MOST_OWN_POINTS))
                .mapToObj(i -> points[i])
                .toArray(double[][]::new);
    }

    private static double[] distances(Neighbours.Near[] nearest) {
        return Arrays.stream(nearest).mapToDouble(Neighbours.Near::distance).toArray();
    }

    /** Distance to one half of B: for its own entities to the half that they are not in. */
    private static double[] distancesToHalves(double[][] asked, int cases, int[] strangers, double[][] pointsB) {
        double[][][] halves = new double[2][][];
        for (int side = 0; side < 2; side++) {
            int other = 1 - side;
            halves[side] = IntStream.range(0, strangers.length)
                    .filter(i -> i % 2 == other)
                    .mapToObj(i -> pointsB[strangers[i]])
                    .toArray(double[][]::new);
        }
        double[] distances = new double[asked.length];
        for (int side = 0; side < 2; side++) {
            int own = side;
            int[] turn = IntStream.range(0, asked.length)
                    .filter(i -> i % cases % 2 == own)
                    .toArray();
            double[] near = distances(Neighbours.nearest(
                    Arrays.stream(turn).mapToObj(i -> asked[i]).toArray(double[][]::new), halves[side]));
            for (int i = 0; i < turn.length; i++) {
                distances[turn[i]] = near[i];
            }
        }
        return distances;
    }

    private static double[] windowShares(
            WindowHashes fitted, WindowHashes others, Tally made, int[] members, int[] strangers, int cases) {
        double[] ofMembers = windowShares(fitted, made, members.length);
        double[] ofStrangers = windowShares(others, made, strangers.length);
        return DoubleStream.concat(
                        Arrays.stream(members, 0, cases).mapToDouble(e -> ofMembers[e]),
                        Arrays.stream(strangers, 0, cases).mapToDouble(e -> ofStrangers[e]))
                .toArray();
    }

    /** The share of each entity's windows that the synthetic log has. */
    private static double[] windowShares(WindowHashes windows, Tally made, int entities) {
        double[] hits = new double[entities];
        double[] all = new double[entities];
        for (int i = 0; i < windows.hashes().length; i++) {
            hits[windows.entities()[i]] += made.contains(windows.hashes()[i]) ? 1 : 0;
            all[windows.entities()[i]]++;
        }
        Arrays.setAll(hits, e -> hits[e] / Math.max(all[e], 1));
        return hits;
    }

    /** The best of three attacks finds more than 1 % by luck alone; how much more, exchanged labels tell. */
    private Exposure hits(List<double[]> attacks, boolean[] member) {
        double[] luck = new double[EXCHANGES];
        for (int i = 0; i < EXCHANGES; i++) {
            int[] order = Shuffle.of(member.length, random);
            boolean[] exchanged = new boolean[member.length];
            for (int j = 0; j < order.length; j++) {
                exchanged[j] = member[order[j]];
            }
            luck[i] = bestHitRate(attacks, exchanged);
        }
        return new Exposure(bestHitRate(attacks, member), Samples.mean(luck), Samples.deviation(luck));
    }

    private static double bestHitRate(List<double[]> attacks, boolean[] member) {
        return attacks.stream()
                .mapToDouble(score -> Ranking.hitRate(score, member, FALSE_ALARMS))
                .max()
                .orElseThrow();
    }

    /** Entities farther from their nearest fitted one than that one is from its own nearest (Alaa et al. 2022). */
    private static Exposure authenticity(double[][] a, double[][] b, double[][] made) {
        double[] own = distances(Neighbours.nearestOther(a));
        double floor = authentic(b, a, own);
        return new Exposure(authentic(made, a, own), floor, Privacy.shareNoise(floor, Math.min(a.length, b.length)));
    }

    private static double authentic(double[][] points, double[][] a, double[] own) {
        double[][] some = Arrays.copyOf(points, Math.min(points.length, 3000));
        return Arrays.stream(Neighbours.nearest(some, a))
                .mapToDouble(near -> near.distance() > own[near.index()] ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }
}
