package io.understudy.engine.publish;

/**
 * Importance weights of a stream whose rare classes come more or less often than the model learned: the share of an
 * event's kind, rare or normal, among the events of the unchanged model, over its share among those of the stream. Since
 * the law of the events given their class is the same in both, weighted means over the stream are those of the unchanged
 * model, up to the noise of the sample in which both shares were counted. All rare classes have one weight.
 *
 * @param rare of events of a class other than normal
 * @param normal of the others
 */
public record ClassWeights(double rare, double normal) {
    /** Of a stream whose rare classes come as often as the model learned. */
    public static final ClassWeights UNCHANGED = new ClassWeights(1, 1);

    public ClassWeights {
        if (!(rare >= 0 && normal >= 0) || Double.isInfinite(rare) || Double.isInfinite(normal)) {
            throw new IllegalArgumentException("weights " + rare + " and " + normal + " must be finite, at least 0");
        }
    }
}
