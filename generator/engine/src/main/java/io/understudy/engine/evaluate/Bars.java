package io.understudy.engine.evaluate;

import io.understudy.engine.evaluate.Bar.Kind;
import io.understudy.engine.evaluate.measure.Measure;
import java.util.EnumMap;
import java.util.Map;

/** The bars that hold where the user sets no others. Measures without one are shown, not judged. */
final class Bars {
    private static final Map<Measure, Bar> USUAL = usual();

    private Bars() {}

    private static Map<Measure, Bar> usual() {
        Map<Measure, Bar> bars = new EnumMap<>(Measure.class);
        bars.put(Measure.GUARD_ENTITIES, new Bar(Kind.LEAST, 0.5));
        bars.put(Measure.GUARD_SHARED_ENTITIES, new Bar(Kind.MOST, 0));
        bars.put(Measure.GUARD_HOLDOUT_UNSEEN, new Bar(Kind.NOISES, 5));
        bars.put(Measure.VALIDITY_RULES, new Bar(Kind.LEAST, 0.99));
        bars.put(Measure.SHAPES_MEAN, new Bar(Kind.RATIO, 1.5));
        bars.put(Measure.SHAPES_PAIRS, new Bar(Kind.RATIO, 1.5));
        bars.put(Measure.SEQUENCE_LENGTH_KSC, new Bar(Kind.RATIO, 2));
        bars.put(Measure.SEQUENCE_JSD3, new Bar(Kind.RATIO, 1.3));
        bars.put(Measure.SEQUENCE_CODE_BITS, new Bar(Kind.RATIO, 1.05));
        bars.put(Measure.SEQUENCE_GAP_KSC, new Bar(Kind.RATIO, 1.5));
        bars.put(Measure.SEQUENCE_CALENDAR_JSD, new Bar(Kind.RATIO, 1.5));
        bars.put(Measure.SEQUENCE_INTERROW_MSAS, new Bar(Kind.RATIO, 2));
        bars.put(Measure.SEQUENCE_STATISTIC_MSAS, new Bar(Kind.RATIO, 2));
        bars.put(Measure.SEQUENCE_BURSTINESS_KSC, new Bar(Kind.RATIO, 2));
        bars.put(Measure.REALISM_C2ST_ROW, new Bar(Kind.MOST, 0.65));
        bars.put(Measure.REALISM_C2ST_ENTITY, new Bar(Kind.MOST, 0.75));
        bars.put(Measure.UTILITY_AP_RATIO, new Bar(Kind.LEAST, 0.93));
        bars.put(Measure.DIVERSITY_KNN_COVERAGE, new Bar(Kind.RATIO, 2));
        bars.put(Measure.PRIVACY_DCR_SHARE, new Bar(Kind.NOISES, 4));
        bars.put(Measure.PRIVACY_IDENTICAL_ROWS, new Bar(Kind.EXCESS, 0.01));
        bars.put(Measure.PRIVACY_RARE_WINDOW_RATE, new Bar(Kind.NOISES, 4));
        bars.put(Measure.PRIVACY_RARE_KEYS, new Bar(Kind.EXCESS, 0.05));
        bars.put(Measure.PRIVACY_MIA_ENTITY, new Bar(Kind.NOISES, 4));
        bars.put(Measure.PRIVACY_MIA_CALIBRATED, new Bar(Kind.NOISES, 4));
        bars.put(Measure.PRIVACY_MIA_WINDOW, new Bar(Kind.NOISES, 4));
        bars.put(Measure.PRIVACY_MIA_TPR01, new Bar(Kind.NOISES, 4));
        bars.put(Measure.BIAS_WORST_SHORTFALL, new Bar(Kind.EXCESS, 0.03));
        return bars;
    }

    /** The bar of a measure; null where it has none. */
    static Bar usual(Measure measure) {
        return USUAL.get(measure);
    }
}
