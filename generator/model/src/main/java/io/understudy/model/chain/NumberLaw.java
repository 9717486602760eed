package io.understudy.model.chain;

import io.understudy.model.tree.ProbabilityTree;

/**
 * Law of a number: first whether it repeats, then, if not, a fresh value.
 *
 * @param kind outcomes {@link #MISSING} to {@link #STANDING} and, from {@link #KINDS} on, a ratio each; for a static category its value + 1
 * @param plain law of fresh values by themselves; null for a static category
 * @param near law of fresh values above the entity's own level, or above the running column (a sum drawn is a part of what
 *     is there), used where it has one; null where that tells nothing
 * @param overMean whether near values are above the mean of the running column since the token's last event, which is what
 *     interest goes by, rather than above the running column itself
 * @param ratios of what the value often is of the amount of the order of this day of
 *     the month, or else of the value of the entity's last event of the same token: a bonus of half a salary
 * @param opens outcome 1: the number opens an order, which comes again on this day of each month; null where none does
 * @param level how the entity's level follows from its past; null where there is no near law, and where it is above the
 *     running column
 */
public record NumberLaw(
        ProbabilityTree kind,
        FreshLaw plain,
        FreshLaw near,
        EntityLevel level,
        boolean overMean,
        Ratios ratios,
        ProbabilityTree opens) {
    /** A law whose near values, if any, are above the entity's own level or above the running column itself. */
    public NumberLaw(ProbabilityTree kind, FreshLaw plain, FreshLaw near, EntityLevel level) {
        this(kind, plain, near, level, false, Ratios.none(), null);
    }

    public static final int MISSING = 0;
    /** The value of the entity's last event of the same token. */
    public static final int OWN = 1;
    /** The value of the entity's last event. */
    public static final int LAST = 2;

    public static final int FRESH = 3;
    /** The amount that the token remembers of this day of the month. */
    public static final int STANDING = 4;

    public static final int KINDS = 5;

    /** True if the token at hand of a history has no order on this day of the month that is sure to come. */
    public static boolean mayOpen(History history) {
        return history.slots.standing.kind(history.ownSlot()) < 2;
    }

    /** The law of fresh values for an entity whose own level is {@code level}, NaN if it has none. */
    FreshLaw fresh(double level) {
        return near == null || Double.isNaN(level) ? plain : near;
    }
}
