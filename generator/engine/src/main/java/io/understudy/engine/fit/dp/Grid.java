package io.understudy.engine.fit.dp;

import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.Feature;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a feature's values are told apart: by bins that follow from the declared domains and the noised model, never from
 * values of the data.
 *
 * @param feature id
 * @param thresholds // [bin] values above the bin's threshold are in later bins; null for categories
 * @param bins number of them; unknown numbers are in the first, unknown categories in the last
 */
@SuppressWarnings("ArrayRecordComponent")
record Grid(int feature, double[] thresholds, int bins) {
    /** Tells nothing apart. */
    static final Grid NONE = new Grid(-1, null, 1);

    private static final int MOST_CATEGORIES = 256;
    private static final int LEVELS = 24;

    int bin(double value) {
        if (thresholds == null) {
            return value >= 0 && value < bins - 1 ? (int) value : bins - 1;
        }
        int bin = 0;
        while (bin < thresholds.length && value > thresholds[bin]) {
            bin++;
        }
        return bin;
    }

    static Grid of(int feature, ChainShape shape, Domain.Range[] numbers) {
        int i = Feature.argument(feature);
        return switch (Feature.of(feature)) {
            case TOKEN -> categories(feature, shape.tokens());
            case TOKEN_BACK -> categories(feature, shape.tokens() + 1);
            case LABEL, LAST_LABEL -> categories(feature, shape.classes());
            case TRAIT -> steps(feature, 0.5, 1, traits(shape, i));
            case CLUSTER -> categories(feature, shape.clusters());
            case NEAREST_SLOT, ECHO_SLOT -> categories(feature, shape.slots() + 1);
            case CATEGORY, CATEGORY_LAST, CATEGORY_OWN ->
                categories(feature, values(shape, shape.categoricalColumns()[i]) + 1);
            case STATIC_CATEGORY -> categories(feature, values(shape, shape.staticColumns()[i]) + 1);
            case HOUR -> steps(feature, 1, 1, 23);
            case HOUR_MEAN -> steps(feature, 2, 2, 11);
            case WEEKDAY -> steps(feature, 0.5, 1, 6);
            case DAY_OF_MONTH -> steps(feature, 1.5, 1, 30);
            case DAYS_TO_MONTH_END -> steps(feature, 0.5, 1, 8);
            case DAYS_SINCE ->
                new Grid(feature, new double[] {1.5, 2.5, 3.5, 4.5, 6.5, 7.5, 13.5, 20.5, 27.5, 31.5}, 11);
            case NEAREST_DUE, SLOT_DUE, OWN_DUE ->
                new Grid(feature, new double[] {-90, -3.5, -1.5, -0.5, 0.5, 1.5, 3.5}, 8);
            case COUNT, LABEL_COUNT, DAY_COUNT, INSTANT_COUNT, OWN_COUNT, KEY_USED ->
                new Grid(feature, logs(0.5, 1.5, 2.5, 4.5, 7.5, 12.5, 24.5, 49.5, 99.5), 10);
            case KEY_OWN -> steps(feature, 0.5, 1, 1);
            case KEY_FRESHNESS -> steps(feature, 0.1, 0.1, 9);
            case BIN -> steps(feature, 0.5, 1, MOST_CATEGORIES - 1);
            case NUMBER, NUMBER_OWN, NUMBER_OWN_LEVEL, NUMBER_LAST, NUMBER_PREVIOUS, NUMBER_MEAN ->
                levels(feature, numbers[i]);
            default ->
                new Grid(
                        feature,
                        logs(-0.9, 0.5, 10, 60, 300, 1_200, 3_600, 14_400, 43_200, 86_400, 259_200, 950_400),
                        13);
        };
    }

    private static int traits(ChainShape shape, int trait) {
        int most = 0;
        for (int c = 0; c < shape.clusters(); c++) {
            most = Math.max(most, (int) shape.traitsByCluster()[c * shape.traits() + trait]);
        }
        return most;
    }

    private static Grid levels(int feature, Domain.Range range) {
        double low = signedLog(range.units(range.least()));
        double step = (signedLog(range.units(range.most())) - low) / LEVELS;
        double[] thresholds = new double[LEVELS];
        thresholds[0] = -Double.MAX_VALUE; // tells what is unknown from what is least
        for (int level = 1; level < LEVELS; level++) {
            thresholds[level] = low + level * step;
        }
        return new Grid(feature, thresholds, LEVELS + 1);
    }

    private static Grid categories(int feature, int count) {
        return new Grid(feature, null, Math.min(MOST_CATEGORIES, Math.max(1, count)));
    }

    private static int values(ChainShape shape, int column) {
        return ((ColumnFormat.Dictionary) shape.layout().column(column).format())
                .values()
                .size();
    }

    private static Grid steps(int feature, double first, double step, int count) {
        return new Grid(
                feature,
                IntStream.range(0, count).mapToDouble(s -> first + step * s).toArray(),
                count + 1);
    }

    private static double[] logs(double... values) {
        return Arrays.stream(values).map(Math::log1p).toArray();
    }

    /** Bins of whole numbers, even in sign(x) ln(1 + |x|), from {@code least} to {@code most}. */
    static Bins even(long least, long most, int wanted) {
        double low = signedLog(least);
        double step = (signedLog(most) - low) / wanted;
        long[] lows = new long[wanted];
        int count = 0;
        for (int b = 0; b < wanted; b++) {
            long edge = b == 0 ? least : Math.round(inverse(low + b * step));
            if (count == 0 || edge > lows[count - 1]) {
                lows[count++] = edge;
            }
        }
        long[] highs = new long[count];
        for (int b = 0; b < count; b++) {
            highs[b] = b + 1 < count ? lows[b + 1] - 1 : most;
        }
        return new Bins(Arrays.copyOf(lows, count), highs);
    }

    static double signedLog(double x) {
        return Math.signum(x) * Math.log1p(Math.abs(x));
    }

    private static double inverse(double y) {
        return Math.signum(y) * Math.expm1(Math.abs(y));
    }
}
