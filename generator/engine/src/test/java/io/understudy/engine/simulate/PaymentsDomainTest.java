package io.understudy.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One log of 600 cards and 91 days, from 2026-01-05 on, seed 42. */
class PaymentsDomainTest {
    private static SimulatedLog log;

    @BeforeAll
    static void simulate() {
        log = new SimulatedLog(Simulation.payments(SimulationSettings.of(600, 91, 42)));
    }

    @Test
    void writesFixedWidthTokensAndTheCodesOfTheField() {
        for (long[] row : log.rows) {
            assertThat(log.text("event_time", row)).matches("2026-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(log.text("pan_token", row)).matches("tok_\\d{8}");
            assertThat(log.text("merchant_id", row)).matches("m\\d{6}");
            assertThat(log.text("mcc", row)).matches("\\d{4}");
            assertThat(log.text("response_code", row)).matches("\\d{2}");
            assertThat(log.text("currency", row)).matches("[A-Z]{3}");
            assertThat(log.text("merchant_country", row)).matches("[A-Z]{2}");
            assertThat(log.text("amount", row)).matches("\\d+\\.\\d{2}");
            assertThat(row[5]).isPositive();
        }
    }

    @Test
    void givesAMerchantOneTradeOneCountryAndOneAcquirer() {
        Map<String, Set<List<String>>> facts = log.rows.stream()
                .collect(Collectors.groupingBy(
                        row -> log.text("merchant_id", row),
                        Collectors.mapping(
                                row -> List.of(
                                        log.text("mcc", row),
                                        log.text("merchant_country", row),
                                        log.text("acquirer_id", row),
                                        log.text("currency", row)),
                                Collectors.toSet())));
        assertThat(facts).allSatisfy((merchant, seen) -> assertThat(seen).hasSize(1));
    }

    @Test
    void sleepsAtNight() {
        long night = log.where(row -> SimulatedLog.hour(row) >= 1 && SimulatedLog.hour(row) < 5)
                .size();
        long evening = log.where(row -> SimulatedLog.hour(row) >= 16 && SimulatedLog.hour(row) < 20)
                .size();
        assertThat(night * 4).isLessThan(evening);
    }

    @Test
    void takesSubscriptionsOnTheSameDayOfTheMonthAtTheSameAmount() {
        // Given
        Map<List<Long>, List<long[]>> orders = log
                .where(row -> log.text("pos_entry_mode", row).equals("10")
                        && log.text("response_code", row).equals("00"))
                .stream()
                .collect(Collectors.groupingBy(row -> List.of(row[1], row[8])));

        // When: cards that pay a merchant three times in three months
        List<List<long[]>> threefold =
                orders.values().stream().filter(rows -> rows.size() == 3).toList();

        // Then
        assertThat(threefold).hasSizeGreaterThan(300);
        long exact = threefold.stream()
                .filter(rows -> rows.stream().map(row -> row[5]).distinct().count() == 1)
                .count();
        long monthly = threefold.stream()
                .filter(rows -> gapDays(rows.get(0), rows.get(1)) >= 27 && gapDays(rows.get(0), rows.get(1)) <= 32)
                .count();
        assertThat(exact).isGreaterThan(threefold.size() * 95L / 100);
        assertThat(monthly).isGreaterThan(threefold.size() * 90L / 100);
    }

    private static long gapDays(long[] from, long[] to) {
        return SimulatedLog.day(to) - SimulatedLog.day(from);
    }

    @Test
    void paysOutCashInWholeNotes() {
        assertThat(log.where(row -> log.text("transaction_type", row).equals("cash_withdrawal")))
                .hasSizeGreaterThan(1_000)
                .allMatch(row -> row[5] % 1_000 == 0);
    }

    @Test
    void keepsPeopleToTheirUsualMerchants() {
        // When: the share of each card's groceries at its most usual shop
        Map<Long, Map<Long, Long>> visits = log
                .where(row -> log.text("mcc", row).equals("5411"))
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row[1], Collectors.groupingBy(row -> row[8], Collectors.counting())));
        double share = visits.values().stream()
                .mapToDouble(byShop -> (double) byShop.values().stream()
                                .mapToLong(Long::longValue)
                                .max()
                                .orElseThrow()
                        / byShop.values().stream().mapToLong(Long::longValue).sum())
                .average()
                .orElseThrow();

        // Then: far from all, and far from what popularity alone would give
        assertThat(share).isBetween(.4, .85);
    }

    @Test
    void keepsAmountsOfAPersonNearTheirLevel() {
        // When: half of a card's restaurant bills predict the other half
        Map<Long, List<Double>> bills = log
                .where(row -> log.normal(row)
                        && log.text("mcc", row).equals("5812")
                        && log.text("currency", row).equals("EUR"))
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row[1], Collectors.mapping(row -> Math.log(row[5]), Collectors.toList())));
        List<double[]> halves = bills.values().stream()
                .filter(amounts -> amounts.size() >= 6)
                .map(amounts -> new double[] {
                    mean(amounts.subList(0, amounts.size() / 2)),
                    mean(amounts.subList(amounts.size() / 2, amounts.size()))
                })
                .toList();

        // Then
        assertThat(halves).hasSizeGreaterThan(100);
        assertThat(correlation(halves)).isGreaterThan(.3);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double correlation(List<double[]> pairs) {
        double meanX = pairs.stream().mapToDouble(p -> p[0]).average().orElseThrow();
        double meanY = pairs.stream().mapToDouble(p -> p[1]).average().orElseThrow();
        double xy =
                pairs.stream().mapToDouble(p -> (p[0] - meanX) * (p[1] - meanY)).sum();
        double xx =
                pairs.stream().mapToDouble(p -> (p[0] - meanX) * (p[0] - meanX)).sum();
        double yy =
                pairs.stream().mapToDouble(p -> (p[1] - meanY) * (p[1] - meanY)).sum();
        return xy / Math.sqrt(xx * yy);
    }

    @Test
    void sharesCollusiveMerchantsBetweenVictimsAndWithHonestCustomers() {
        // Given
        Map<Long, List<long[]>> fraudByMerchant = log
                .where(row -> log.label(row).equals("collusive_merchant"))
                .stream()
                .collect(Collectors.groupingBy(row -> row[8]));
        Set<Long> honest = log.where(log::normal).stream().map(row -> row[8]).collect(Collectors.toSet());

        // Then
        assertThat(fraudByMerchant.values())
                .anyMatch(rows -> rows.stream().map(row -> row[1]).distinct().count() > 1);
        assertThat(fraudByMerchant.keySet().stream().filter(honest::contains).count())
                .isGreaterThan(fraudByMerchant.size() / 2);
    }

    @Test
    void marksNoMerchantCountryTradeOrEntryModeThatOnlyFraudHas() {
        for (String column : List.of("transaction_type", "pos_entry_mode", "currency", "mcc", "merchant_country")) {
            Set<String> honest = log.where(log::normal).stream()
                    .map(row -> log.text(column, row))
                    .collect(Collectors.toSet());
            assertThat(log.where(row -> !log.normal(row)).stream().map(row -> log.text(column, row)))
                    .as(column)
                    .isSubsetOf(honest);
        }
    }

    @Test
    void spreadsFraudOverCardsThatLookLikeAnyOther() {
        // When: the mean number of the agents hit, which would give away a habit of hitting the first
        double mean = log.where(row -> !log.normal(row)).stream()
                .mapToLong(row -> row[1])
                .distinct()
                .average()
                .orElseThrow();

        // Then: uniform over 600 has mean 299.5; about 75 victims make a standard error of 20
        assertThat(mean).isBetween(200.0, 400.0);
    }

    @Test
    void carriesOutAnEpisodeInSeveralEventsOnOneCard() {
        // When: events of a class on a card within one week of its first
        Map<List<Object>, Long> episodes = log.where(row -> !log.normal(row)).stream()
                .collect(Collectors.groupingBy(row -> List.of(log.label(row), row[1]), Collectors.counting()));

        // Then: cut-off ones apart, of which there are few
        assertThat(episodes.values().stream().filter(count -> count >= 3).count())
                .isGreaterThan(episodes.size() * 9L / 10);
    }

    @Test
    void beginsWhenItIsTold() {
        // When
        Instant start = Instant.parse("2024-02-28T00:00:00Z");
        SimulatedLog leap = new SimulatedLog(Simulation.payments(new SimulationSettings(40, 3, 1, start)));

        // Then
        assertThat(leap.rows.stream().map(row -> leap.text("event_time", row).substring(0, 10)))
                .containsOnly("2024-02-28", "2024-02-29", "2024-03-01");
    }
}
