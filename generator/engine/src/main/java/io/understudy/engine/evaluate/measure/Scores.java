package io.understudy.engine.evaluate.measure;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of measures, and what they were made of. Scratch of the thread that measures. */
public final class Scores {
    private final Map<Measure, Double> values = new EnumMap<>(Measure.class);
    private final Map<Detail, Map<String, Double>> details = new EnumMap<>(Detail.class);

    /** What a measure is made of. */
    public enum Detail {
        /** Score of each column. */
        COLUMN,
        /** Score of each pair of columns. */
        PAIR,
        /** Score of each group of entities. */
        GROUP,
        /** Share of events that keep each rule. */
        RULE,
        /** What shuffling a feature of events costs the classifier. */
        ROW_TELL,
        /** What shuffling a feature of entities costs the classifier. */
        ENTITY_TELL
    }

    /** Keeps a value; one that is not defined is dropped. */
    public void put(Measure measure, double value) {
        if (!Double.isNaN(value)) {
            values.put(measure, value);
        }
    }

    /** Keeps what a measure is made of; parts that are not defined are dropped. */
    public void put(Detail detail, String part, double value) {
        if (!Double.isNaN(value)) {
            details.computeIfAbsent(detail, d -> new LinkedHashMap<>()).put(part, value);
        }
    }

    /** The value, NaN if there is none. */
    public double get(Measure measure) {
        return values.getOrDefault(measure, Double.NaN);
    }

    /** Parts and their values, in the order of their coming. */
    public Map<String, Double> get(Detail detail) {
        return details.getOrDefault(detail, Map.of());
    }
}
