package io.understudy.engine.evaluate;

import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.Yardstick;
import io.understudy.engine.evaluate.measure.Measure;
import io.understudy.engine.evaluate.measure.Scores;
import io.understudy.engine.evaluate.measure.Utility;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a validation found.
 *
 * @param findings in the order of the measures
 * @param names of the files
 * @param real the held-out log that was compared, and {@code synthetic} the one that was judged
 * @param scores of the synthetic log, and {@code floorScores} of the first real half, with what they are made of
 * @param classes how detectors of each class do
 * @param notes what readers should know, such as what could not be measured
 */
public record Verdict(
        List<Finding> findings,
        Names names,
        Yardstick yardstick,
        CodedLog real,
        CodedLog synthetic,
        Scores scores,
        Scores floorScores,
        Map<String, Utility.ClassScore> classes,
        List<String> notes) {

    /** Names of the files; {@code fit} is empty where the reference was cut. */
    public record Names(String reference, String synthetic, String fit) {}

    public Verdict {
        findings = List.copyOf(findings);
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
        notes = List.copyOf(notes);
    }

    /** True where no measure is worse than its bar. */
    public boolean pass() {
        return findings.stream().allMatch(Finding::pass);
    }

    /** The findings that fail. */
    public List<Finding> failures() {
        return findings.stream().filter(finding -> !finding.pass()).toList();
    }

    /** What was found of {@code measure}, if it was measured. */
    public Optional<Finding> finding(Measure measure) {
        return findings.stream().filter(f -> f.measure() == measure).findFirst();
    }
}
