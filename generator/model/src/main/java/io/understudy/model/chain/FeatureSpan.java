package io.understudy.model.chain;

import io.understudy.model.tree.FeatureMemo;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * How long the answer to a feature holds while one event is drawn. A feature that is in none of the sets is asked anew
 * each time, which is always right, unless it is one of {@link KnownFeatures}.
 */
final class FeatureSpan {
    /** Until another state is looked at, or an event is appended. */
    static final int STATE = 0;
    /** Until the point of view moves. */
    static final int VIEW = 1;
    /** Until another token is taken, or the point of view moves. */
    static final int TOKEN = 2;

    static final int SPANS = 3;

    private static final Set<Feature> OF_STATE = EnumSet.of(
            Feature.TRAIT,
            Feature.GAP_BACK,
            Feature.GAP_MOVING_MEAN,
            Feature.GAP_MEAN,
            Feature.INSTANT_COUNT,
            Feature.DAY_COUNT,
            Feature.SLOT_COUNT,
            Feature.SLOT_SHARE,
            Feature.LABEL_COUNT,
            Feature.LAST_RARE,
            Feature.NUMBER_LAST,
            Feature.NUMBER_PREVIOUS,
            Feature.NUMBER_MEAN,
            Feature.NUMBER_DEVIATION,
            Feature.BALANCE,
            Feature.KEY_USED,
            Feature.KEY_FRESHNESS,
            Feature.HOUR_MEAN,
            Feature.PACE,
            Feature.HABIT);

    private static final Set<Feature> OF_VIEW = EnumSet.of(
            Feature.AGE,
            Feature.GAP,
            Feature.DAY_OF_MONTH,
            Feature.DAYS_TO_MONTH_END,
            Feature.SEASON,
            Feature.REST,
            Feature.DAYS_SINCE,
            Feature.SLOT_SINCE,
            Feature.SLOT_NOW,
            Feature.SLOT_BEFORE,
            Feature.SLOT_DUE,
            Feature.SLOT_PHASE,
            Feature.NEAREST_DUE,
            Feature.NEAREST_SLOT,
            Feature.SLOT_ECHO,
            Feature.ECHO_SLOT,
            Feature.ECHO_COUNT,
            Feature.ECHO_STRONG_COUNT,
            Feature.DUE_CHANCE,
            Feature.DUE_SLOT,
            Feature.LABEL_SINCE,
            Feature.EPISODE_AGE,
            Feature.BALANCE_AWAY,
            Feature.BALANCE_LEVEL,
            Feature.BALANCE_SWING);

    private static final Set<Feature> OF_TOKEN = EnumSet.of(
            Feature.OWN_SINCE,
            Feature.OWN_DUE,
            Feature.OWN_PHASE,
            Feature.NUMBER_OWN,
            Feature.NUMBER_OWN_ZEROS,
            Feature.NUMBER_OWN_LEVEL,
            Feature.NUMBER_OWN_SHARE,
            Feature.STANDING,
            Feature.STANDING_NUMBER,
            Feature.STANDING_ZEROS,
            Feature.STANDING_ELSEWHERE,
            Feature.STANDING_RUN,
            Feature.BALANCE_MEAN,
            Feature.CATEGORY_AGREEMENT,
            Feature.KEY_OWN);

    private static final int[] SPAN_BY_FEATURE = Arrays.stream(Feature.values())
            .mapToInt(feature -> OF_STATE.contains(feature)
                    ? STATE
                    : OF_VIEW.contains(feature) ? VIEW : OF_TOKEN.contains(feature) ? TOKEN : FeatureMemo.NEVER)
            .toArray();

    private FeatureSpan() {}

    /** The span of a feature, or {@link FeatureMemo#NEVER}. */
    static int of(int id) {
        return SPAN_BY_FEATURE[Feature.of(id).ordinal()];
    }
}
