package io.understudy.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.evaluate.measure.Measure;
import io.understudy.engine.evaluate.measure.Scores;
import io.understudy.engine.reference.EventLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of which the answer is known: fresh real events, a copy of the fitted ones, independent rows. */
class ValidationTest {
    private static final int CARDS = 120; // of each log
    private static final ValidationSettings SETTINGS = new ValidationSettings(3, 1000, 1);

    private static EventLog fitted;
    private static EventLog heldOut;
    private static EventLog fresh;

    @BeforeAll
    static void simulate(@TempDir Path folder) throws Exception {
        EventLog log = LogPieces.payments(folder, 3 * CARDS, 21);
        fitted = LogPieces.entities(log, 0, 3);
        heldOut = LogPieces.entities(log, 1, 3);
        fresh = LogPieces.entities(log, 2, 3);
    }

    private static Verdict judge(EventLog synthetic, boolean withFit) {
        return Validation.run(
                new ComparedLogs(heldOut, synthetic, withFit ? Optional.of(fitted) : Optional.empty()),
                SETTINGS,
                (step, done, all) -> {});
    }

    private static List<Measure> failed(Verdict verdict) {
        return verdict.failures().stream().map(Finding::measure).toList();
    }

    @Test
    void freshEventsOfTheSameLawPassPrivacyAndRealism() {
        Verdict verdict = judge(fresh, true);

        assertThat(failed(verdict))
                .noneMatch(measure ->
                        measure.id().startsWith("privacy") || measure.id().startsWith("realism"))
                .noneMatch(measure -> measure.id().startsWith("guard"));
    }

    @Test
    void aCopyOfTheFittedEventsIsAsGoodAsRealAndFailsEveryPrivacyMeasure() {
        Verdict verdict = judge(fitted, true);

        assertThat(failed(verdict))
                .contains(
                        Measure.PRIVACY_DCR_SHARE,
                        Measure.PRIVACY_IDENTICAL_ROWS,
                        Measure.PRIVACY_RARE_WINDOW_RATE,
                        Measure.PRIVACY_MIA_ENTITY,
                        Measure.PRIVACY_MIA_CALIBRATED,
                        Measure.PRIVACY_MIA_WINDOW,
                        Measure.PRIVACY_MIA_TPR01)
                .doesNotContain(Measure.SHAPES_MEAN, Measure.SEQUENCE_JSD3, Measure.REALISM_C2ST_ENTITY);
        assertThat(verdict.pass()).isFalse();
    }

    @Test
    void aCopyIsFoundWithoutTheFittedHalfToo() {
        Verdict verdict = judge(heldOut, false);

        assertThat(failed(verdict)).contains(Measure.PRIVACY_IDENTICAL_ROWS, Measure.PRIVACY_RARE_WINDOW_RATE);
        assertThat(verdict.finding(Measure.PRIVACY_DCR_SHARE)).isEmpty();
        assertThat(verdict.notes()).anyMatch(note -> note.startsWith("without --fit"));
    }

    @Test
    void aCopyOfTheHeldOutEventsIsCaughtByTheGuard() {
        Verdict verdict = judge(heldOut, true);

        assertThat(failed(verdict)).contains(Measure.GUARD_HOLDOUT_UNSEEN);
    }

    @Test
    void independentRowsFailRealismAndSequence() {
        Verdict verdict = judge(LogPieces.independentRows(fitted, 5), true);

        assertThat(failed(verdict))
                .contains(
                        Measure.REALISM_C2ST_ROW,
                        Measure.REALISM_C2ST_ENTITY,
                        Measure.SEQUENCE_CODE_BITS,
                        Measure.SEQUENCE_STATISTIC_MSAS,
                        Measure.DIVERSITY_KNN_COVERAGE);
        assertThat(verdict.scores().get(Scores.Detail.ENTITY_TELL)).isNotEmpty();
    }

    @Test
    void entitiesOnBothSidesAreCaughtByTheGuard() {
        Verdict verdict = Validation.run(
                new ComparedLogs(heldOut, fresh, Optional.of(heldOut)), SETTINGS, (step, done, all) -> {});

        assertThat(failed(verdict)).contains(Measure.GUARD_SHARED_ENTITIES);
    }
}
