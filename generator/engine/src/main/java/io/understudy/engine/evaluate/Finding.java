package io.understudy.engine.evaluate;

import io.understudy.engine.evaluate.measure.Measure;

/**
 * What was found of one measure.
 *
 * @param value of the synthetic log against the real one that was held out
 * @param floor the same measure of one real half against the other: what a perfect generator would reach
 * @param noise standard deviation of the floor or standard error of the value; NaN where it is not known
 * @param bar the worst value that passes; NaN where the measure is not judged
 * @param rule the bar in words; empty where the measure is not judged
 * @param pass true where the value is no worse than the bar, or there is none
 */
public record Finding(
        Measure measure, double value, double floor, double noise, double bar, String rule, boolean pass) {

    /** Judges a value by the usual bar of its measure. */
    static Finding of(Measure measure, double value, double floor, double noise) {
        Bar bar = Bars.usual(measure);
        if (bar == null) {
            return new Finding(measure, value, floor, noise, Double.NaN, "", true);
        }
        return new Finding(
                measure,
                value,
                floor,
                noise,
                bar.worstValue(measure, floor, noise),
                bar.rule(),
                bar.passes(measure, value, floor, noise));
    }

    /** How many times the floor's loss the loss is, both raised by the resolution or the noise; 1 is perfect. */
    public double ratio() {
        double eps = Math.max(measure.resolution(floor), Double.isNaN(noise) ? 0 : noise);
        return (Math.max(measure.better().loss(value), 0) + eps)
                / (Math.max(measure.better().loss(floor), 0) + eps);
    }
}
