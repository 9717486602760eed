package io.understudy.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One log of 400 accounts and 28 days, from 2026-01-05 on, seed 42. */
class AccessDomainTest {
    private static SimulatedLog log;

    @BeforeAll
    static void simulate() {
        log = new SimulatedLog(Simulation.access(SimulationSettings.of(400, 28, 42)));
    }

    @Test
    void writesAddressesPortsAndNamesOfTheField() {
        for (long[] row : log.rows) {
            assertThat(log.text("user_name", row)).matches("u\\d{7}");
            assertThat(log.text("source_ip", row)).matches("(\\d{1,3}\\.){3}\\d{1,3}");
            assertThat(log.text("destination_port", row)).matches("\\d{2,5}");
            assertThat(log.text("network_bytes", row)).matches("\\d*");
            assertThat(log.text("event_outcome", row)).isIn("success", "failure", "unknown");
        }
    }

    @Test
    void worksByDayAndOnWeekdays() {
        long night = log.where(row -> SimulatedLog.hour(row) < 5).size();
        long day = log.where(row -> SimulatedLog.hour(row) >= 9 && SimulatedLog.hour(row) < 14)
                .size();
        long weekend = log.where(SimulatedLog::weekend).size();
        assertThat(night * 5).isLessThan(day);
        assertThat(weekend * 5).isLessThan(log.rows.size());
        assertThat(weekend).as("shifts and services do work then").isGreaterThan(log.rows.size() / 100);
    }

    @Test
    void runsServiceAccountsLikeBeacons() {
        // When: accounts whose login gaps are nearly all multiples of one hour
        Map<Long, List<long[]>> logins = log
                .where(row -> log.normal(row)
                        && log.text("event_action", row).equals("logged-in")
                        && log.text("event_outcome", row).equals("success"))
                .stream()
                .collect(Collectors.groupingBy(row -> row[1]));
        long beacons = logins.values().stream()
                .filter(rows -> rows.size() > 100 && periodicShare(rows) > .95)
                .count();

        // Then: 8 % of 400 are 32, give or take three standard deviations of 5.4
        assertThat(beacons).isBetween(16L, 48L);
    }

    private static double periodicShare(List<long[]> rows) {
        long periodic = 0;
        for (int i = 1; i < rows.size(); i++) {
            long offSeconds = Math.floorMod((rows.get(i)[0] - rows.get(i - 1)[0]) / 1_000_000 + 60, 3_600L) - 60;
            periodic += Math.abs(offSeconds) < 60 ? 1 : 0;
        }
        return (double) periodic / (rows.size() - 1);
    }

    @Test
    void forgivesTypedPasswords() {
        // When: honest failed logins that a success follows within two minutes
        long failed = 0;
        long forgiven = 0;
        for (int user = 0; user < 400; user++) {
            List<long[]> logins = log.ofEntity(user).stream()
                    .filter(row ->
                            log.normal(row) && log.text("event_action", row).equals("logged-in"))
                    .toList();
            for (int i = 0; i + 1 < logins.size(); i++) {
                if (log.text("event_outcome", logins.get(i)).equals("failure")) {
                    failed++;
                    forgiven += logins.get(i + 1)[0] - logins.get(i)[0] < 120_000_000L ? 1 : 0;
                }
            }
        }

        // Then
        assertThat(failed).isGreaterThan(200);
        assertThat(forgiven).isGreaterThan(failed * 7 / 10);
    }

    @Test
    void spraysManyAccountsFromFewAddressesInOneWindow() {
        // Given: the campaigns, by the day on which they start
        Map<Long, List<long[]>> sprayByAddress = log.where(row -> log.label(row).equals("password_spraying")).stream()
                .collect(Collectors.groupingBy(row -> row[5]));

        // Then
        assertThat(sprayByAddress.values())
                .allMatch(rows -> rows.stream().map(row -> row[1]).distinct().count() >= 5);
    }

    @Test
    void sharesAttackersAddressesAndHostsWithHonestPeople() {
        Set<Long> honestAddresses =
                log.where(log::normal).stream().map(row -> row[5]).collect(Collectors.toSet());
        Set<Long> honestHosts =
                log.where(log::normal).stream().map(row -> row[6]).collect(Collectors.toSet());
        List<long[]> attacks = log.where(row -> !log.normal(row));
        assertThat(attacks.stream()
                        .filter(row -> honestAddresses.contains(row[5]))
                        .count())
                .isGreaterThan(attacks.size() / 2);
        assertThat(attacks).allMatch(row -> honestHosts.contains(row[6]));
    }

    @Test
    void letsIntrudersComeFromTheAccountsOwnMachine() {
        Set<List<Long>> own = log.where(log::normal).stream()
                .map(row -> List.of(row[1], row[5]))
                .collect(Collectors.toSet());
        assertThat(log.where(row -> Set.of("scanning", "exfiltration").contains(log.label(row))))
                .hasSizeGreaterThan(100)
                .allMatch(row -> own.contains(List.of(row[1], row[5])));
    }

    @Test
    void marksNoActionPortOrUserAgentThatOnlyAttacksHave() {
        for (String column :
                List.of("event_action", "event_outcome", "destination_port", "network_protocol", "user_agent")) {
            Set<String> honest = log.where(log::normal).stream()
                    .map(row -> log.text(column, row))
                    .collect(Collectors.toSet());
            assertThat(log.where(row -> !log.normal(row)).stream()
                            .map(row -> log.text(column, row))
                            .distinct())
                    .as(column)
                    .isSubsetOf(honest);
        }
    }
}
