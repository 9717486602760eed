package io.understudy.engine.evaluate.measure;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Nearest points by Euclidean distance, found by looking at all of them. */
final class Neighbours {
    private Neighbours() {}

    /**
     * A nearest point.
     *
     * @param index of the point, -1 if there is none
     */
    record Near(int index, double distance) {}

    /** The nearest of {@code points} to each query. */
    static Near[] nearest(double[][] queries, double[][] points) {
        return IntStream.range(0, queries.length)
                .parallel()
                .mapToObj(i -> nearest(queries[i], points, -1))
                .toArray(Near[]::new);
    }

    /** The nearest other point to each of {@code points}. */
    static Near[] nearestOther(double[][] points) {
        return IntStream.range(0, points.length)
                .parallel()
                .mapToObj(i -> nearest(points[i], points, i))
                .toArray(Near[]::new);
    }

    private static Near nearest(double[] query, double[][] points, int self) {
        double best = Double.POSITIVE_INFINITY;
        int index = -1;
        for (int j = 0; j < points.length; j++) {
            double distance = j == self ? Double.POSITIVE_INFINITY : squared(query, points[j], best);
            if (distance < best) {
                best = distance;
                index = j;
            }
        }
        return new Near(index, Math.sqrt(best));
    }

    /** The squared distance, or some number of at least {@code enough} where it is not below that. */
    private static double squared(double[] a, double[] b, double enough) {
        double sum = 0;
        for (int f = 0; f < a.length && sum < enough; f++) {
            sum += (a[f] - b[f]) * (a[f] - b[f]);
        }
        return sum;
    }

    /** Squared distance of each point to the {@code k}-th nearest other one. */
    static double[] squaredRadii(double[][] points, int k) {
        return IntStream.range(0, points.length)
                .parallel()
                .mapToDouble(i -> {
                    double[] all = Arrays.stream(points)
                            .mapToDouble(point -> squared(points[i], point, Double.POSITIVE_INFINITY))
                            .sorted()
                            .toArray();
                    return all[k];
                })
                .toArray();
    }

    /** True where {@code point} lies in the ball of that squared radius around {@code centre}. */
    static boolean within(double[] centre, double squaredRadius, double[] point) {
        double most = squaredRadius * (1 + 1e-9);
        return squared(centre, point, Math.nextUp(most)) <= most;
    }
}
