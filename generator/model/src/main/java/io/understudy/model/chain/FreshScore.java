package io.understudy.model.chain;

import io.understudy.model.tree.OpinionPool;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * The probability of an observed fresh number and of all that are below it, under what a history knows of its entity.
 * Scratch of one scorer.
 */
final class FreshScore {
    private static final int PARTS = EntityLevel.KNOTS - 1;
    private static final int LEAST_FINE = 8; // levels of a part that count where the one in its middle does not tell
    private static final int MOST_FINE = 64;
    private static final double UNLIKELY = 1e-3; // an entity, that is not looked at so closely
    private static final double NEGLIGIBLE = 1e-4; // of a part of the levels that an entity may have
    private static final double LEAST = 1e-5; // share of a part whose numbers the entity's past speaks against

    private final History history;
    private final EventDraft draft;
    private final double[] weights = new double[PARTS]; // [part of the levels]
    private final Map<EntityLevel, Double> betweenByLevel = new IdentityHashMap<>();
    private final OpinionPool pool = new OpinionPool(); // of the law's bins
    private NumberLaw law;
    private FreshLaw fresh;
    private int mark;
    private double level;
    private boolean near;
    private boolean forLife;
    private boolean closely;
    private double freshBelow;
    private double freshAt;
    double below;
    double at;

    FreshScore(History history) {
        this.history = history;
        draft = history.draft;
    }

    /**
     * Begins with what the history knows of the entity.
     *
     * @param itsMark -1 for a static column, which has no level
     * @param likelihood of what the history knows
     */
    void begin(NumberLaw itsLaw, int itsMark, double likelihood) {
        law = itsLaw;
        mark = itsMark;
        level = mark < 0 ? Double.NaN : history.marks.level(law, mark);
        fresh = law.fresh(level);
        near = fresh == law.near();
        forLife = near && law.level() != null && law.level().quantiles() != null;
        closely = likelihood > UNLIKELY;
        pool.find(fresh.bin(), history);
        pool.ask();
        if (forLife) {
            weighLevels();
        }
    }

    /** Looks a value up; false if the law gives none such. */
    boolean find(long value) {
        if (forLife) {
            return findForLife(value);
        }
        boolean held = look(value, near ? level : Double.NaN, near ? history.marks.spread(law) : 1);
        below = freshBelow;
        at = freshAt;
        return held;
    }

    /** Probability of fresh values of at most {@code most}. */
    double reach(long most) {
        boolean all = near
                ? most >= fresh.most()
                : most >= fresh.bins().high()[fresh.bins().size() - 1];
        if (all) {
            return 1;
        }
        int bin = draft.bin;
        find(most);
        draft.bin = bin;
        return Math.min(1, below + at / 2);
    }

    /**
     * The mean over the levels that the entity may have for life, as likely as its past makes them. Numbers around a level
     * may leave gaps between them, so that all that the middles of the parts tell is that they are not the level.
     */
    private boolean findForLife(long value) {
        boolean held = mean(value, false);
        return at > 0 || !closely ? held : mean(value, true);
    }

    private void weighLevels() {
        double usually = betweenByLevel.computeIfAbsent(law.level(), EntityLevel::between);
        PaceLaw pace = history.shape.pace();
        double from = pace.from(history.cluster, history.pace);
        double to = pace.to(history.cluster, history.pace);
        double own = history.ownLevel(mark);
        law.level().weigh(history.cluster, own, history.levelEvents(), usually, from, to, weights);
    }

    private boolean mean(long value, boolean fine) {
        EntityLevel levels = law.level();
        boolean held = false;
        double all = 0;
        below = 0;
        at = 0;
        for (int part = 0; part < PARTS; part++) {
            int places = fine ? places(levels, part) : 1;
            double weight = fine ? Math.max(LEAST, weights[part]) / places : weights[part];
            for (int i = 0; i < places && (fine || weight > NEGLIGIBLE); i++) {
                held |= look(value, levels.levelOf(history.cluster, part, (i + 0.5) / places), 1);
                below += weight * freshBelow;
                at += weight * freshAt;
                all += weight;
            }
        }
        below /= all;
        at /= all;
        return held;
    }

    private int places(EntityLevel levels, int part) {
        double width = levels.levelOf(history.cluster, part, 1) - levels.levelOf(history.cluster, part, 0);
        return (int) Math.max(LEAST_FINE, Math.min(MOST_FINE, width * FreshLaw.CODES_PER_NEPER));
    }

    /** Looks a fresh value up; false if the law gives none such by this level. */
    private boolean look(long value, double above, double spread) {
        int first = fresh.firstBin(above, spread, value);
        freshAt = 0;
        if (first < 0) {
            freshBelow = Double.isNaN(above) ? 0 : fresh.mass(pool, above, spread, 0, fresh.near(above, spread, value));
            return false;
        }
        int end = fresh.endBin(above, spread, value, first);
        draft.bin = end - 1;
        freshBelow = fresh.mass(pool, above, spread, 0, first);
        freshAt = fresh.mass(pool, above, spread, first, end);
        if (first + 1 == end && !fresh.single(first, above, spread)) {
            int zeros = FreshLaw.zerosOf(value);
            double fewer = fresh.zeros().below(history, fresh.leastWanted(first, above, spread, zeros));
            freshBelow += freshAt * fewer;
            freshAt *= fresh.zeros().below(history, fresh.endWanted(first, above, spread, zeros)) - fewer;
        }
        return true;
    }
}
