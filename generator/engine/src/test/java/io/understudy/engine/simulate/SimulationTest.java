package io.understudy.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.InputException;
import io.understudy.schemas.Scenarios;
import io.understudy.schemas.Scenarios.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {

    @ParameterizedTest
    @ValueSource(strings = {"payments", "access"})
    void handsOutRowsInTimeOrderWithinTheSpan(String domain) {
        // When
        SimulationSettings settings = SimulationSettings.of(60, 9, 11);
        SimulatedLog log = new SimulatedLog(Simulation.of(domain, settings));

        // Then
        long start = settings.start().toEpochMilli() * 1_000;
        long last = start;
        for (long[] row : log.rows) {
            assertThat(row[0]).isBetween(last, start + 9L * 86_400_000_000L - 1);
            assertThat(row[0] % 1_000).isZero();
            last = row[0];
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "access"})
    void fillsEveryCellThatMayNotBeMissingWithAValueOfItsFormat(String domain) {
        // When
        SimulatedLog log = new SimulatedLog(Simulation.of(domain, SimulationSettings.of(60, 9, 12)));

        // Then
        for (long[] row : log.rows) {
            assertThat(row).hasSize(log.layout.size());
            for (int i = 0; i < row.length; i++) {
                Column column = log.layout.column(i);
                if (row[i] == ColumnFormat.MISSING) {
                    assertThat(column.nullable()).as(column.name()).isTrue();
                } else if (column.format() instanceof ColumnFormat.Dictionary dictionary) {
                    assertThat(row[i])
                            .as(column.name())
                            .isBetween(0L, dictionary.values().size() - 1L);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "access"})
    void writesEachDictionaryWithoutDoubles(String domain) {
        for (Column column : Simulation.of(domain, SimulationSettings.of(70_000, 1, 12))
                .layout()
                .columns()) {
            if (column.format() instanceof ColumnFormat.Dictionary dictionary) {
                assertThat(dictionary.values()).as(column.name()).doesNotHaveDuplicates();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "access"})
    void repeatsItselfForASeedAndNotForAnother(String domain) {
        // When
        String digest = Simulation.of(domain, SimulationSettings.of(30, 8, 5))
                .toEventLog()
                .sha256();

        // Then
        assertThat(Simulation.of(domain, SimulationSettings.of(30, 8, 5))
                        .toEventLog()
                        .sha256())
                .isEqualTo(digest);
        assertThat(Simulation.of(domain, SimulationSettings.of(30, 8, 6))
                        .toEventLog()
                        .sha256())
                .isNotEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "access"})
    void givesAnAgentTheSameEventsAmongFewOrMany(String domain) {
        // When
        SimulatedLog few = new SimulatedLog(Simulation.of(domain, SimulationSettings.of(40, 8, 7)));
        SimulatedLog many = new SimulatedLog(Simulation.of(domain, SimulationSettings.of(130, 8, 7)));

        // Then: the same texts, not only the same codes
        for (int agent = 0; agent < 40; agent++) {
            assertThat(texts(many, agent)).as("agent %d", agent).isEqualTo(texts(few, agent));
        }
    }

    private static List<String> texts(SimulatedLog log, int agent) {
        return log.ofEntity(agent).stream()
                .map(row -> log.layout.columns().stream()
                        .map(column -> log.text(column.name(), row))
                        .collect(Collectors.joining(",")))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "access"})
    void cutsOffALongRunWhereAShortOneEnds(String domain) {
        // When
        List<long[]> brief = new SimulatedLog(Simulation.of(domain, SimulationSettings.of(120, 10, 8))).rows;
        List<long[]> lengthy = new SimulatedLog(Simulation.of(domain, SimulationSettings.of(120, 16, 8))).rows;

        // Then
        assertThat(lengthy.subList(0, brief.size()).stream().map(Arrays::toString))
                .isEqualTo(brief.stream().map(Arrays::toString).toList());
    }

    @ParameterizedTest
    @CsvSource({"payments,1", "payments,2", "payments,3", "access,1", "access,2", "access,3"})
    void holdsEveryClassAtARealisticPrevalence(String domain, long seed) {
        // When
        SimulatedLog log = new SimulatedLog(Simulation.of(domain, SimulationSettings.of(500, 14, seed)));

        // Then: the number of campaigns is fixed, so the prevalence varies with their lengths alone
        assertThat(log.rows.stream().map(log::label).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(log.layout.labelClasses());
        if (domain.equals("payments")) {
            assertThat(log.rareShare()).isBetween(.002, .008);
        } else {
            assertThat(log.rareShare()).isBetween(.005, .016);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "access"})
    void holdsEveryClassInAWeekOfFiftyAgents(String domain) {
        // When
        SimulatedLog log = new SimulatedLog(Simulation.of(domain, SimulationSettings.of(50, 7, 21)));

        // Then
        assertThat(log.rows.stream().map(log::label).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(log.layout.labelClasses());
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "access"})
    void makesEpisodesAboutAsLongAsTheCatalogueSays(String domain) {
        // When: victims of a class that are hit twice in one month are rare
        SimulatedLog log = new SimulatedLog(Simulation.of(domain, SimulationSettings.of(1_000, 28, 22)));

        // Then
        for (Scenario scenario : domain.equals("payments") ? Scenarios.PAYMENTS : Scenarios.ACCESS) {
            List<long[]> events = log.where(row -> log.label(row).equals(scenario.name()));
            double eventsPerVictim = (double) events.size()
                    / events.stream().mapToLong(row -> row[1]).distinct().count();
            assertThat(eventsPerVictim / scenario.eventsPerVictim())
                    .as(scenario.name())
                    .isBetween(.7, 1.4);
        }
    }

    @ParameterizedTest
    @CsvSource({"payments,2,3", "access,20,31"})
    void givesEntitiesAPlausibleNumberOfEventsADay(String domain, double low, double high) {
        // When
        SimulatedLog log = new SimulatedLog(Simulation.of(domain, SimulationSettings.of(400, 28, 9)));

        // Then
        assertThat(log.rows.size() / 400.0 / 28).isBetween(low, high);
        assertThat(log.rows.stream().mapToLong(row -> row[1]).distinct().count())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "access"})
    void keepsTheSameEventsInMemoryByEntityAndTime(String domain) {
        // Given
        Simulation simulation = Simulation.of(domain, SimulationSettings.of(50, 8, 10));
        SimulatedLog expected = new SimulatedLog(simulation);

        // When
        EventLog log = simulation.toEventLog();

        // Then
        assertThat(log.rows()).isEqualTo(expected.rows.size());
        assertThat(log.entities()).isEqualTo(50);
        for (int entity = 0; entity < log.entities(); entity++) {
            List<long[]> rows = new ArrayList<>();
            for (int row = log.firstRow(entity); row < log.endRow(entity); row++) {
                int place = row;
                rows.add(IntStream.range(0, log.layout().size())
                        .mapToLong(column -> log.value(column, place))
                        .toArray());
            }
            assertThat(rows).containsExactlyElementsOf(expected.ofEntity(entity));
        }
    }

    @Test
    void namesTheColumnsOfPayments() {
        assertThat(Simulation.payments(SimulationSettings.of(1, 1, 0)).layout().columns().stream()
                        .map(column -> column.name() + " " + column.role()))
                .containsExactly(
                        "event_time TIME",
                        "pan_token ENTITY",
                        "transaction_type TYPE",
                        "pos_entry_mode TYPE",
                        "response_code TYPE",
                        "amount NUMERIC",
                        "currency CATEGORICAL",
                        "mcc CATEGORICAL",
                        "merchant_id KEY",
                        "merchant_country CATEGORICAL",
                        "acquirer_id CATEGORICAL",
                        "fraud_type LABEL");
    }

    @Test
    void namesTheColumnsOfAccess() {
        assertThat(Simulation.access(SimulationSettings.of(1, 1, 0)).layout().columns().stream()
                        .map(column -> column.name() + " " + column.role()))
                .containsExactly(
                        "event_time TIME",
                        "user_name ENTITY",
                        "event_category TYPE",
                        "event_action TYPE",
                        "event_outcome TYPE",
                        "source_ip KEY",
                        "host_name KEY",
                        "destination_port CATEGORICAL",
                        "network_protocol CATEGORICAL",
                        "network_bytes NUMERIC",
                        "user_agent CATEGORICAL",
                        "attack_type LABEL");
    }

    @Test
    void tellsHowFarItHasCome() throws Exception {
        // Given
        List<String> heard = new ArrayList<>();

        // When
        long events = Simulation.payments(SimulationSettings.of(5, 3, 1))
                .run(row -> {}, (done, days, soFar) -> heard.add(done + "/" + days + " " + soFar));

        // Then
        assertThat(heard).hasSize(3).last().isEqualTo("3/3 " + events);
    }

    @Test
    void refusesADomainThatItDoesNotKnow() {
        assertThatThrownBy(() -> Simulation.of("weather", SimulationSettings.of(1, 1, 0)))
                .isInstanceOf(InputException.class)
                .hasMessage("simulate: \"weather\" is no domain; give payments or access");
    }
}
