package io.understudy.model;

import java.util.List;

/**
 * Scores observed events against the model's conditionals. Scratch of one thread; any number of states may pass through
 * it.
 */
public interface EntityScorer {

    /** The score of a value that the model holds impossible. */
    double NOVEL = -1;

    /** Names of the scored features, such as {@code token}, {@code gap} and each mark's column name. */
    List<String> features();

    /**
     * Scores {@code frame} given {@code state}, then makes it the last event of {@code state}.
     *
     * @param frame the observed event; cells of entity, key and id columns need not be known to the model, {@code
     *     frame.label} is the known class or the normal label
     * @param randomSeed breaks ties inside atoms; must not depend on the event's content (its event id will do)
     * @param scoreByFeature // [feature] the randomised probability-integral transform of the feature given the past and
     *     the features before it, uniform on [0, 1) and independent of all that went before when the model is true;
     *     {@link #NOVEL} for a value that the model holds impossible; NaN where the feature does not apply
     */
    void score(EntityState state, EventFrame frame, long randomSeed, double[] scoreByFeature);

    /** Makes {@code frame} the last event of {@code state}, without scoring it. */
    void observe(EntityState state, EventFrame frame);
}
