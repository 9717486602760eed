package io.understudy.engine.fit.neural;

import io.understudy.model.neural.NetPlan;
import io.understudy.model.neural.Softmax;
import io.understudy.model.neural.Squash;
import io.understudy.model.neural.Vectors;

/**
 * One draft on its way forward through what it takes in and what it answers, which it remembers, and back: the loss of
 * its answers and their gradient. Scratch of one thread.
 */
final class DraftLesson {
    private static final double LEAST_PROBABILITY = 1e-9;
    private static final int ANSWER = -1;

    private final NetPlan plan;
    private final int width;
    private final float[] gradient;
    private final Dropout dropout;
    private final float[] seen;
    private final float[] draft;
    private final float[] day;
    private final float[] dayError;
    private final float[] active;
    private final float[] mass;
    private final float[] error;
    private final int[] rowByStep; // [step] the row of weights that was taken in, or ANSWER
    private final float[][] errorByStep; // [step] of an answer, with respect to the draft
    private int steps;
    private boolean learning;
    double loss;

    /** {@code gradient} is where gradients are added; {@code mostSteps} is what a draft takes in and answers at most. */
    DraftLesson(NetPlan plan, float[] gradient, int mostSteps, Dropout dropout) {
        this.plan = plan;
        this.gradient = gradient;
        this.dropout = dropout;
        width = plan.width();
        draft = new float[width];
        seen = new float[width];
        day = new float[width];
        dayError = new float[width];
        active = new float[width];
        error = new float[width];
        mass = new float[plan.mostCells()];
        rowByStep = new int[mostSteps];
        errorByStep = new float[mostSteps][width];
    }

    /** Begins the draft behind {@code memory}. */
    void look(float[] weights, float[] memory, boolean toLearn) {
        learning = toLearn;
        steps = 0;
        System.arraycopy(weights, plan.projectBias(), draft, 0, width);
        dropout.next(learning);
        for (int i = 0; i < width; i++) {
            seen[i] = memory[i] * dropout.factor[i];
        }
        Vectors.addProduct(draft, seen, width, weights, plan.project(), width);
    }

    /** Takes in that a variable lies in {@code cell}. */
    void feed(float[] weights, int variable, int cell) {
        int row = plan.feed(variable, cell);
        Vectors.add(draft, 0, weights, row, width);
        if (learning) {
            rowByStep[steps++] = row;
        }
    }

    /** Has a head answer, whose right answer is {@code target}; see {@link Softmax} for {@code known}. */
    void answer(float[] weights, int head, int target, long[] known, int word) {
        if (plan.cells(head) == 1) {
            return;
        }
        Squash.all(draft, active, width);
        if (ask(weights, head, target, known, word) && learning) {
            rowByStep[steps] = ANSWER;
            java.util.Arrays.fill(errorByStep[steps], 0);
            blame(weights, head, errorByStep[steps++]);
        }
    }

    /** Has the hazard answer for each day from {@code firstDay} to before {@code endDay}: no event, but on the last. */
    void days(float[] weights, long lastDay, long days, boolean eventOnLast, DayCells cells) {
        if (learning) {
            rowByStep[steps] = ANSWER;
            java.util.Arrays.fill(errorByStep[steps], 0);
        }
        for (long ahead = 1; ahead <= days; ahead++) {
            System.arraycopy(draft, 0, day, 0, width);
            for (int table = 0; table < DayCells.TABLES; table++) {
                Vectors.add(day, 0, weights, cells.row(table, lastDay, ahead), width);
            }
            Squash.all(day, active, width);
            if (ask(weights, NetPlan.LATER, eventOnLast && ahead == days ? 1 : 0, null, 0) && learning) {
                java.util.Arrays.fill(dayError, 0);
                blame(weights, NetPlan.LATER, dayError);
                Vectors.add(errorByStep[steps], 0, dayError, 0, width);
                for (int table = 0; table < DayCells.TABLES; table++) {
                    Vectors.add(gradient, cells.row(table, lastDay, ahead), dayError, 0, width);
                }
            }
        }
        steps += learning ? 1 : 0;
    }

    /** Leaves probability less truth in {@link #mass}; false if the right answer is not possible, which teaches nothing. */
    private boolean ask(float[] weights, int head, int target, long[] known, int word) {
        int cells = plan.cells(head);
        System.arraycopy(weights, plan.headBias(head), mass, 0, cells);
        Vectors.addProduct(mass, active, width, weights, plan.head(head), cells);
        double total = Softmax.weigh(mass, cells, known, word);
        if (!(total > 0)) {
            return false;
        }
        double probability = mass[target] / total;
        boolean possible = known == null || (known[word + (target >> 6)] >>> (target & 63) & 1) != 0;
        if (!possible) {
            return false;
        }
        loss -= Math.log(Math.max(LEAST_PROBABILITY, probability));
        float scale = (float) (1 / total);
        for (int c = 0; c < cells; c++) {
            mass[c] *= scale;
        }
        mass[target] -= 1;
        return true;
    }

    /** Adds the gradient of the head last asked, and to {@code toDraft} what its error is with respect to the draft. */
    private void blame(float[] weights, int head, float[] toDraft) {
        int cells = plan.cells(head);
        Vectors.add(gradient, plan.headBias(head), mass, 0, cells);
        for (int i = 0; i < width; i++) {
            int row = plan.head(head) + i * cells;
            Vectors.addScaled(gradient, row, active[i], mass, 0, cells);
            toDraft[i] += Vectors.dot(weights, row, mass, 0, cells) * Squash.squashSlope(active[i]);
        }
    }

    /** Goes back to the memory, and adds to {@code memoryError} what the error is with respect to it. */
    void back(float[] weights, float[] memoryError) {
        java.util.Arrays.fill(error, 0);
        for (int step = steps - 1; step >= 0; step--) {
            if (rowByStep[step] == ANSWER) {
                Vectors.add(error, 0, errorByStep[step], 0, width);
            } else {
                Vectors.add(gradient, rowByStep[step], error, 0, width);
            }
        }
        Vectors.add(gradient, plan.projectBias(), error, 0, width);
        for (int i = 0; i < width; i++) {
            int row = plan.project() + i * width;
            Vectors.addScaled(gradient, row, seen[i], error, 0, width);
            memoryError[i] += Vectors.dot(weights, row, error, 0, width) * dropout.factor[i];
        }
    }
}
