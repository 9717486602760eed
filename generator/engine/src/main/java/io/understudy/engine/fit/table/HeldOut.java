package io.understudy.engine.fit.table;

import java.util.Arrays;

/**
 * Code length of examples under rows that were learned on the other half of the entities: what a row has seen counts
 * beside as many outcomes foretold by the coarser row as it has seen different ones (Witten and Bell 1991, times a
 * factor). Scratch of one search.
 */
final class HeldOut {
    private static final int MOST_DENSE = 1 << 21;
    private static final double LEAST = 1e-280;

    private final LawExamples examples;
    private final int[] fold; // [example]
    private final int fewest; // entities that a row rests on, in either half
    final int[] cell; // [example] of the features chosen so far
    final double[] base; // [example] probability under them
    int cells = 1;
    private final int[] tried; // [example]
    private float[] countByPair = new float[0]; // [slot * 2 + fold]
    private long[] keyBySlot = new long[0];
    private float[][] total = new float[2][0]; // [fold][cell]
    private int[][] kinds = new int[2][0]; // [fold][cell] different outcomes
    private int[][] owners = new int[2][0]; // [fold][cell]
    private int[][] lastOwner = new int[2][0]; // [fold][cell]
    private boolean dense;
    private int mask;

    HeldOut(LawExamples examples, int k) {
        this.examples = examples;
        fewest = Math.max(1, k / 2);
        int n = examples.size;
        fold = new int[n];
        cell = new int[n];
        tried = new int[n];
        base = new double[n];
        double[][] count = new double[2][examples.outcomes];
        double[] sum = new double[2];
        for (int i = 0; i < n; i++) {
            fold[i] = LawExamples.fold(examples.entity[i]);
            count[fold[i]][examples.outcome[i]] += examples.weight[i];
            sum[fold[i]] += examples.weight[i];
        }
        for (int i = 0; i < n; i++) {
            int other = 1 - fold[i];
            base[i] = (count[other][examples.outcome[i]] + 0.5) / (sum[other] + 0.5 * examples.outcomes);
        }
    }

    /** Nats that all examples take if {@code feature} is looked at too; {@code into} is null or told each probability. */
    double nats(char[] codes, Coarsening feature, double factor, double[] into) {
        int n = examples.size;
        int newCells = cells * feature.groups();
        prepare(newCells);
        for (int i = 0; i < n; i++) {
            int at = cell[i] * feature.groups() + feature.groupByCode()[codes[examples.row[i]]];
            tried[i] = at;
            see(at, i);
        }
        double nats = 0;
        double product = 1;
        for (int i = 0; i < n; i++) {
            double p = probability(tried[i], i, factor);
            if (into != null) {
                into[i] = p;
            }
            if (examples.weight[i] == 1) {
                product *= p;
                if (product < LEAST) {
                    nats -= Math.log(Math.max(product, Double.MIN_NORMAL));
                    product = 1;
                }
            } else {
                nats -= examples.weight[i] * Math.log(Math.max(p, LEAST));
            }
        }
        return nats - Math.log(product);
    }

    /** Nats that all examples take now. */
    double nats() {
        double nats = 0;
        for (int i = 0; i < examples.size; i++) {
            nats -= examples.weight[i] * Math.log(base[i]);
        }
        return nats;
    }

    /** Looks at {@code feature} from now on. */
    void take(char[] codes, Coarsening feature, double factor) {
        double[] next = new double[examples.size];
        nats(codes, feature, factor, next);
        System.arraycopy(tried, 0, cell, 0, tried.length);
        System.arraycopy(next, 0, base, 0, next.length);
        cells *= feature.groups();
    }

    private void prepare(int newCells) {
        long pairs = (long) newCells * examples.outcomes;
        dense = pairs <= MOST_DENSE;
        int room = dense ? (int) pairs : Integer.highestOneBit(Math.max(16, examples.size)) * 4;
        mask = room - 1;
        if (countByPair.length < 2 * room) {
            countByPair = new float[2 * room];
        } else {
            Arrays.fill(countByPair, 0, 2 * room, 0);
        }
        if (!dense) {
            if (keyBySlot.length < room) {
                keyBySlot = new long[room];
            }
            Arrays.fill(keyBySlot, 0, room, -1);
        }
        for (int f = 0; f < 2; f++) {
            if (total[f].length < newCells) {
                total[f] = new float[newCells];
                kinds[f] = new int[newCells];
                owners[f] = new int[newCells];
                lastOwner[f] = new int[newCells];
            }
            Arrays.fill(total[f], 0, newCells, 0);
            Arrays.fill(kinds[f], 0, newCells, 0);
            Arrays.fill(owners[f], 0, newCells, 0);
            Arrays.fill(lastOwner[f], 0, newCells, -1);
        }
    }

    private int slot(int at, int outcome) {
        long key = (long) at * examples.outcomes + outcome;
        if (dense) {
            return (int) key;
        }
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 40) & mask;
        while (keyBySlot[slot] >= 0 && keyBySlot[slot] != key) {
            slot = slot + 1 & mask;
        }
        keyBySlot[slot] = key;
        return slot;
    }

    private void see(int at, int i) {
        int f = fold[i];
        int slot = 2 * slot(at, examples.outcome[i]) + f;
        if (countByPair[slot] == 0) {
            kinds[f][at]++;
        }
        countByPair[slot] += examples.weight[i];
        total[f][at] += examples.weight[i];
        if (lastOwner[f][at] != examples.entity[i]) {
            lastOwner[f][at] = examples.entity[i];
            owners[f][at]++;
        }
    }

    private double probability(int at, int i, double factor) {
        int other = 1 - fold[i];
        if (owners[other][at] < fewest) {
            return base[i];
        }
        double count = countByPair[2 * slot(at, examples.outcome[i]) + other];
        double escape = factor * kinds[other][at];
        return (count + escape * base[i]) / (total[other][at] + escape);
    }
}
