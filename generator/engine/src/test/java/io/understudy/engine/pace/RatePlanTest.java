package io.understudy.engine.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.understudy.model.InputException;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatePlanTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long DAY = 86_400 * SECOND;

    @ParameterizedTest
    @CsvSource({
        "5k/s, 5000, 1",
        "300/min, 300, 60",
        "2.5/s, 5, 2",
        "10/h, 10, 3600",
        "1M/s, 1000000, 1",
        "7/d, 7, 86400"
    })
    void readsRatesExactly(String text, long events, long seconds) {
        assertThat(Rate.parse(text)).isEqualTo(new Rate(events, seconds * SECOND));
    }

    @ParameterizedTest
    @ValueSource(strings = {"50000/s", "3/s", "7/min", "2.5/s", "33333/s", "999983/s"})
    void keepsIntendedTimesExactOverADay(String text) {
        // Given
        Rate rate = Rate.parse(text);
        Schedule schedule = ConstantPlan.of(rate).schedule(Origin.EPOCH);
        long events = rate.eventsBefore(DAY);
        if (events > 5_000_000_000L) {
            return;
        }

        // When: the schedule goes step by step through the whole day, or its first 20 million events
        long steps = Math.min(events, 20_000_000);
        long last = 0;
        for (long n = 0; n < steps; n++) {
            last = schedule.nextNanos(0, 0);
        }

        // Then
        assertThat(last).isEqualTo(exact(rate, steps - 1));
        assertThat(rate.intendedNanos(events - 1))
                .isEqualTo(exact(rate, events - 1))
                .isLessThan(DAY);
        assertThat(rate.intendedNanos(events)).isGreaterThanOrEqualTo(DAY);
    }

    private static long exact(Rate rate, long n) {
        return BigInteger.valueOf(n)
                .multiply(BigInteger.valueOf(rate.perNanos()))
                .divide(BigInteger.valueOf(rate.events()))
                .longValueExact();
    }

    @Test
    void wantsNothingAtRateZeroAndGoesOnAfterIt() {
        Schedule silent = RatePlan.parse("0").schedule(Origin.EPOCH);
        Schedule later = RatePlan.parse("0/s for 10s, 1/s").schedule(Origin.EPOCH);

        assertThat(silent.nextNanos(0, 0)).isEqualTo(Schedule.NEVER);
        assertThat(later.nextNanos(0, 0)).isEqualTo(10 * SECOND);
        assertThat(later.nextNanos(0, 0)).isEqualTo(11 * SECOND);
    }

    @Test
    void joinsPartsWithoutASeam() {
        RatePlan plan = RatePlan.parse("2/s for 2s, 2/s..6/s for 2s, 10/s for 1s");

        long[] times = times(plan);

        assertThat(plan.durationNanos()).isEqualTo(5 * SECOND);
        assertThat(times).hasSize(4 + 8 + 10).isSorted();
        assertThat(Arrays.copyOf(times, 4)).containsExactly(0, SECOND / 2, SECOND, 3 * SECOND / 2);
        assertThat(times[4]).isEqualTo(2 * SECOND);
        assertThat(Arrays.copyOfRange(times, 12, 14)).containsExactly(4 * SECOND, 4 * SECOND + SECOND / 10);
    }

    @ParameterizedTest
    @CsvSource({"1k/s, 5k/s", "5k/s, 1k/s", "0, 100/s", "100/s, 0"})
    void rampsByTheExpectedCount(String from, String to) {
        RampPlan ramp = new RampPlan(Rate.parse(from), Rate.parse(to), 10 * SECOND);
        double r0 = ramp.from().eventsPerSecond();
        double r1 = ramp.to().eventsPerSecond();

        long[] times = times(ramp);

        assertThat((double) times.length).isEqualTo((r0 + r1) / 2 * 10);
        for (int n = 0; n < times.length; n++) {
            double t = times[n] / 1e9;
            assertThat(r0 * t + (r1 - r0) / 10 / 2 * t * t).isCloseTo(n, within(1e-3));
        }
    }

    @Test
    void followsTheModelsOwnTimeAtASpeed() {
        Schedule schedule = RatePlan.parse("model x2.5").schedule(new Origin(1_000, 0));

        assertThat(schedule.nextNanos(1_000, 0)).isZero();
        assertThat(schedule.nextNanos(1_000 + 5_000_000, 0)).isEqualTo(2 * SECOND);
    }

    @Test
    void staysExactForAModelYearAtAnOddSpeed() {
        long yearMicros = 365L * 86_400 * 1_000_000;

        assertThat(Speed.parse("7").wallNanos(yearMicros)).isEqualTo(yearMicros * 1_000 / 7);
    }

    @Test
    void wantsEveryEventAtOnceWhereItIsMax() {
        Schedule schedule = RatePlan.parse("max for 2s").schedule(Origin.EPOCH);

        assertThat(schedule.nextNanos(0, 17)).isEqualTo(17);
        assertThat(schedule.nextNanos(0, 2 * SECOND)).isEqualTo(Schedule.NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5000/s",
                "0/s",
                "model x60 for 1h",
                "1/s for 90s, 1/s..5/s for 500ms, max",
                "poisson 2.5/s",
                "10/h",
                "1000/s..5000/s in 4 steps for 10m",
                "diurnal 04:00=100/s 12:00=2000/s zone Europe/Berlin for 1d",
                "5000/s; at 90s 8000/s for 1m, 0/s for 1m, max; at 200s poisson 1/s",
                "max"
            })
    void readsItsOwnText(String text) {
        RatePlan plan = RatePlan.parse(text);

        assertThat(plan.text()).isEqualTo(text);
        assertThat(RatePlan.parse(plan.text())).isEqualTo(plan);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fast | rate \"fast\" is not a number of events per s, min, h or d; write it like 5k/s, 300/min or 2.5/s",
                "5000 | rate \"5000\" is not a number of events per s, min, h or d; write it like 5k/s, 300/min or 2.5/s",
                "-1/s | rate \"-1/s\" is not a number of events per s, min, h or d; write it like 5k/s, 300/min or 2.5/s",
                "0.1234567891234567891/s | rate \"0.1234567891234567891/s\" is too large or too fine; use at most 1000M/s and fewer digits",
                "1001M/s | rate \"1001M/s\" is too large or too fine; use at most 1000M/s and fewer digits",
                "5/s for ever | duration \"ever\" is not a time span above 0 with a unit of ms, s, m, h, d or w; write it like 60s, 10m or 1h30m",
                "5/s, 6/s | rate plan \"5/s, 6/s\": part 1 (5/s) has no end, so what follows never comes; add for DURATION",
                "1/s..2/s | rate plan \"1/s..2/s\": the ramp 1/s..2/s has no end; add for DURATION",
                "1/s..2/s in 1 steps for 1s | rate plan \"1/s..2/s in 1 steps for 1s\": 1 steps must be 2 to 1000",
                "diurnal 25:00=1/s 04:00=2/s | rate plan \"diurnal 25:00=1/s 04:00=2/s\": \"25:00\" is no time of day; write it like 08:30",
                "diurnal 1/s..2/s zone Mars/Olympus | rate plan \"diurnal 1/s..2/s zone Mars/Olympus\": zone \"Mars/Olympus\" is not known; write it like Europe/Berlin or UTC",
                "diurnal noon | rate plan \"diurnal noon\": \"noon\" is no part of a diurnal curve; write it like diurnal 1k/s..5k/s peak 20:00 zone Europe/Berlin, or diurnal 04:00=100/s 12:00=2k/s",
                "diurnal 04:00=1/s | rate plan \"diurnal 04:00=1/s\": a diurnal curve has two or more points, not 1",
                "5/s; 6/s | rate plan \"5/s; 6/s\": \"6/s\" behind a semicolon must be a change, like at 90s 8k/s",
                "5/s; at 9s 6/s; at 3s 1/s | rate plan \"5/s; at 9s 6/s; at 3s 1/s\": the change at 3s comes after a later one; write them in the order of their times",
                "model x0 | speed \"x0\" is not a factor above 0 and up to 1000000000; write it like 60 or 0.5"
            })
    void refusesWhatIsNoPlanAndSaysWhatIs(String text, String message) {
        assertThatThrownBy(() -> RatePlan.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "60s, 60000000000",
        "1h30m, 5400000000000",
        "1.5h, 5400000000000",
        "250ms, 250000000",
        "7d, 604800000000000"
    })
    void readsDurations(String text, long nanos) {
        assertThat(DurationText.parse(text).toNanos()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5/s for 7s",
                "1/s..9/s for 3s",
                "poisson 100/s for 5s",
                "3/s for 1s, 0/s for 1s, 5/s for 1s",
                "1/s..9/s in 3 steps for 6s",
                "5/s; at 500ms 8/s; at 3s 0/s for 1s"
            })
    void countsWhatItWantsWithoutMakingIt(String text) {
        RatePlan plan = RatePlan.parse(text);
        PlannedEvents planned = new PlannedEvents(plan, Origin.EPOCH);

        assertThat(planned.before(SECOND))
                .isEqualTo(Arrays.stream(times(plan)).filter(t -> t < SECOND).count());
        assertThat(planned.before(DAY)).isEqualTo(times(plan).length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7/s for 9s",
                "3.7/s for 9s",
                "1/s..9.3/s for 7s",
                "9/s..0 for 7s",
                "diurnal 1/s..9/s peak 00:00 for 9s",
                "diurnal 00:00=3/s 12:00=0 for 9s",
                "poisson 100/s for 5s",
                "3/s for 1s, 0/s for 1s, 5.5/s for 1s",
                "1/s..9/s in 3 steps for 7s",
                "5/s for 3s; at 510ms 8/s; at 3s 1/s..4/s for 2s"
            })
    void countsAtOnceWhatItWouldCountOneByOne(String text) {
        RatePlan plan = RatePlan.parse(text);
        long[] times = times(plan);
        PlannedEvents planned = new PlannedEvents(plan, Origin.EPOCH);

        for (long nanos = 0; nanos < 10 * SECOND; nanos += 170_000_001L) {
            long end = nanos;
            assertThat(planned.before(nanos))
                    .as("%s before %d", text, nanos)
                    .isEqualTo(Arrays.stream(times).filter(t -> t < end).count());
        }
        for (long time : times) {
            long after = new PlannedEvents(plan, Origin.EPOCH).before(time + 1);
            assertThat(after)
                    .isEqualTo(Arrays.stream(times).filter(t -> t <= time).count());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1000M/s, 86400000000000, 86400000000000",
        "0..1000M/s for 1d, 86400000000000, 43200000000000",
        "diurnal 0..1000M/s, 86400000000000, 43200000000000"
    })
    @Timeout(10)
    void countsADayOfTheFastestPlanAtOnce(String text, long nanos, long events) {
        assertThat(new PlannedEvents(RatePlan.parse(text), Origin.EPOCH).before(nanos))
                .isCloseTo(events, within(events / 100));
    }

    private static long[] times(RatePlan plan) {
        Schedule schedule = plan.schedule(Origin.EPOCH);
        long[] times = new long[1_000];
        int count = 0;
        for (long next = schedule.nextNanos(0, 0); next != Schedule.NEVER; next = schedule.nextNanos(0, 0)) {
            times = count == times.length ? Arrays.copyOf(times, count * 2) : times;
            times[count++] = next;
        }
        return Arrays.copyOf(times, count);
    }
}
