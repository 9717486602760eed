package io.understudy.model.neural;

/**
 * The network at work on one event at a time: a draft begins with what the memory says, takes in each part of the event
 * as it becomes known (as in the neural autoregressive distribution estimator of Larochelle, Murray 2011), and answers
 * for the next; behind the event a gated recurrent unit (Cho et al. 2014) takes it into the memory. Scratch of one
 * thread.
 */
final class Cortex {
    private final NetPlan plan;
    private final float[] weights;
    private final int width;
    private final float[] draft;
    private final float[] kept;
    private final float[] day;
    private final float[] active;
    private final float[] gates;
    private final float[] recalled;
    private final float[] mass; // [cell] of the head last asked, not normalised
    private int cells;
    private double total;

    Cortex(NetPlan plan, float[] weights) {
        this.plan = plan;
        this.weights = weights;
        width = plan.width();
        draft = new float[width];
        kept = new float[width];
        day = new float[width];
        active = new float[width];
        gates = new float[3 * width];
        recalled = new float[3 * width];
        mass = new float[plan.mostCells()];
    }

    /** The memory of an entity without event. */
    void clear(float[] memory) {
        System.arraycopy(weights, NetPlan.FIRST_MEMORY, memory, 0, width);
    }

    /** Begins the draft of the event behind those in {@code memory}. */
    void look(float[] memory) {
        System.arraycopy(weights, plan.projectBias(), draft, 0, width);
        Vectors.addProduct(draft, memory, width, weights, plan.project(), width);
    }

    /** Takes into the draft that a variable lies in {@code cell}. */
    void feed(int variable, int cell) {
        Vectors.add(draft, 0, weights, plan.feed(variable, cell), width);
    }

    /** Keeps the draft as it is, for {@link #back}. */
    void keep() {
        System.arraycopy(draft, 0, kept, 0, width);
    }

    /** Goes back to the draft last kept. */
    void back() {
        System.arraycopy(kept, 0, draft, 0, width);
    }

    /** Asks a head, all of whose cells are possible. */
    void ask(int head) {
        ask(head, null, 0);
    }

    /** Asks a head; {@code known} has bits of the cells that are possible, from a word on; null if all are. */
    void ask(int head, long[] known, int word) {
        Squash.all(draft, active, width);
        answer(head, known, word);
    }

    /** Asks a head some of whose first 64 cells are possible. */
    void askAmong(int head, long bits) {
        few[0] = bits;
        ask(head, few, 0);
    }

    private final long[] few = new long[1];

    /** Asks for the hazard of a day that may have the next event. */
    void askDay(int since, int weekday, int dayOfMonth, int monthEnd) {
        System.arraycopy(draft, 0, day, 0, width);
        Vectors.add(day, 0, weights, plan.day(NetPlan.SINCE, since), width);
        Vectors.add(day, 0, weights, plan.day(NetPlan.DAY_WEEKDAY, weekday), width);
        Vectors.add(day, 0, weights, plan.day(NetPlan.DAY_OF_MONTH, dayOfMonth), width);
        Vectors.add(day, 0, weights, plan.day(NetPlan.MONTH_END, monthEnd), width);
        Squash.all(day, active, width);
        answer(NetPlan.LATER, null, 0);
    }

    private void answer(int head, long[] known, int word) {
        cells = plan.cells(head);
        System.arraycopy(weights, plan.headBias(head), mass, 0, cells);
        Vectors.addProduct(mass, active, width, weights, plan.head(head), cells);
        total = Softmax.weigh(mass, cells, known, word);
    }

    /** Multiplies the odds of a cell. */
    void tilt(int cell, double factor) {
        total += mass[cell] * (factor - 1);
        mass[cell] *= (float) factor;
    }

    /** The cell at uniform {@code u} among the first {@code count}. */
    int draw(double u, int count) {
        double sum = count >= cells ? total : total * below(count);
        double left = u * sum;
        int cell = 0;
        for (int c = 0; c < Math.min(count, cells); c++) {
            if (mass[c] > 0) {
                cell = c;
            }
            left -= mass[c];
            if (left < 0) {
                break;
            }
        }
        return cell;
    }

    /** The cell at uniform {@code u}. */
    int draw(double u) {
        return draw(u, cells);
    }

    /** Probability of a cell. */
    double probability(int cell) {
        return total > 0 ? mass[cell] / total : 0;
    }

    /** Probability of all cells before {@code cell}. */
    double below(int cell) {
        double sum = 0;
        for (int c = 0; c < Math.min(cell, cells); c++) {
            sum += mass[c];
        }
        return total > 0 ? sum / total : 0;
    }

    /** Takes the event whose variables lie in {@code cells} into the memory. */
    void remember(float[] memory, int[] cellByVariable) {
        int three = 3 * width;
        System.arraycopy(weights, plan.recurrentBias(), gates, 0, three);
        for (int v = 0; v < cellByVariable.length; v++) {
            Vectors.add(gates, 0, weights, plan.memory(v, cellByVariable[v]), three);
        }
        java.util.Arrays.fill(recalled, 0);
        Vectors.addProduct(recalled, memory, width, weights, plan.recurrent(), three);
        for (int i = 0; i < width; i++) {
            float reset = Squash.gate(gates[i] + recalled[i]);
            float update = Squash.gate(gates[width + i] + recalled[width + i]);
            float candidate = Squash.squash(gates[2 * width + i] + reset * recalled[2 * width + i]);
            memory[i] = candidate + update * (memory[i] - candidate);
        }
    }
}
