package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.reference.EventLog;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.ColumnRole;
import io.understudy.model.InputException;
import io.understudy.model.PrivacyLedger;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFitterTest {
    private static final double EPSILON = 8;
    private static final double DELTA = 1e-5;
    private static EventLog log;

    @BeforeAll
    static void simulate() {
        log = Simulation.payments(SimulationSettings.of(600, 20, 7)).toEventLog();
    }

    private static PrivacySettings settings() {
        return PrivacySettings.of(EPSILON, DELTA, log, ReferenceSpec.found(), new Domains(Map.of()));
    }

    private static ChainModel fit(Budget budget, List<String> notes) {
        return PrivateFitter.fit(log, settings(), budget, notes::add);
    }

    private static ChainModel fit(long seed) {
        return fit(new Budget(EPSILON, DELTA, new Random(seed)), new ArrayList<>());
    }

    @Test
    void spendsNoMoreThanTheBudgetAndTellsAllOfIt(@TempDir Path folder) throws IOException {
        ChainModel model = fit(1);
        Path file = folder.resolve("private.model");

        ModelFile.write(model, file);
        SequenceModel read = ModelFile.read(file);

        PrivacyLedger ledger = read.privacy();
        assertThat(ledger).isEqualTo(model.privacy());
        assertThat(ledger.epsilon()).isEqualTo(EPSILON);
        assertThat(Accountant.epsilon(ledger.spent(), DELTA)).isLessThanOrEqualTo(EPSILON);
        assertThat(ledger.spent()).isGreaterThan(0.9 * ledger.rho());
        assertThat(ledger.entries()).extracting(PrivacyLedger.Entry::table).contains("tokens", "entities by events");
        for (PrivacyLedger.Entry entry : ledger.entries()) {
            double rho = entry.clip() * entry.clip() / (2.0 * entry.noise() * entry.noise());
            assertThat(entry.rho()).isCloseTo(rho, org.assertj.core.api.Assertions.within(1e-9));
        }
        assertThat(read.provenance().sha256()).isEqualTo("withheld");
        assertThat(ledger.declared()).contains("the number of entities, 600", "what amount may hold");
    }

    @Test
    void equalNoiseGivesEqualModelsAndOtherNoiseOthers() {
        assertThat(fit(3).laws().arrival().cumulative())
                .isEqualTo(fit(3).laws().arrival().cumulative())
                .isNotEqualTo(fit(4).laws().arrival().cumulative());
    }

    @Test
    void tellsOfTheExpectedLossBeforeItCounts() {
        List<String> notes = new ArrayList<>();

        fit(new Budget(EPSILON, DELTA, new Random(1)), notes);

        int told = notes.indexOf(notes.stream()
                .filter(note -> note.startsWith("expected loss "))
                .findFirst()
                .orElseThrow());
        assertThat(told).isLessThan(notes.indexOf("putting the laws together"));
        assertThat(notes.get(told)).contains("token ", "amount ", " %");
    }

    @Test
    void refusesAColumnWithoutARole() {
        ReferenceSpec spec = ReferenceSpec.found().with(ColumnRole.ENTITY, "pan_token");

        assertThatThrownBy(() -> PrivacySettings.of(EPSILON, DELTA, log, spec, new Domains(Map.of())))
                .isInstanceOf(InputException.class)
                .hasMessage("--epsilon needs the role of column event_time, since it must not be found in the data;"
                        + " name it in --spec or by a flag such as --categorical event_time, or leave it out by"
                        + " --ignore event_time");
    }

    @Test
    void refusesAColumnWithoutADomain() {
        PrivacySettings all = settings();
        Map<String, Domain> fewer = new java.util.HashMap<>(all.domains().byColumn());
        fewer.remove("mcc");
        PrivacySettings settings = new PrivacySettings(EPSILON, DELTA, all.roles(), all.statics(), new Domains(fewer));

        assertThatThrownBy(() -> PrivateFitter.fit(log, settings, note -> {}))
                .isInstanceOf(InputException.class)
                .hasMessage("--epsilon needs the domain of column mcc, since it must not be learned from the data; add"
                        + " to domains in --spec: mcc: [VALUE, ...]");
    }
}
