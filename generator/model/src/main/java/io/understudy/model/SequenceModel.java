package io.understudy.model;

/**
 * What is likely: an immutable sequence model, shared by all threads. It hands out samplers and scorers, which are
 * scratch owned by one thread, and states, one an entity.
 */
public interface SequenceModel {

    /** Name of the model family, as in {@code --model-kind}. */
    String kind();

    /** Columns of the events it makes: the reference's, with entity, key and id columns made anew. */
    EventLayout layout();

    /** Where the model came from. */
    Provenance provenance();

    /** What it learned, for people; {@link Profile#NONE} where the model keeps none. */
    default Profile profile() {
        return Profile.NONE;
    }

    /** What was spent of a privacy budget; {@link PrivacyLedger#NONE} where there is no guarantee. */
    default PrivacyLedger privacy() {
        return PrivacyLedger.NONE;
    }

    /** A state for one entity that has no event yet. */
    EntityState newState();

    /**
     * A sampler. Event n of entity k depends only on (model, settings, k, n).
     *
     * @param settings seed, horizon and dials
     */
    EntitySampler sampler(SamplerSettings settings);

    /** A scorer of observed events. */
    EntityScorer scorer();
}
