package io.understudy.engine.fit.neural;

import io.understudy.model.neural.NetPlan;
import io.understudy.model.neural.Squash;
import io.understudy.model.neural.Vectors;

/** The memory on its way forward through a chunk of events, and back. Scratch of one thread. */
final class MemoryLesson {
    private final NetPlan plan;
    private final int width;
    private final float[] gradient;
    private final float[] gates;
    private final float[] recalled;
    private final float[] before;
    private final float[] gateError;
    private final float[] recallError;
    final float[][] memory; // [step] before the event of the step; one more than there are events
    final float[][] memoryError; // [step] what the drafts' error is with respect to it
    private final float[][] reset; // [step]
    private final float[][] update;
    private final float[][] candidate;
    private final float[][] recalledCandidate;

    MemoryLesson(NetPlan plan, float[] gradient, int chunk) {
        this.plan = plan;
        this.gradient = gradient;
        width = plan.width();
        gates = new float[3 * width];
        recalled = new float[3 * width];
        gateError = new float[3 * width];
        recallError = new float[3 * width];
        before = new float[width];
        memory = new float[chunk + 1][width];
        memoryError = new float[chunk + 1][width];
        reset = new float[chunk][width];
        update = new float[chunk][width];
        candidate = new float[chunk][width];
        recalledCandidate = new float[chunk][width];
    }

    /** Takes the event at {@code place} into the memory behind {@code step}. */
    void forward(float[] weights, int step, int[][] cells, int place) {
        int three = 3 * width;
        System.arraycopy(weights, plan.recurrentBias(), gates, 0, three);
        for (int v = 0; v < cells.length; v++) {
            Vectors.add(gates, 0, weights, plan.memory(v, cells[v][place]), three);
        }
        java.util.Arrays.fill(recalled, 0);
        float[] from = memory[step];
        Vectors.addProduct(recalled, from, width, weights, plan.recurrent(), three);
        float[] to = memory[step + 1];
        for (int i = 0; i < width; i++) {
            float r = Squash.gate(gates[i] + recalled[i]);
            float u = Squash.gate(gates[width + i] + recalled[width + i]);
            float c = Squash.squash(gates[2 * width + i] + r * recalled[2 * width + i]);
            reset[step][i] = r;
            update[step][i] = u;
            candidate[step][i] = c;
            recalledCandidate[step][i] = recalled[2 * width + i];
            to[i] = c + u * (from[i] - c);
        }
    }

    /** Goes back from the memory behind {@code step} to that before it. */
    void back(float[] weights, int step, int[][] cells, int place) {
        int three = 3 * width;
        float[] behind = memoryError[step + 1];
        float[] from = memory[step];
        for (int i = 0; i < width; i++) {
            float r = reset[step][i];
            float u = update[step][i];
            float c = candidate[step][i];
            float candidateError = behind[i] * (1 - u) * Squash.squashSlope(c);
            gateError[i] = candidateError * recalledCandidate[step][i] * Squash.gateSlope(r);
            gateError[width + i] = behind[i] * (from[i] - c) * Squash.gateSlope(u);
            gateError[2 * width + i] = candidateError;
            recallError[i] = gateError[i];
            recallError[width + i] = gateError[width + i];
            recallError[2 * width + i] = candidateError * r;
            before[i] = behind[i] * u;
        }
        for (int v = 0; v < cells.length; v++) {
            Vectors.add(gradient, plan.memory(v, cells[v][place]), gateError, 0, three);
        }
        Vectors.add(gradient, plan.recurrentBias(), gateError, 0, three);
        for (int i = 0; i < width; i++) {
            int row = plan.recurrent() + i * three;
            Vectors.addScaled(gradient, row, from[i], recallError, 0, three);
            memoryError[step][i] += before[i] + Vectors.dot(weights, row, recallError, 0, three);
        }
    }
}
