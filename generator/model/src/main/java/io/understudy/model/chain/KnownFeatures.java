package io.understudy.model.chain;

import io.understudy.model.tree.FeatureMemo;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Places in a memo of the features that a sampler tells rather than is asked for: nearly every event needs them. */
final class KnownFeatures {
    final int cluster = FeatureMemo.slot(Feature.CLUSTER.id());
    final int lastLabel = FeatureMemo.slot(Feature.LAST_LABEL.id());
    final int count = FeatureMemo.slot(Feature.COUNT.id());
    final int hour = FeatureMemo.slot(Feature.HOUR.id());
    final int weekday = FeatureMemo.slot(Feature.WEEKDAY.id());
    final int token = FeatureMemo.slot(Feature.TOKEN.id());
    final int ownCount = FeatureMemo.slot(Feature.OWN_COUNT.id());
    final int[] tokenBack = slots(Feature.TOKEN_BACK, 4);
    final int[] categoryLast;
    final int[] categoryOwn;
    final int[] category;
    /** Those that nobody knows before token and marks are drawn. */
    final int[] ofEvent;

    KnownFeatures(int categoricalMarks) {
        categoryLast = slots(Feature.CATEGORY_LAST, categoricalMarks);
        categoryOwn = slots(Feature.CATEGORY_OWN, categoricalMarks);
        category = slots(Feature.CATEGORY, categoricalMarks);
        ofEvent = IntStream.concat(
                        IntStream.of(token, ownCount),
                        IntStream.concat(Arrays.stream(categoryOwn), Arrays.stream(category)))
                .toArray();
    }

    private static int[] slots(Feature feature, int most) {
        return IntStream.range(0, most)
                .map(argument -> FeatureMemo.slot(feature.id(argument)))
                .takeWhile(slot -> slot != FeatureMemo.NOWHERE)
                .toArray();
    }
}
