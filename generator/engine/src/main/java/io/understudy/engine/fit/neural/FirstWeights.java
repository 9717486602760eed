package io.understudy.engine.fit.neural;

import io.understudy.model.neural.NetPlan;
import java.util.SplittableRandom;

/** Weights to begin with: small random numbers, a memory that holds on, and heads that know how frequent their cells are. */
final class FirstWeights {
    private static final float ROW = 0.15f;
    private static final float HEAD = 0.4f;
    private static final float HOLD = 0.7f;

    private final NetPlan plan;
    private final SplittableRandom random;
    private final float[] weights;

    private FirstWeights(NetPlan plan, long seed) {
        this.plan = plan;
        random = new SplittableRandom(seed ^ 0x5DEECE66DL);
        weights = new float[plan.size()];
    }

    static float[] of(NetPlan plan, EventTable table, long seed) {
        FirstWeights first = new FirstWeights(plan, seed);
        first.fill();
        first.biases(table);
        return first.weights;
    }

    private void fill() {
        int width = plan.width();
        float fan = (float) Math.sqrt(3.0 / width);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = ROW * unit();
        }
        scale(plan.project(), width * width, fan / ROW);
        scale(plan.recurrent(), 3 * width * width, fan / ROW);
        scale(plan.projectBias(), width, 0);
        for (int i = 0; i < 3 * width; i++) {
            weights[plan.recurrentBias() + i] = i >= width && i < 2 * width ? HOLD : 0;
        }
        for (int head = 0; head < plan.heads(); head++) {
            scale(plan.head(head), width * plan.cells(head), HEAD * fan / ROW);
            scale(plan.headBias(head), plan.cells(head), 0);
        }
    }

    private float unit() {
        return (float) (2 * random.nextDouble() - 1);
    }

    private void scale(int at, int size, float by) {
        for (int i = at; i < at + size; i++) {
            weights[i] *= by;
        }
    }

    /** Biases of the heads that answer for a variable: the logarithm of how often it lies in the cell. */
    private void biases(EventTable table) {
        bias(NetPlan.LABEL, table.cells[NetPlan.LABEL], 0);
        bias(NetPlan.TOKEN, table.cells[NetPlan.TOKEN], 1);
        bias(NetPlan.WITHIN, table.cells[NetPlan.GAP], 1);
        bias(NetPlan.TIME, table.timeBin, 0);
        for (int i = 0; i < table.fixedZeros.length; i++) {
            bias(plan.fixedHead(i), table.cells[plan.fixed(i)], 0);
        }
        for (int v = plan.category(0); v < plan.kind(0); v++) {
            bias(plan.categoryHead(v - plan.category(0)), table.cells[v], 0);
        }
        for (int i = 0; i < table.zeros.length; i++) {
            bias(plan.kindHead(i), table.cells[plan.kind(i)], 0);
            bias(plan.binHead(i), table.cells[plan.value(i)], 1);
        }
        for (int i = 0; i < table.keyKinds.length; i++) {
            bias(plan.keyHead(i), table.cells[plan.key(i)], 0);
        }
        days(table);
    }

    /** An entity of a hundred thousand events a day must not take an hour's training to learn that days are long. */
    private void days(EventTable table) {
        double same = 0.5;
        double other = 0.5;
        double waited = 1;
        for (int e = 0; e < table.entities(); e++) {
            for (int place = table.firstPlace[e] + 1; place < table.firstPlace[e + 1]; place++) {
                int days = table.day[place] - table.day[place - 1];
                same += days == 0 ? 1 : 0;
                other += days == 0 ? 0 : 1;
                waited += Math.max(0, days - 1);
            }
            boolean seenEnding = table.day[table.firstPlace[e + 1] - 1] < table.endDay;
            other += seenEnding ? 1 : 0;
            waited += table.endDay - table.day[table.firstPlace[e + 1] - 1];
        }
        weights[plan.headBias(NetPlan.SAME_DAY) + 1] = (float) Math.log(same / other);
        weights[plan.headBias(NetPlan.LATER)] = (float) Math.log(waited / other);
    }

    private void bias(int head, int[] cells, int offset) {
        double[] count = new double[plan.cells(head)];
        double sum = 0;
        for (int cell : cells) {
            if (cell >= offset && cell - offset < count.length) {
                count[cell - offset]++;
                sum++;
            }
        }
        for (int c = 0; c < count.length; c++) {
            weights[plan.headBias(head) + c] = (float) Math.log((count[c] + 0.5) / (sum + 0.5 * count.length));
        }
    }
}
