package io.understudy.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Intended times over a day, held to arithmetic with 80 digits. */
class ExactTimesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;
    private static final MathContext DIGITS = new MathContext(80);

    @ParameterizedTest
    @CsvSource({
        "7/s, 29/s",
        "1/s, 0/s",
        "0/s, 1/s",
        "20/s, 20/s",
        "0.37/s, 11/min",
        // so many digits that a comparison needs more than 128 bits
        "12.3457/s, 7.6543/s",
        "10/h, 3/h"
    })
    void rampsOverADayToTheNanosecond(String from, String to) {
        RampPlan ramp = new RampPlan(Rate.parse(from), Rate.parse(to), DAY);
        Schedule schedule = ramp.schedule(Origin.EPOCH);

        long n = 0;
        long last = 0;
        for (long next = schedule.nextNanos(0, 0); next != Schedule.NEVER; next = schedule.nextNanos(0, 0)) {
            if (n % 997 == 0) {
                assertThat(next).as("event %d", n).isEqualTo(rampTime(ramp, n));
            }
            last = next;
            n++;
        }

        assertThat(n).isEqualTo(rampEvents(ramp));
        assertThat(last).isEqualTo(rampTime(ramp, n - 1)).isLessThan(DAY);
    }

    private static BigDecimal perNano(Rate rate) {
        return BigDecimal.valueOf(rate.events()).divide(BigDecimal.valueOf(rate.perNanos()), DIGITS);
    }

    /** The root of slope / 2 t^2 + rate t = n. */
    private static long rampTime(RampPlan ramp, long n) {
        BigDecimal rate = perNano(ramp.from());
        BigDecimal slope = perNano(ramp.to()).subtract(rate).divide(BigDecimal.valueOf(ramp.durationNanos()), DIGITS);
        BigDecimal doubled = BigDecimal.valueOf(2 * n);
        if (n == 0) {
            return 0;
        }
        BigDecimal root =
                rate.pow(2).add(slope.multiply(doubled)).max(BigDecimal.ZERO).sqrt(DIGITS);
        // what is 60 digits from a whole nanosecond is one
        return doubled.divide(rate.add(root), DIGITS)
                .setScale(30, RoundingMode.HALF_EVEN)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }

    private static long rampEvents(RampPlan ramp) {
        return perNano(ramp.from())
                .add(perNano(ramp.to()))
                .multiply(BigDecimal.valueOf(ramp.durationNanos()))
                .divide(BigDecimal.valueOf(2), DIGITS)
                .setScale(30, RoundingMode.HALF_EVEN)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13/s",
                "7/min",
                "1/s..9/s in 7 steps for 1d, 5/s",
                "3/s for 7h, 1/s..5/s for 11h, 0/s for 1h, 2/s for 5h, 9/s",
                "model x3 for 1d, 1/s",
                "poisson 5/s for 1d, 1/s",
                "diurnal 2/s..30/s peak 20:00 for 1d, 1/s",
                "5/s; at 3.000000001s 7/s; at 1d 11/s"
            })
    void endsADayOfAnyPlanToTheNanosecond(String text) {
        RatePlan plan = RatePlan.parse(text);
        Schedule schedule = plan.schedule(Origin.EPOCH);

        long next;
        do {
            next = schedule.nextNanos(DAY / 1_000 * 3, 0);
        } while (next < DAY && next != Schedule.NEVER && !text.startsWith("model"));

        // a day is over to the nanosecond: what comes next comes at its very end, or by a constant rate's own times
        if (text.contains("for") || text.contains("at 1d")) {
            assertThat(next).isEqualTo(DAY);
        } else {
            assertThat(next).isBetween(DAY, DAY + SECOND * 60 / 7);
        }
    }

    @Test
    void countsADiurnalCurveOnOverItsJoints() {
        // Given: 1.1 events an hour, in lines of a quarter of an hour, none of which holds a whole event
        StringBuilder curve = new StringBuilder("diurnal");
        for (int quarter = 0; quarter < 96; quarter++) {
            curve.append(String.format(" %02d:%02d=1.1/h", quarter / 4, quarter % 4 * 15));
        }

        long[] times = times(RatePlan.parse(curve + " for 10d"), Origin.EPOCH);

        assertThat(times).hasSize(264);
        for (int n = 0; n < times.length; n++) {
            assertThat(times[n]).isEqualTo(n * 36_000 * SECOND / 11);
        }
    }

    @ParameterizedTest
    @CsvSource({"UTC, 86400", "Europe/Berlin, 82800", "America/New_York, 86400"})
    void followsTheClockOfItsZoneThroughAChangeOfTime(String zone, long seconds) {
        // Given: 2026-03-29, a day of 23 hours in Berlin, and a curve that is level, so that events tell its length
        Instant midnight = java.time.LocalDate.of(2026, 3, 29)
                .atStartOfDay(java.time.ZoneId.of(zone))
                .toInstant();
        RatePlan plan = RatePlan.parse("diurnal 00:00=1/s 23:00=1/s 23:30=0/s zone " + zone + " for 26h");

        long[] times = times(plan, new Origin(0, midnight.toEpochMilli() * 1_000));

        // Then: the half hour after 23:00 has half its events, the next one is rising
        long nightBegins = (seconds - 3_600) * SECOND;
        assertThat(Arrays.stream(times).filter(t -> t < nightBegins).count()).isEqualTo(seconds - 3_600);
        assertThat(Arrays.stream(times)
                        .filter(t -> t >= nightBegins && t < seconds * SECOND)
                        .count())
                .isEqualTo(1_800);
    }

    @Test
    void risesAndFallsAsTheHoursDo() {
        Instant noon = Instant.parse("2026-06-01T12:00:00Z");
        RatePlan plan = RatePlan.parse("diurnal 100/s..500/s peak 20:00 zone Europe/Berlin for 1d");

        long[] times = times(plan, new Origin(0, noon.toEpochMilli() * 1_000));

        // 18:00 UTC is 20:00 in Berlin: six hours after the start; the mean of a cosine is its middle
        assertThat(perSecond(times, 6 * 3_600)).isBetween(499L, 500L);
        assertThat(perSecond(times, 18 * 3_600)).isBetween(100L, 101L);
        assertThat(times.length).isBetween(300 * 86_400 - 2, 300 * 86_400 + 2);
    }

    private static long perSecond(long[] times, long second) {
        return Arrays.stream(times).filter(t -> t / SECOND == second).count();
    }

    @Test
    void beginsADiurnalCurveWhereItsDayHasCome() {
        // Given: a curve that rises from 0 at midnight, joined at 06:00 and 1 ns
        RatePlan plan = RatePlan.parse("diurnal 00:00=0/s 12:00=12/s");
        Instant six = Instant.parse("2026-01-05T06:00:00Z");
        Schedule whole = plan.schedule(new Origin(0, six.minusSeconds(21_600).toEpochMilli() * 1_000));
        Schedule joined = plan.schedule(new Origin(0, six.toEpochMilli() * 1_000 + 1));

        long next;
        do {
            next = whole.nextNanos(0, 0);
        } while (next < 21_600 * SECOND + 1_000);

        assertThat(joined.nextNanos(0, 0)).isEqualTo(next - 21_600 * SECOND - 1_000);
    }

    @Test
    void changesPlansAtTheirTimesAndLosesNothingBefore() {
        LiveSchedule schedule = new LiveSchedule(RatePlan.parse("2/s"), Origin.EPOCH);
        assertThat(List.of(schedule.nextNanos(0, 0), schedule.nextNanos(0, 0))).containsExactly(0L, SECOND / 2);

        // When: the next slot, at 1 s, comes before the change, the one after it does not
        schedule.change(new RateChange(1_400_000_001L, RatePlan.parse("10/s for 250ms, 1/s")));

        assertThat(List.of(
                        schedule.nextNanos(0, 0),
                        schedule.nextNanos(0, 0),
                        schedule.nextNanos(0, 0),
                        schedule.nextNanos(0, 0),
                        schedule.nextNanos(0, 0)))
                .containsExactly(SECOND, 1_400_000_001L, 1_500_000_001L, 1_600_000_001L, 1_650_000_001L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5/s for 60s; at 10s 8/s | 60",
                "5/s for 60s; at 10s 8/s for 5s | 15",
                "5/s for 60s; at 10s 8/s for 5s; at 12s 9/s | 15",
                "5/s; at 10s 8/s for 5s | 15"
            })
    void keepsTheEndOfThePlanBeforeWhereAChangeHasNone(String text, long seconds) {
        assertThat(RatePlan.parse(text).durationNanos()).isEqualTo(seconds * SECOND);
    }

    @Test
    void hasNoEndWhereAChangeComesBehindIt() {
        assertThat(RatePlan.parse("5/s for 10s; at 20s 8/s").durationNanos()).isEqualTo(RatePlan.ENDLESS);
    }

    @Test
    void carriesTheModelsTimeOverAChangeOfSpeed() {
        // Given: 100 s of model time at tenfold speed, then real time
        LiveSchedule schedule = new LiveSchedule(RatePlan.parse("model x10"), Origin.EPOCH);
        schedule.change(new RateChange(10 * SECOND, RatePlan.parse("model")));

        assertThat(schedule.nextNanos(99_000_000, 0)).isEqualTo(9_900_000_000L);
        assertThat(schedule.nextNanos(103_000_000, 0)).isEqualTo(13 * SECOND);
    }

    @Test
    void writesRatesThatAreReadAsTheSame() {
        for (String text : List.of("1/s", "2.5/s", "10/h", "7/d", "0.1/min", "999983/s", "0/s")) {
            Rate rate = Rate.parse(text);

            assertThat(Rate.parse(rate.text())).isEqualTo(rate);
        }
        assertThat(BigInteger.valueOf(Rate.parse("10/h").perNanos())).isEqualTo(BigInteger.valueOf(360 * SECOND));
    }

    private static long[] times(RatePlan plan, Origin origin) {
        Schedule schedule = plan.schedule(origin);
        long[] times = new long[1_000];
        int count = 0;
        for (long next = schedule.nextNanos(0, 0); next != Schedule.NEVER; next = schedule.nextNanos(0, 0)) {
            times = count == times.length ? Arrays.copyOf(times, count * 2) : times;
            times[count++] = next;
        }
        return Arrays.copyOf(times, count);
    }
}
