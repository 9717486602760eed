package io.understudy.engine.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;

/** A verdict as JSON: {@code verdict}, and {@code measures} by name with value, floor, bar and pass. */
public final class VerdictJson {
    private VerdictJson() {}

    /** The object; numbers that are not defined are null. */
    public static Map<String, Object> of(Verdict verdict) {
        Map<String, Object> measures = new LinkedHashMap<>();
        verdict.findings().forEach(finding -> measures.put(finding.measure().id(), of(finding)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verdict", verdict.pass() ? "pass" : "fail");
        json.put("measures", measures);
        json.put("entities", verdict.real().entities());
        json.put(
                "rows",
                Map.of(
                        "real",
                        verdict.real().rows(),
                        "synthetic",
                        verdict.synthetic().rows()));
        json.put("notes", verdict.notes());
        return json;
    }

    private static Map<String, Object> of(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", number(finding.value()));
        json.put("floor", number(finding.floor()));
        json.put("bar", number(finding.bar()));
        json.put("pass", finding.pass());
        json.put("noise", number(finding.noise()));
        json.put("ratio", number(finding.ratio()));
        json.put("rule", finding.rule());
        return json;
    }

    private static Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
