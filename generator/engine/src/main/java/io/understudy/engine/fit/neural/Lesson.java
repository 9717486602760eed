package io.understudy.engine.fit.neural;

import io.understudy.model.chain.NumberLaw;
import io.understudy.model.neural.NetPlan;
import io.understudy.model.neural.NeuralLaws;
import io.understudy.model.neural.Vectors;
import java.util.Arrays;

/**
 * Goes through chunks of events, as a sampler would draw them, and adds up the loss of the network's answers and their
 * gradient. Scratch of one thread.
 */
final class Lesson {
    private static final int STEPS_OF_PAST_AND_TIME = 16;

    private final NetPlan plan;
    private final NeuralLaws laws;
    private final EventTable table;
    private final int mostDays;
    private final DraftLesson draft;
    private final MemoryLesson memory;
    private final DayCells days;
    private final Dropout dropout;
    private final long[] few = new long[1];
    final float[] gradient;

    Lesson(NetPlan plan, NeuralLaws laws, EventTable table, int chunk, double dropoutShare) {
        this.plan = plan;
        this.laws = laws;
        this.table = table;
        mostDays = laws.gap().mostDays();
        gradient = new float[plan.size()];
        dropout = new Dropout(plan.width(), dropoutShare);
        draft = new DraftLesson(plan, gradient, STEPS_OF_PAST_AND_TIME + plan.variables() + plan.heads(), dropout);
        memory = new MemoryLesson(plan, gradient, chunk);
        days = new DayCells(plan);
    }

    /** Nats lost since {@link #clear}. */
    double loss() {
        return draft.loss;
    }

    /** Forgets loss and gradient; {@code seed} decides what is dropped from now on. */
    void clear(long seed) {
        dropout.seed(seed);
        draft.loss = 0;
        Arrays.fill(gradient, 0);
    }

    /**
     * Learns from an entity's events from place {@code from} to before {@code to}, at most a chunk.
     *
     * @param past // [width] the memory before them, which becomes that behind them
     * @param learning false to add up the loss alone
     */
    void learn(float[] weights, int entity, int from, int to, float[] past, boolean learning) {
        int first = table.firstPlace[entity];
        int end = table.firstPlace[entity + 1];
        int steps = to - from;
        System.arraycopy(past, 0, memory.memory[0], 0, past.length);
        if (from == first) {
            System.arraycopy(weights, NetPlan.FIRST_MEMORY, memory.memory[0], 0, past.length);
        }
        for (int step = 0; step <= steps; step++) {
            Arrays.fill(memory.memoryError[step], 0);
        }
        for (int step = 0; step < steps; step++) {
            event(weights, step, entity, from + step, learning);
            memory.forward(weights, step, table.cells, from + step);
        }
        if (to == end) {
            silence(weights, steps, to - 1, learning);
        }
        System.arraycopy(memory.memory[steps], 0, past, 0, past.length);
        for (int step = steps - 1; step >= 0 && learning; step--) {
            memory.back(weights, step, table.cells, from + step);
        }
        if (from == first && learning) {
            Vectors.add(gradient, NetPlan.FIRST_MEMORY, memory.memoryError[0], 0, past.length);
        }
    }

    private void event(float[] weights, int step, int entity, int place, boolean learning) {
        boolean first = place == table.firstPlace[entity];
        draft.look(weights, memory.memory[step], learning);
        past(weights, entity, place, first);
        answer(weights, NetPlan.LABEL, table.cells[NetPlan.LABEL][place]);
        feed(weights, NetPlan.LABEL, place);
        time(weights, place, first);
        if (table.tokenKnown(place)) {
            marks(weights, place);
        }
        if (learning) {
            draft.back(weights, memory.memoryError[step]);
        }
    }

    private void past(float[] weights, int entity, int place, boolean first) {
        feed(weights, NetPlan.BALANCE, place);
        for (int i = 0; i < laws.statics().size(); i++) {
            if (first) {
                answer(weights, plan.fixedHead(i), table.cells[plan.fixed(i)][place]);
            }
            feed(weights, plan.fixed(i), place);
            if (first && table.fixedZeros[i][entity] >= 0) {
                answer(weights, plan.fixedZerosHead(i), table.fixedZeros[i][entity]);
            }
        }
    }

    private void time(float[] weights, int place, boolean first) {
        long ahead = first ? 0 : table.day[place] - table.day[place - 1];
        if (!first) {
            answer(weights, NetPlan.SAME_DAY, ahead == 0 ? 1 : 0);
            if (ahead == 0) {
                answer(weights, NetPlan.WITHIN, table.cells[NetPlan.GAP][place] - 1);
            } else {
                boolean seen = ahead <= mostDays;
                draft.days(weights, table.day[place - 1], Math.min(ahead, mostDays), seen, days);
            }
        }
        feed(weights, NetPlan.GAP, place);
        feed(weights, NetPlan.WEEKDAY, place);
        feed(weights, NetPlan.DAY, place);
        if (table.timeBin[place] >= 0) {
            answer(weights, NetPlan.TIME, table.timeBin[place]);
        }
        feed(weights, NetPlan.HOUR, place);
    }

    private void marks(float[] weights, int place) {
        int tokenCell = table.cells[NetPlan.TOKEN][place] - 1;
        answer(weights, NetPlan.TOKEN, tokenCell);
        feed(weights, NetPlan.TOKEN, place);
        for (int i = 0; i < laws.keys().size(); i++) {
            among(weights, plan.keyHead(i), table.cells[plan.key(i)][place], table.keyKinds[i][place]);
            feed(weights, plan.key(i), place);
        }
        feed(weights, NetPlan.MET, place);
        for (int i = 0; i < laws.categories().size(); i++) {
            NeuralLaws.Category law = laws.categories().get(i);
            draft.answer(
                    weights,
                    plan.categoryHead(i),
                    table.cells[plan.category(i)][place],
                    law.knownWords(),
                    tokenCell * law.words());
            feed(weights, plan.category(i), place);
        }
        for (int i = 0; i < laws.numbers().size(); i++) {
            int kind = table.cells[plan.kind(i)][place];
            among(weights, plan.kindHead(i), kind, table.numberKinds[i][place]);
            feed(weights, plan.kind(i), place);
            if (kind == NumberLaw.FRESH) {
                answer(weights, plan.binHead(i), table.cells[plan.value(i)][place] - 1);
            }
            feed(weights, plan.value(i), place);
            if (table.zeros[i][place] >= 0) {
                answer(weights, plan.zerosHead(i), table.zeros[i][place]);
            }
        }
    }

    /** What follows an entity's last event: days without one, until the reference ends. */
    private void silence(float[] weights, int step, int lastPlace, boolean learning) {
        int left = table.endDay - table.day[lastPlace];
        if (left <= 0) {
            return;
        }
        draft.look(weights, memory.memory[step], learning);
        feed(weights, NetPlan.BALANCE, lastPlace);
        for (int i = 0; i < laws.statics().size(); i++) {
            feed(weights, plan.fixed(i), lastPlace);
        }
        draft.feed(weights, NetPlan.LABEL, 0);
        answer(weights, NetPlan.SAME_DAY, 0);
        draft.days(weights, table.day[lastPlace], Math.min(left, mostDays), false, days);
        if (learning) {
            draft.back(weights, memory.memoryError[step]);
        }
    }

    private void feed(float[] weights, int variable, int place) {
        draft.feed(weights, variable, table.cells[variable][place]);
    }

    private void answer(float[] weights, int head, int target) {
        draft.answer(weights, head, target, null, 0);
    }

    private void among(float[] weights, int head, int target, byte bits) {
        few[0] = bits;
        draft.answer(weights, head, target, few, 0);
    }
}
