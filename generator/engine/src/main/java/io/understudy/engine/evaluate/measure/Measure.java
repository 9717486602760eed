package io.understudy.engine.evaluate.measure;

import static io.understudy.engine.evaluate.measure.Better.HALF;
import static io.understudy.engine.evaluate.measure.Better.HIGHER;
import static io.understudy.engine.evaluate.measure.Better.LOWER;
import static io.understudy.engine.evaluate.measure.Better.ONE;

import java.util.Locale;

/** What is measured of a synthetic log, each against real events that it was not made from. */
public enum Measure {
    GUARD_ENTITIES("entities", HIGHER, .001, "synthetic entities for each real one; half are needed"),
    GUARD_SHARED_ENTITIES("shared_entities", LOWER, .001, "share of the reference's entities that --fit has too"),
    GUARD_HOLDOUT_UNSEEN(
            "holdout_unseen", HIGHER, .01, "DCR share; far below one half the reference itself was copied"),

    VALIDITY_MISSING("missing", HIGHER, .002, "1 less the largest difference of missing shares"),
    VALIDITY_KNOWN_VALUES("known_values", HIGHER, .002, "category cells whose value is real"),
    VALIDITY_STATIC_CONSTANT("static_constant", HIGHER, .002, "entities whose static columns are constant"),
    VALIDITY_ROWS_PER_ENTITY("rows_per_entity", ONE, .01, "mean events per entity, synthetic over real"),
    VALIDITY_RULES("rules", HIGHER, .002, "events that keep the rules which all real events keep"),

    SHAPES_MEAN("mean", HIGHER, .002, "mean KSComplement and TVComplement over all columns"),
    SHAPES_WORST("worst", HIGHER, .002, "the worst column"),
    SHAPES_PAIRS("pairs", HIGHER, .002, "mean correlation and contingency similarity over all pairs of columns"),

    SEQUENCE_LENGTH_KSC("length_ksc", HIGHER, .005, "KSComplement of events per entity"),
    SEQUENCE_JSD1("jsd1", LOWER, .0002, "Jensen-Shannon divergence of tokens, nats"),
    SEQUENCE_JSD2("jsd2", LOWER, .0005, "divergence of pairs of successive tokens"),
    SEQUENCE_JSD3("jsd3", LOWER, .001, "divergence of three successive tokens"),
    SEQUENCE_ENDS_JSD("ends_jsd", LOWER, .001, "divergence of first and of last tokens, mean"),
    SEQUENCE_CODE_BITS("code_bits", LOWER, .01, "bits per real event under an order-2 model of the synthetic log"),
    SEQUENCE_GAP_W1_DAYS("gap_w1_days", LOWER, Double.NaN, "Wasserstein distance of gaps, days"),
    SEQUENCE_GAP_KSC("gap_ksc", HIGHER, .002, "KSComplement of gaps"),
    SEQUENCE_CALENDAR_JSD("calendar_jsd", LOWER, .0002, "divergence of the hour of the week (of the day of the month)"),
    SEQUENCE_TIMELINE_JSD("timeline_jsd", LOWER, .0005, "divergence of the calendar week"),
    SEQUENCE_INTERROW_MSAS("interrow_msas", HIGHER, .002, "InterRowMSAS: KSComplement of steps of numbers"),
    SEQUENCE_STATISTIC_MSAS(
            "statistic_msas", HIGHER, .005, "StatisticMSAS: KSComplement of five statistics per entity"),
    SEQUENCE_BURSTINESS_KSC("burstiness_ksc", HIGHER, .005, "KSComplement of burstiness per entity"),
    SEQUENCE_AMOUNT_ACF1_DIFF("amount_acf1_diff", LOWER, .01, "difference of the mean autocorrelation of the amount"),
    SEQUENCE_GAP_ACF1_DIFF("gap_acf1_diff", LOWER, .01, "difference of the mean autocorrelation of the gap"),

    REALISM_C2ST_ROW("c2st_row", HALF, .01, "AUC of a classifier that tells events apart"),
    REALISM_C2ST_ENTITY("c2st_entity", HALF, .01, "AUC of a classifier that tells entities apart"),

    UTILITY_AP("ap", HIGHER, .01, "average precision on real events of a detector trained on the synthetic log (TSTR)"),
    UTILITY_AUC("auc", HIGHER, .01, "ROC AUC of the same"),
    UTILITY_AP_RATIO("ap_ratio", HIGHER, .05, "the same over that of a detector trained on real events (TSTR / TRTR)"),
    UTILITY_AUC_RATIO("auc_ratio", HIGHER, .05, "the same of the AUC above one half"),

    DIVERSITY_COVERAGE3("coverage3", HIGHER, .002, "real mass of three successive tokens that occur at all"),
    DIVERSITY_DISTINCT5("distinct5", ONE, .01, "different runs of five tokens, synthetic over real"),
    DIVERSITY_DUPLICATE_ENTITIES("duplicate_entities", LOWER, .002, "entities whose whole history repeats"),
    DIVERSITY_KNN_PRECISION("knn_precision", HIGHER, .01, "synthetic entities among real neighbours"),
    DIVERSITY_KNN_COVERAGE("knn_coverage", HIGHER, .01, "real neighbourhoods that hold a synthetic entity"),

    PRIVACY_DCR_SHARE("dcr_share", HALF, .01, "events nearer to the fitted half than to the other"),
    PRIVACY_IDENTICAL_ROWS("identical_rows", LOWER, .001, "events equal to a fitted one in every field"),
    PRIVACY_RARE_WINDOW_ENTITIES("rare_window_entities", LOWER, .005, "entities with 8 events that fewer than 5 had"),
    PRIVACY_RARE_WINDOW_RATE("rare_window_rate", LOWER, .001, "windows of 8 events that fewer than 5 entities had"),
    PRIVACY_RARE_KEYS("rare_keys", LOWER, .005, "events whose key fewer than 5 entities used"),
    PRIVACY_MIA_ENTITY("mia_entity", HALF, .01, "membership attack by distance, AUC"),
    PRIVACY_MIA_CALIBRATED("mia_calibrated", HALF, .01, "membership attack by relative distance, AUC"),
    PRIVACY_MIA_WINDOW("mia_window", HALF, .01, "membership attack by windows of 8 events, AUC"),
    PRIVACY_MIA_TPR01("mia_tpr01", LOWER, .01, "members found by the best attack at 1 % false alarms"),
    PRIVACY_AUTHENTICITY(
            "authenticity", HIGHER, .01, "entities farther from the nearest fitted one than that from its own"),

    BIAS_WORST_SHORTFALL("worst_shortfall", LOWER, .005, "largest loss of shapes in a group of entities"),
    BIAS_SPREAD("spread", LOWER, .005, "shapes of the best group less those of the worst"),
    BIAS_SHARE_TVC("share_tvc", HIGHER, .005, "TVComplement of the sizes of the groups");

    private static final double RELATIVE_RESOLUTION = 0.05;

    private final String word;
    private final Better better;
    private final double resolution; // NaN where it is relative to the floor
    private final String about;

    Measure(String word, Better better, double resolution, String about) {
        this.word = word;
        this.better = better;
        this.resolution = resolution;
        this.about = about;
    }

    /** Name in JSON, such as {@code sequence.jsd3}. */
    public String id() {
        return section().word() + "." + word;
    }

    /** The question that it helps to answer. */
    public Section section() {
        return Section.valueOf(name().substring(0, name().indexOf('_')).toUpperCase(Locale.ROOT));
    }

    /** Which way it gets better. */
    public Better better() {
        return better;
    }

    /** One line for readers of the report. */
    public String about() {
        return about;
    }

    /** Loss below which a difference says nothing: keeps ratios finite where the floor is tiny. */
    public double resolution(double floor) {
        return Double.isNaN(resolution) ? RELATIVE_RESOLUTION * Math.abs(floor) + 1e-12 : resolution;
    }
}
