package io.understudy.model.chain;

import io.understudy.model.EntitySampler;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventLayout;
import io.understudy.model.PrivacyLedger;
import io.understudy.model.Profile;
import io.understudy.model.Provenance;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;

/**
 * The autoregressive model of probability trees.
 *
 * @param privacy what was spent of a privacy budget; {@link PrivacyLedger#NONE} where there is no guarantee
 */
public record ChainModel(
        ChainShape shape, ChainLaws laws, Provenance provenance, Profile profile, PrivacyLedger privacy)
        implements SequenceModel {
    /** Name of this family. */
    public static final String KIND = "trees";

    /** A model without a privacy guarantee. */
    public ChainModel(ChainShape shape, ChainLaws laws, Provenance provenance, Profile profile) {
        this(shape, laws, provenance, profile, PrivacyLedger.NONE);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public EventLayout layout() {
        return shape.layout();
    }

    @Override
    public EntityState newState() {
        return new History(shape).newState();
    }

    @Override
    public EntitySampler sampler(SamplerSettings settings) {
        return new ChainSampler(shape, laws, settings);
    }

    @Override
    public EntityScorer scorer() {
        return new ChainScorer(shape, laws, provenance.startMicros());
    }
}
