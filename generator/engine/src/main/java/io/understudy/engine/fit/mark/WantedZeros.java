package io.understudy.engine.fit.mark;

import io.understudy.engine.fit.tree.Examples;
import io.understudy.engine.fit.tree.TreeGrower;
import io.understudy.model.chain.FreshLaw;
import java.util.Arrays;

/**
 * How round a number was wanted to be, of which no more is seen than how round it is: a bin of a few values has often none that is
 * rounder, so that whoever wanted it has taken what there was. What is not seen is filled in as likely as all numbers together
 * say it is, by expectation and maximization (Dempster, Laird, Rubin 1977); a law that is learned from what is seen alone draws round
 * numbers too seldom.
 */
final class WantedZeros {
    private static final int KINDS = FreshLaw.MOST_ZEROS + 1;
    private static final int ROUNDS = 30;

    private byte[] least = new byte[1 << 10]; // [row] of the zeros that, wanted, give those that are seen
    private byte[] end = new byte[1 << 10]; // [row] one more than the most of them
    private int size;

    /** Notes the next row: what is seen of it comes of wanting {@code itsLeast} to {@code itsEnd - 1} zeros. */
    void add(int itsLeast, int itsEnd) {
        if (size == least.length) {
            least = Arrays.copyOf(least, 2 * size);
            end = Arrays.copyOf(end, 2 * size);
        }
        least[size] = (byte) itsLeast;
        end[size++] = (byte) itsEnd;
    }

    /**
     * Gives the rows of examples, which are as many, the zeros that may have been wanted as outcomes of a kind; returns the nats of a
     * row that it takes to tell those from what is seen.
     */
    double fill(Examples examples, int kind, long seed) {
        double[] shares = shares(examples);
        double nats = 0;
        double weight = 0;
        for (int row = 0; row < size; row++) {
            double u = (TreeGrower.mix(seed + row) >>> 11) * 0x1p-53;
            int zeros = draw(shares, row, u);
            examples.note(kind, row, zeros);
            double share = shares[zeros] / sum(shares, least[row], end[row]);
            nats -= share > 0 ? examples.weight(row) * Math.log(share) : 0;
            weight += examples.weight(row);
        }
        return nats / Math.max(weight, Double.MIN_NORMAL);
    }

    /** Share of the numbers that are wanted to have so many zeros. */
    private double[] shares(Examples examples) {
        double[][] rows = new double[KINDS][KINDS + 1]; // [least][end] weight of such rows
        for (int row = 0; row < size; row++) {
            rows[least[row]][end[row]] += examples.weight(row);
        }
        double[] shares = new double[KINDS];
        Arrays.fill(shares, 1.0 / KINDS);
        for (int round = 0; round < ROUNDS; round++) {
            shares = maximized(rows, shares);
        }
        return shares;
    }

    private static double[] maximized(double[][] rows, double[] shares) {
        double[] next = new double[KINDS];
        double all = 0;
        for (int from = 0; from < KINDS; from++) {
            for (int to = from + 1; to <= KINDS; to++) {
                double sum = sum(shares, from, to);
                for (int zeros = from; zeros < to && rows[from][to] > 0 && sum > 0; zeros++) {
                    next[zeros] += rows[from][to] * shares[zeros] / sum;
                }
                all += rows[from][to];
            }
        }
        for (int zeros = 0; zeros < KINDS; zeros++) {
            next[zeros] /= Math.max(all, Double.MIN_NORMAL);
        }
        return next;
    }

    private static double sum(double[] shares, int from, int to) {
        double sum = 0;
        for (int zeros = from; zeros < to; zeros++) {
            sum += shares[zeros];
        }
        return sum;
    }

    private int draw(double[] shares, int row, double u) {
        double left = u * sum(shares, least[row], end[row]);
        int zeros = least[row];
        while (zeros + 1 < end[row] && left >= shares[zeros]) {
            left -= shares[zeros++];
        }
        return zeros;
    }
}
