package io.understudy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.schemas.Scenarios.Scenario;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenariosTest {

    @Test
    void namesEachScenarioOnceAndNoneLikeTheNormalClass() {
        // When
        List<String> names = Stream.concat(Scenarios.PAYMENTS.stream(), Scenarios.ACCESS.stream())
                .map(Scenario::name)
                .toList();

        // Then
        assertThat(names)
                .doesNotHaveDuplicates()
                .doesNotContain(Scenarios.NORMAL)
                .allMatch(name -> name.matches("[a-z_]+"));
    }

    @Test
    void givesAttacksTheirTechnique() {
        assertThat(Scenarios.ACCESS).allMatch(scenario -> scenario.technique().matches("T\\d{4}(\\.\\d{3})?"));
        assertThat(Scenarios.find("password_spraying").orElseThrow().technique())
                .isEqualTo("T1110.003");
    }

    @Test
    void givesFraudsTheirTypology() {
        assertThat(Scenarios.PAYMENTS).allMatch(scenario -> scenario.technique().equals(scenario.name()));
    }

    @Test
    void findsNothingUnderAnUnknownName() {
        assertThat(Scenarios.find("none")).isEmpty();
    }

    @Test
    void refusesAScenarioWithoutEvents() {
        assertThatThrownBy(() -> new Scenario("scanning", "T1046", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a scenario has a name, a technique and at least one event a victim");
    }
}
