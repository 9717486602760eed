package io.understudy.engine.evaluate.measure;

/** Which way a measure gets better. */
public enum Better {
    /** Best at 1. */
    HIGHER,
    /** Best at 0. */
    LOWER,
    /** Best at one half; less is as good. */
    HALF,
    /** Best at 1, worse both ways. */
    ONE;

    /** How far {@code value} is from the best; 0 is best. */
    public double loss(double value) {
        return switch (this) {
            case HIGHER -> 1 - value;
            case LOWER -> value;
            case HALF -> value - 0.5;
            case ONE -> Math.abs(value - 1);
        };
    }

    /** The value that has {@code loss}; the higher of two. */
    public double valueOf(double loss) {
        return switch (this) {
            case HIGHER -> 1 - loss;
            case LOWER -> loss;
            case HALF -> 0.5 + loss;
            case ONE -> 1 + loss;
        };
    }

    /** The worst value, which stands for one that could not be computed for the synthetic log alone. */
    public double worst() {
        return this == HIGHER ? 0 : 1;
    }
}
