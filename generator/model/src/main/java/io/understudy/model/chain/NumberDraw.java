package io.understudy.model.chain;

import io.understudy.model.ColumnFormat;
import io.understudy.model.tree.OpinionPool;
import io.understudy.model.tree.ProbabilityTree;

/** Draws the numbers of an event, into the draft of a history. Scratch of one sampler. */
final class NumberDraw {
    private final BalanceRule balance; // null where no column runs
    private final long seed;
    private final History history;
    private final EventDraft draft;
    private final EventRandom random;
    private final OpinionPool pool = new OpinionPool();
    private boolean repeats; // the draft has an amount of a running column that its token had before

    NumberDraw(BalanceRule balance, long seed, History history, EventRandom random) {
        this.balance = balance;
        this.seed = seed;
        this.history = history;
        draft = history.draft;
        this.random = random;
    }

    /** True if the draft has an amount of a running column that its token had before. */
    boolean repeats() {
        return repeats;
    }

    /** Draws the number of a mark; {@code ownEntity} is false of an entity whose levels for life are not known. */
    void draw(NumberLaw law, int mark, boolean ownEntity) {
        if (mark == 0) {
            draft.opens = NumberLaw.mayOpen(history) && law.opens() != null && draw(law.opens()) == 1;
        }
        int kind = draw(law.kind());
        long repeated = switch (kind) {
            case NumberLaw.OWN -> history.ownNumber(mark);
            case NumberLaw.LAST -> history.lastNumber(mark);
            case NumberLaw.STANDING -> history.slots.standing.number(mark);
            case NumberLaw.MISSING, NumberLaw.FRESH -> ColumnFormat.MISSING;
            default -> law.ratios().times(kind - NumberLaw.KINDS, history.ratioBase(mark));
        };
        boolean runs = balance != null && balance.mark() == mark;
        repeats = runs ? repeated != ColumnFormat.MISSING && kind != NumberLaw.LAST : repeats;
        if (kind == NumberLaw.MISSING || repeated != ColumnFormat.MISSING) {
            draft.numbers[mark] = repeated;
            return;
        }
        double level = history.marks.level(law, mark);
        boolean forLife = ownEntity
                && !Double.isNaN(level)
                && law.level() != null
                && law.level().quantiles() != null;
        level = forLife ? levelForLife(law.level(), mark) : level;
        double spread = forLife ? 1 : history.marks.spread(law);
        draft.numbers[mark] = law.fresh(level).draw(history, level, spread, random, pool);
    }

    private int draw(ProbabilityTree tree) {
        return tree.draw(random.leaf(tree, history), random.nextDouble());
    }

    private double levelForLife(EntityLevel law, int mark) {
        long entity = history.state.getLong(StatePlan.ENTITY);
        int slot = history.shape.slotByToken()[draft.token];
        PaceLaw pace = history.shape.pace();
        double from = pace.from(history.cluster, history.pace);
        double to = pace.to(history.cluster, history.pace);
        return law.forLife(seed, entity, history.cluster, mark, slot, from, to);
    }
}
