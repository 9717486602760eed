package io.understudy.model.neural;

import io.understudy.model.EntitySampler;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventLayout;
import io.understudy.model.Profile;
import io.understudy.model.Provenance;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.History;

/**
 * The autoregressive network.
 *
 * @param width numbers in the memory of an entity
 * @param weights // as {@link NetPlan} lays them out; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record NeuralModel(
        ChainShape shape, NeuralLaws laws, int width, float[] weights, Provenance provenance, Profile profile)
        implements SequenceModel {
    /** Name of this family. */
    public static final String KIND = "neural";

    public NeuralModel {
        int size = new NetPlan(shape, laws, width).size();
        if (weights.length != size) {
            throw new IllegalArgumentException(
                    "a network of this shape has " + size + " weights, not " + weights.length);
        }
    }

    /** Where the weights lie. */
    public NetPlan plan() {
        return new NetPlan(shape, laws, width);
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
        NeuralState state = new NeuralState(new History(shape).newState(), width);
        System.arraycopy(weights, NetPlan.FIRST_MEMORY, state.memory, 0, width);
        return state;
    }

    @Override
    public EntitySampler sampler(SamplerSettings settings) {
        return new NeuralSampler(this, settings);
    }

    @Override
    public EntityScorer scorer() {
        return new NeuralScorer(this);
    }
}
