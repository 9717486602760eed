package io.understudy.engine.fit.table;

import java.util.Arrays;

/** What a law is learned from: rows of a matrix, each with an outcome, a weight and the entity that it came from. */
public final class LawExamples {
    final int outcomes;
    int[] row;
    int[] outcome;
    float[] weight;
    int[] entity;
    int size;

    /** No examples yet, of a law with so many outcomes. */
    public LawExamples(int outcomes, int expected) {
        this.outcomes = outcomes;
        int room = Math.max(16, expected);
        row = new int[room];
        outcome = new int[room];
        weight = new float[room];
        entity = new int[room];
    }

    /** Adds one; those of an entity stand together. */
    public void add(int itsRow, int itsOutcome, double itsWeight, int itsEntity) {
        if (size == row.length) {
            int room = size + (size >> 1);
            row = Arrays.copyOf(row, room);
            outcome = Arrays.copyOf(outcome, room);
            weight = Arrays.copyOf(weight, room);
            entity = Arrays.copyOf(entity, room);
        }
        row[size] = itsRow;
        outcome[size] = itsOutcome;
        weight[size] = (float) itsWeight;
        entity[size++] = itsEntity;
    }

    /** About {@code wanted} of them, from all entities: a row rests on entities, so that none may be lost. */
    LawExamples sample(int wanted) {
        if (size <= wanted) {
            return this;
        }
        LawExamples sample = new LawExamples(outcomes, wanted + wanted / 8);
        double share = (double) wanted / size;
        for (int i = 0; i < size; i++) {
            if (unit(row[i]) < share) {
                sample.add(row[i], outcome[i], weight[i], entity[i]);
            }
        }
        return sample;
    }

    private static double unit(int itsRow) {
        return (mix(itsRow + 1L) >>> 11) * 0x1p-53;
    }

    /** Which half of the entities it belongs to, 0 or 1. */
    static int fold(int entity) {
        return (int) (mix(entity ^ 0x5DEECE66DL) & 1);
    }

    private static long mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
