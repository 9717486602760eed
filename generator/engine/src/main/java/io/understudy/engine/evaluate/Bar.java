package io.understudy.engine.evaluate;

import io.understudy.engine.evaluate.measure.Measure;
import java.util.Locale;

/**
 * How bad a measure may be.
 *
 * @param limit in the unit that {@code kind} says
 */
public record Bar(Kind kind, double limit) {
    private static final double NO_NOISE = 1e-9;

    /** What the limit limits. */
    public enum Kind {
        /** The value from below. */
        LEAST("at least %s"),
        /** The value from above. */
        MOST("at most %s"),
        /** The loss, as a multiple of the floor's; both are raised by the resolution of the measure or by the noise. */
        RATIO("at most %s times the floor's loss"),
        /** What the loss is above the floor's. */
        EXCESS("at most %s worse than the floor"),
        /** What the loss is above the floor's, in noises. */
        NOISES("at most %s noises worse than the floor");

        private final String form;

        Kind(String form) {
            this.form = form;
        }
    }

    /** The worst value of {@code measure} that passes. */
    double worstValue(Measure measure, double floor, double noise) {
        double floorLoss = measure.better().loss(floor);
        double eps = Math.max(measure.resolution(floor), Double.isNaN(noise) ? 0 : noise);
        return switch (kind) {
            case LEAST, MOST -> limit;
            case RATIO -> measure.better().valueOf(limit * (Math.max(floorLoss, 0) + eps) - eps);
            case EXCESS -> measure.better().valueOf(floorLoss + limit);
            case NOISES -> measure.better().valueOf(floorLoss + limit * (noise > 0 ? noise : NO_NOISE));
        };
    }

    /** True where {@code value} is no worse than the worst that passes. */
    boolean passes(Measure measure, double value, double floor, double noise) {
        double worst = worstValue(measure, floor, noise);
        return kind == Kind.LEAST
                ? value >= worst
                : kind == Kind.MOST
                        ? value <= worst
                        : measure.better().loss(value) <= measure.better().loss(worst);
    }

    /** The rule in words. */
    public String rule() {
        return String.format(kind.form, String.format(Locale.ROOT, limit == Math.rint(limit) ? "%.0f" : "%s", limit));
    }
}
