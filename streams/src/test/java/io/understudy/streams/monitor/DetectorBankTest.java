package io.understudy.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.schemas.record.DriftReport;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorBankTest {
    private static final List<String> FEATURES = List.of("token", "gap", "amount");
    private static final double[] MEMORIES = {1, 4, 16};

    private static MonitorSettings settings(int windowEvents, double threshold, double tolerance) {
        return new MonitorSettings(windowEvents, 1, 20, tolerance, 0.001, MEMORIES, threshold, 20, true, 1_000);
    }

    /** Law of one feature's scores. */
    private interface Law {
        double draw(SplittableRandom random);
    }

    private static DriftReport window(DetectorBank bank, int events, SplittableRandom random, Law first) {
        ScoreCounts counts = new ScoreCounts(FEATURES.size(), 21);
        double[] scores = new double[FEATURES.size()];
        for (int i = 0; i < events; i++) {
            scores[0] = first.draw(random);
            scores[1] = random.nextDouble();
            scores[2] = random.nextDouble();
            counts.add(counts.cells(scores), i);
        }
        bank.add(counts.toBytes());
        return bank.close();
    }

    private static int windowsToAlarm(DetectorBank bank, int events, SplittableRandom random, Law law, int most) {
        for (int w = 1; w <= most; w++) {
            if (window(bank, events, random, law).getAlarm()) {
                return w;
            }
        }
        return most;
    }

    @Test
    void meanRunLengthOnTheModelsOwnStreamIsAtLeastTheThreshold() {
        // Given: threshold 20 windows and no tolerance, so that the bound is put to the test; 300 runs of at most 400
        int runs = 300;
        double sum = 0;
        for (int run = 0; run < runs; run++) {
            DetectorBank bank = new DetectorBank("s", FEATURES, settings(100, 20, 0));

            // When
            sum += windowsToAlarm(bank, 100, new SplittableRandom(run), SplittableRandom::nextDouble, 400);
        }

        // Then: cut-off runs only make the mean smaller
        assertThat(sum / runs).as("mean windows to a false alarm, seeds 0..299").isGreaterThan(20);
    }

    @Test
    void alarmWouldComeEarlierIfTheThresholdWereLower() {
        // Given: the control of the test above: a threshold of 1.5 is crossed by chance
        int early = 0;
        for (int run = 0; run < 50; run++) {
            DetectorBank bank = new DetectorBank("s", FEATURES, settings(100, 1.5, 0));

            // When
            early += windowsToAlarm(bank, 100, new SplittableRandom(run), SplittableRandom::nextDouble, 200) < 200
                    ? 1
                    : 0;
        }

        // Then
        assertThat(early).isGreaterThan(25);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void lawInsideTheToleranceRaisesNoAlarm(long seed) {
        // Given: half of the cells 8 % too full, half 8 % too empty, tolerance 10 %
        Law tilted = random -> random.nextDouble() < 0.54 ? random.nextDouble() / 2 : 0.5 + random.nextDouble() / 2;
        DetectorBank bank = new DetectorBank("s", FEATURES, settings(2_000, 10_000, 0.10));

        // When
        int windows = windowsToAlarm(bank, 2_000, new SplittableRandom(seed), tilted, 300);

        // Then
        assertThat(windows).as("seed %d", seed).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void lawBeyondTheToleranceIsFoundWithinAFewWindows(long seed) {
        // Given: 30 calm windows, then a quarter of the scores moves into the lowest tenth
        DetectorBank bank = new DetectorBank("s", FEATURES, settings(2_000, 10_000, 0.10));
        SplittableRandom random = new SplittableRandom(seed);
        windowsToAlarm(bank, 2_000, random, SplittableRandom::nextDouble, 30);
        Law shifted = r -> r.nextDouble() < 0.25 ? r.nextDouble() / 10 : r.nextDouble();

        // When
        int windows = windowsToAlarm(bank, 2_000, random, shifted, 50);

        // Then
        assertThat(windows).as("seed %d", seed).isLessThanOrEqualTo(4);
    }

    @Test
    void newValuesInOnePercentOfEventsAreFound() {
        // Given
        DetectorBank bank = new DetectorBank("s", FEATURES, settings(2_000, 10_000, 0.10));
        SplittableRandom random = new SplittableRandom(1);
        windowsToAlarm(bank, 2_000, random, SplittableRandom::nextDouble, 30);
        Law novel = r -> r.nextDouble() < 0.01 ? -1 : r.nextDouble();

        // When
        int windows = windowsToAlarm(bank, 2_000, random, novel, 50);

        // Then
        assertThat(windows).isLessThanOrEqualTo(4);
    }

    @Test
    void incidentOpensOnceAndClosesAfterCalm() {
        // Given
        DetectorBank bank = new DetectorBank("s", FEATURES, settings(1_000, 1_000, 0.10));
        SplittableRandom random = new SplittableRandom(7);
        Law shifted = r -> r.nextDouble() * 0.5;
        int alarms = 0;
        DriftReport last = null;

        // When
        for (int w = 0; w < 40; w++) {
            last = window(bank, 1_000, random, shifted);
            alarms += last.getAlarm() ? 1 : 0;
        }
        String incident = last.getIncident();
        for (int w = 0; w < 60; w++) {
            last = window(bank, 1_000, random, SplittableRandom::nextDouble);
            alarms += last.getAlarm() ? 1 : 0;
        }

        // Then
        assertThat(alarms).isEqualTo(1);
        assertThat(incident).startsWith("s-");
        assertThat(last.getIncident()).isNull();
    }

    @Test
    void restoredBankGoesOnAsIfNothingHadHappened() {
        // Given
        DetectorBank bank = new DetectorBank("s", FEATURES, settings(500, 10_000, 0.05));
        SplittableRandom random = new SplittableRandom(3);
        Law shifted = r -> Math.pow(r.nextDouble(), 1.3);
        windowsToAlarm(bank, 500, random, shifted, 5);
        DetectorBank copy = new DetectorBank("s", FEATURES, settings(500, 10_000, 0.05));

        // When
        boolean restored = copy.restore(bank.toBytes());

        // Then
        assertThat(restored).isTrue();
        assertThat(window(copy, 500, new SplittableRandom(4), shifted))
                .isEqualTo(window(bank, 500, new SplittableRandom(4), shifted));
    }

    @Test
    void bankOfOtherFeaturesOrSettingsIsNotRestored() {
        // Given
        byte[] bytes = new DetectorBank("s", List.of("token"), settings(500, 10_000, 0.05)).toBytes();
        DetectorBank other = new DetectorBank("s", FEATURES, settings(500, 10_000, 0.05));

        // When
        boolean restored = other.restore(bytes);

        // Then
        assertThat(restored).isFalse();
    }
}
