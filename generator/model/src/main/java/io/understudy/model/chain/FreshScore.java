package io.understudy.model.chain;

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
    private double freshBelow;
    private double freshAt;
    double below;
    double at;

    FreshScore(History history) {
        this.history = history;
        draft = history.draft;
    }

    /**
     * Looks a value up; false if the law gives none such.
     *
     * @param mark -1 for a static column, which has no level
     * @param likelihood of what the history knows of the entity
     */
    boolean find(NumberLaw law, long value, int mark, double likelihood) {
        double level = mark < 0 ? Double.NaN : history.marks.level(law, mark);
        FreshLaw fresh = law.fresh(level);
        boolean near = fresh == law.near();
        if (near && law.level() != null && law.level().quantiles() != null) {
            return findForLife(fresh, law.level(), value, mark, likelihood > UNLIKELY);
        }
        boolean held = look(fresh, value, near ? level : Double.NaN, near ? history.marks.spread(law) : 1);
        below = freshBelow;
        at = freshAt;
        return held;
    }

    /**
     * The mean over the levels that the entity may have for life, as likely as its past makes them. Numbers around a level
     * may leave gaps between them, so that all that the middles of the parts tell is that they are not the level.
     */
    private boolean findForLife(FreshLaw fresh, EntityLevel law, long value, int mark, boolean closely) {
        double usually = betweenByLevel.computeIfAbsent(law, EntityLevel::between);
        PaceLaw pace = history.shape.pace();
        double from = pace.from(history.cluster, history.pace);
        double to = pace.to(history.cluster, history.pace);
        law.weigh(history.cluster, history.ownLevel(mark), history.levelEvents(), usually, from, to, weights);
        boolean held = mean(fresh, law, value, false);
        return at > 0 || !closely ? held : mean(fresh, law, value, true);
    }

    private boolean mean(FreshLaw fresh, EntityLevel law, long value, boolean fine) {
        boolean held = false;
        double all = 0;
        below = 0;
        at = 0;
        for (int part = 0; part < PARTS; part++) {
            int levels = fine ? levels(law, part) : 1;
            double weight = fine ? Math.max(LEAST, weights[part]) / levels : weights[part];
            for (int i = 0; i < levels && (fine || weight > NEGLIGIBLE); i++) {
                held |= look(fresh, value, law.levelOf(history.cluster, part, (i + 0.5) / levels), 1);
                below += weight * freshBelow;
                at += weight * freshAt;
                all += weight;
            }
        }
        below /= all;
        at /= all;
        return held;
    }

    private int levels(EntityLevel law, int part) {
        double width = law.levelOf(history.cluster, part, 1) - law.levelOf(history.cluster, part, 0);
        return (int) Math.max(LEAST_FINE, Math.min(MOST_FINE, width * FreshLaw.CODES_PER_NEPER));
    }

    /** Looks a fresh value up; false if the law gives none such by this level. */
    private boolean look(FreshLaw fresh, long value, double above, double spread) {
        int first = fresh.firstBin(above, spread, value);
        freshAt = 0;
        if (first < 0) {
            freshBelow =
                    Double.isNaN(above) ? 0 : fresh.mass(history, above, spread, 0, fresh.near(above, spread, value));
            return false;
        }
        int end = fresh.endBin(above, spread, value, first);
        draft.bin = end - 1;
        freshBelow = fresh.mass(history, above, spread, 0, first);
        freshAt = fresh.mass(history, above, spread, first, end);
        if (first + 1 == end && !fresh.single(first, above, spread)) {
            int zeros = FreshLaw.zerosOf(value);
            double fewer = fresh.zeros().below(history, fresh.leastWanted(first, above, spread, zeros));
            freshBelow += freshAt * fewer;
            freshAt *= fresh.zeros().below(history, fresh.endWanted(first, above, spread, zeros)) - fewer;
        }
        return true;
    }
}
