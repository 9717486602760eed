package io.understudy.engine.fit.dp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Released tables of one law, each telling apart one feature more than the one before it. A context's law is that of
 * its table, shrunk to the law of the context that holds it by the weight that makes the expected squared error least:
 * D / (D + V), where D is the squared distance of the two laws beyond what noise makes, and V the variance that noise
 * leaves (James, Stein 1961).
 */
final class Ladder {
    private static final double NEGLIGIBLE = 0.02;
    private static final double MOST_ECHO = 0.99; // what is left for others, where noise says nothing

    /**
     * A table over contexts and outcomes.
     *
     * @param last the feature that it tells apart beyond those of the table before; null in the first
     * @param echo true where that feature is the outcome that came before, its bins the outcomes
     */
    record Step(NoisedTable table, Grid last, boolean echo) {}

    private final int outcomes;
    private final boolean ordered;
    private final List<Step> steps = new ArrayList<>();
    private double[] root;

    Ladder(int outcomes) {
        this(outcomes, false);
    }

    /** @param ordered true if neighbouring outcomes are alike, as bins of a number are */
    Ladder(int outcomes, boolean ordered) {
        this.outcomes = outcomes;
        this.ordered = ordered;
    }

    void add(Step step) {
        steps.add(step);
    }

    int size() {
        return steps.size();
    }

    /** Puts another table in place of the first. */
    void replaceFirst(NoisedTable table) {
        steps.set(0, new Step(table, null, false));
    }

    Step step(int index) {
        return steps.get(index);
    }

    /** The law of all contexts together; {@code fallback}, or an even law, where nothing is left of any. */
    double[] root(double[] fallback) {
        if (root == null) {
            NoisedTable table = steps.get(0).table();
            root = ordered ? together(table).smoothed() : together(table).withTail();
            double total = Arrays.stream(root).sum();
            for (int y = 0; y < outcomes; y++) {
                root[y] = total > 0 ? root[y] / total : fallback == null ? 1.0 / outcomes : fallback[y];
            }
        }
        return root;
    }

    /** Outcomes of all contexts together. */
    private NoisedTable together(NoisedTable table) {
        if (table.counts().length == outcomes) {
            return table;
        }
        long[] sum = new long[outcomes];
        for (int cell = 0; cell < table.counts().length; cell++) {
            sum[cell % outcomes] += table.counts()[cell];
        }
        double noise = table.noise() * Math.sqrt((double) table.counts().length / outcomes);
        return new NoisedTable(sum, (long) Math.ceil(noise));
    }

    /**
     * The law of context {@code context} of table {@code step}; the very array {@code parent} where the table tells
     * nothing beyond it.
     */
    double[] law(int step, int context, double[] wider) {
        NoisedTable table = steps.get(step).table();
        double[] parent = steps.get(step).echo() ? echoed(steps.get(step), context, wider) : wider;
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

    /**
     * What {@code parent} says of a context of which the outcome before is known: that one again, as often as all contexts
     * repeat theirs beyond what the parent has anyway, else whatever the parent says. Rows of rare outcomes are drowned one
     * by one; together they tell.
     */
    private double[] echoed(Step step, int context, double[] parent) {
        int bins = step.last().bins();
        int bin = context % bins;
        NoisedTable table = step.table();
        double all = 0;
        double again = 0;
        double anyway = 0;
        for (int b = 0; b < bins; b++) {
            int from = (context - bin + b) * outcomes;
            double row = 0;
            for (int y = 0; y < outcomes; y++) {
                row += table.counts()[from + y];
            }
            all += row;
            again += b < outcomes ? table.counts()[from + b] : 0;
            anyway += b < outcomes ? row * parent[b] : 0;
        }
        double clear = NoisedTable.PRUNED_BELOW * table.noise() * Math.sqrt(bins);
        if (bin >= outcomes || again - anyway < clear || all - anyway < clear) {
            return parent;
        }
        double share = Math.min(MOST_ECHO, (again - anyway) / (all - anyway));
        double[] law = new double[outcomes];
        for (int y = 0; y < outcomes; y++) {
            law[y] = (1 - share) * parent[y] + (y == bin ? share : 0);
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
            Arrays.fill(sum, 0);
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
