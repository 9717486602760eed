package io.understudy.engine.fit.key;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Classes of keys by the number of entities that may be expected to use one. Degrees scatter around that as Poisson's
 * law says, so that classes by the degrees themselves would scatter twice; a mixture of Poisson laws that are cut off at
 * zero is fitted instead, by expectation and maximisation over a grid (Laird 1978), with a component of its own for keys
 * that belong to one entity.
 */
final class DegreeClasses {
    private static final double RATIO = 1.25; // of neighbouring rates
    private static final double LEAST_RATE = 1.5;
    private static final int ROUNDS = 400;
    private static final int MOST = 48;
    private static final double LEAST_KEYS = 0.1; // of a class

    private final double[] rate; // [class] ascending
    private final double[] weight; // [class] share of the keys that are seen
    private final double alone; // share of keys that one entity has for itself
    private final int seen;
    private final double[] logFactorial; // [degree] up to the largest
    private final double[][] shares; // [degree][class] once asked for

    /**
     * @param degrees entities that use each key
     * @param k fewest entities that a class may rest on
     */
    DegreeClasses(int[] degrees, int k) {
        seen = degrees.length;
        int most = Arrays.stream(degrees).max().orElse(1);
        logFactorial = logFactorials(most);
        shares = new double[most + 1][];
        long[] count = new long[most + 1];
        for (int d : degrees) {
            count[d]++;
        }
        double[] rates = most < 2
                ? new double[0]
                : IntStream.iterate(0, i -> LEAST_RATE * Math.pow(RATIO, i) < most * RATIO, i -> i + 1)
                        .mapToDouble(i -> LEAST_RATE * Math.pow(RATIO, i))
                        .toArray();
        double[][] chances = new double[most + 1][]; // [degree][class]
        for (int d = 1; d <= most; d++) {
            chances[d] = count[d] == 0 ? null : probabilities(rates, d);
        }
        double[] mixture = new double[rates.length + 1]; // the last is of keys that one entity has for itself
        Arrays.fill(mixture, 1.0 / mixture.length);
        for (int round = 0; round < ROUNDS; round++) {
            mixture = improved(mixture, chances, count);
        }
        double[] kept = mixture;
        int[] order = IntStream.range(0, rates.length)
                .filter(c -> kept[c] * seen * rates[c] >= k && kept[c] * seen > LEAST_KEYS)
                .toArray();
        double[] itsRates = Arrays.stream(order).mapToDouble(c -> rates[c]).toArray();
        double[] itsWeights = Arrays.stream(order).mapToDouble(c -> kept[c]).toArray();
        int size = order.length;
        while (size > MOST) {
            size = joinSmallest(itsRates, itsWeights, size);
        }
        rate = Arrays.copyOf(itsRates, size);
        weight = Arrays.copyOf(itsWeights, size);
        alone = seen == 0 ? 1 : mixture[rates.length];
    }

    /** Makes the two neighbours that have the fewest users together one; returns how many classes are left. */
    private static int joinSmallest(double[] rates, double[] weights, int size) {
        int at = 0;
        double fewest = Double.POSITIVE_INFINITY;
        for (int c = 0; c + 1 < size; c++) {
            double users = rates[c] * weights[c] + rates[c + 1] * weights[c + 1];
            at = users < fewest ? c : at;
            fewest = Math.min(fewest, users);
        }
        double sum = weights[at] + weights[at + 1];
        rates[at] += (rates[at + 1] - rates[at]) * weights[at + 1] / sum;
        weights[at] = sum;
        System.arraycopy(rates, at + 2, rates, at + 1, size - at - 2);
        System.arraycopy(weights, at + 2, weights, at + 1, size - at - 2);
        return size - 1;
    }

    /** ln d! // [d] */
    private static double[] logFactorials(int most) {
        double[] logs = new double[most + 1];
        for (int d = 2; d <= most; d++) {
            logs[d] = logs[d - 1] + Math.log(d);
        }
        return logs;
    }

    private static double[] improved(double[] mixture, double[][] chances, long[] count) {
        double[] next = new double[mixture.length];
        int last = mixture.length - 1;
        double all = 0;
        double[] here = new double[mixture.length];
        for (int d = 1; d < count.length; d++) {
            if (count[d] == 0) {
                continue;
            }
            double sum = 0;
            for (int c = 0; c < last; c++) {
                here[c] = mixture[c] * chances[d][c];
                sum += here[c];
            }
            here[last] = d == 1 ? mixture[last] : 0;
            sum += here[last];
            for (int c = 0; c < here.length && sum > 0; c++) {
                next[c] += count[d] * here[c] / sum;
            }
            all += count[d];
        }
        for (int c = 0; c < next.length; c++) {
            next[c] /= Math.max(1, all);
        }
        return next;
    }

    /** Poisson's law of a key that is used at all, by rate; beyond a degree of 1, relative to the likeliest rate. */
    private double[] probabilities(double[] rates, int degree) {
        double[] logs = Arrays.stream(rates)
                .map(r -> degree * Math.log(r) - r - logFactorial[degree] - Math.log(-Math.expm1(-r)))
                .toArray();
        double most = degree == 1 ? 0 : Arrays.stream(logs).max().orElse(0);
        return Arrays.stream(logs).map(log -> Math.exp(log - most)).toArray();
    }

    private DegreeClasses(double[] rate, double[] weight, double alone, int seen, double[] logFactorial) {
        this.rate = rate;
        this.weight = weight;
        this.alone = alone;
        this.seen = seen;
        this.logFactorial = logFactorial;
        shares = new double[logFactorial.length][];
    }

    /** The same without the classes that are not {@code kept}, nor their keys. */
    DegreeClasses keep(IntPredicate kept) {
        int[] classes = IntStream.range(0, size()).filter(kept).toArray();
        return new DegreeClasses(
                Arrays.stream(classes).mapToDouble(c -> rate[c]).toArray(),
                Arrays.stream(classes).mapToDouble(c -> weight[c]).toArray(),
                alone,
                seen,
                logFactorial);
    }

    /** The same with classes of up to {@code most} users made one where they differ by less than {@code ratio}. */
    DegreeClasses merge(double ratio, double most) {
        double[] rates = new double[size()];
        double[] weights = new double[size()];
        int last = -1;
        double first = 0;
        for (int c = 0; c < size(); c++) {
            if (last < 0 || rate[c] > most || rate[c] > first * ratio) {
                first = rate[c];
                last++;
            }
            double sum = weights[last] + weight[c];
            rates[last] += (rate[c] - rates[last]) * (sum > 0 ? weight[c] / sum : 1);
            weights[last] = sum;
        }
        return new DegreeClasses(
                Arrays.copyOf(rates, last + 1), Arrays.copyOf(weights, last + 1), alone, seen, logFactorial);
    }

    /** Standard deviation of the rates of the classes of up to {@code most} users, by their mean. */
    double variation(double most) {
        double keys = 0;
        double sum = 0;
        double square = 0;
        for (int c = 0; c < size() && rate[c] <= most; c++) {
            keys += weight[c];
            sum += weight[c] * rate[c];
            square += weight[c] * rate[c] * rate[c];
        }
        return sum > 0 ? Math.sqrt(Math.max(0, square * keys / (sum * sum) - 1)) : 0;
    }

    int size() {
        return rate.length;
    }

    /** Entities that may be expected to use a key of class {@code c}. */
    double users(int c) {
        return rate[c];
    }

    /** Keys of class {@code c}, those included that no entity happens to use. */
    double keys(int c) {
        return weight[c] * seen / -Math.expm1(-rate[c]);
    }

    /**
     * Probability that a key with {@code degree} users, no more than the keys that were seen have, is of class {@code c};
     * what is left is a key of one entity.
     */
    double share(int c, int degree) {
        if (shares[degree] == null) {
            shares[degree] = sharesOf(degree);
        }
        return shares[degree][c];
    }

    private double[] sharesOf(int degree) {
        double[] ofDegree = probabilities(rate, degree);
        double sum = degree == 1 ? alone : 0;
        for (int c = 0; c < rate.length; c++) {
            ofDegree[c] *= weight[c];
            sum += ofDegree[c];
        }
        for (int c = 0; c < rate.length; c++) {
            ofDegree[c] = sum > 0 ? ofDegree[c] / sum : nearest(degree) == c ? 1 : 0;
        }
        return ofDegree;
    }

    private int nearest(int degree) {
        int best = 0;
        for (int c = 1; c < rate.length; c++) {
            best = Math.abs(Math.log(rate[c] / degree)) < Math.abs(Math.log(rate[best] / degree)) ? c : best;
        }
        return best;
    }
}
