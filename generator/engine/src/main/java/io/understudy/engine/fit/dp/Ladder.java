package io.understudy.engine.fit.dp;

import java.util.ArrayList;
import java.util.List;

/**
 * Released tables of one law, each telling apart one feature more than the one before it. A context's law is that of
 * its table, shrunk to the law of the context that holds it by the weight that makes the expected squared error least:
 * D / (D + V), where D is the squared distance of the two laws beyond what noise makes, and V the variance that noise
 * leaves (James, Stein 1961).
 */
final class Ladder {
    private static final double NEGLIGIBLE = 0.02;

    /**
     * A table over contexts and outcomes.
     *
     * @param last the feature that it tells apart beyond those of the table before; null in the first
     */
    record Step(NoisedTable table, Grid last) {}

    private final int outcomes;
    private final List<Step> steps = new ArrayList<>();
    private double[] root;

    Ladder(int outcomes) {
        this.outcomes = outcomes;
    }

    void add(Step step) {
        steps.add(step);
    }

    int size() {
        return steps.size();
    }

    /** Puts another table in place of the first. */
    void replaceFirst(NoisedTable table) {
        steps.set(0, new Step(table, null));
    }

    Step step(int index) {
        return steps.get(index);
    }

    /** The law of all contexts together; {@code fallback}, or an even law, where nothing is left of any. */
    double[] root(double[] fallback) {
        if (root == null) {
            NoisedTable table = steps.get(0).table();
            root = new double[outcomes];
            double total = 0;
            for (int cell = 0; cell < table.counts().length; cell++) {
                root[cell % outcomes] += table.count(cell);
                total += table.count(cell);
            }
            for (int y = 0; y < outcomes; y++) {
                root[y] = total > 0 ? root[y] / total : fallback == null ? 1.0 / outcomes : fallback[y];
            }
        }
        return root;
    }

    /**
     * The law of context {@code context} of table {@code step}; the very array {@code parent} where the table tells
     * nothing beyond it.
     */
    double[] law(int step, int context, double[] parent) {
        NoisedTable table = steps.get(step).table();
        int from = context * outcomes;
        double total = table.total(from, from + outcomes);
        if (total == 0) {
            return parent;
        }
        double parentTail = 0;
        double dead = 0;
        int alive = 0;
        for (int y = 0; y < outcomes; y++) {
            boolean left = table.count(from + y) > 0;
            parentTail += left ? 0 : parent[y];
            dead += left ? 0 : table.counts()[from + y];
            alive += left ? 1 : 0;
        }
        double tail = tail(dead / total, parentTail, table.noise() / total * Math.sqrt(outcomes - alive));
        double stretch = parentTail > 0 ? tail / parentTail : 0;
        double noise = table.noise() / total * (1 - tail);
        double variance = alive * noise * noise;
        double distance = 0;
        for (int y = 0; y < outcomes; y++) {
            double difference = own(table, from + y, total, tail, stretch * parent[y]) - parent[y];
            distance += difference * difference;
        }
        distance = Math.max(0, distance - variance);
        double weight = distance / (distance + variance);
        if (!(weight > NEGLIGIBLE)) {
            return parent;
        }
        double[] law = new double[outcomes];
        for (int y = 0; y < outcomes; y++) {
            law[y] = weight * own(table, from + y, total, tail, stretch * parent[y]) + (1 - weight) * parent[y];
        }
        return law;
    }

    /** What the outcomes have together of which nothing is left alone: what is told of them, shrunk to the parent's. */
    private static double tail(double own, double parent, double noise) {
        double told = Math.max(0, Math.min(1, own / (1 + Math.max(0, own))));
        double variance = noise * noise;
        double distance = Math.max(0, (told - parent) * (told - parent) - variance);
        return distance + variance == 0 ? parent : (distance * told + variance * parent) / (distance + variance);
    }

    /** What the table says alone; outcomes that it has nothing left of have their part of the tail. */
    private static double own(NoisedTable table, int cell, double total, double tail, double otherwise) {
        return table.count(cell) > 0 ? (1 - tail) * table.count(cell) / total : otherwise;
    }

    /**
     * How many nats an event of {@code candidate} is told shorter than by its parents, less what noise makes of it; summed
     * over all events.
     *
     * @param bins of the feature that the candidate tells apart beyond {@code parent}
     */
    static double gain(NoisedTable candidate, int bins, int outcomes) {
        double gain = 0;
        int contexts = candidate.counts().length / outcomes / bins;
        double[] sum = new double[outcomes];
        for (int context = 0; context < contexts; context++) {
            java.util.Arrays.fill(sum, 0);
            double all = 0;
            for (int bin = 0; bin < bins; bin++) {
                for (int y = 0; y < outcomes; y++) {
                    double count = candidate.count((context * bins + bin) * outcomes + y);
                    sum[y] += count;
                    all += count;
                }
            }
            for (int bin = 0; bin < bins; bin++) {
                int from = (context * bins + bin) * outcomes;
                double total = candidate.total(from, from + outcomes);
                for (int y = 0; y < outcomes; y++) {
                    double count = candidate.count(from + y);
                    if (count > 0) {
                        double noise = candidate.noise();
                        gain += count * Math.log(count / total * all / sum[y]) - noise * noise / (2 * count);
                    }
                }
            }
        }
        return gain;
    }
}
