package io.understudy.ops.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.ops.dashboard.DriftSample;
import io.understudy.schemas.record.DriftReport;
import io.understudy.schemas.record.FeatureDrift;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftBookTest {
    private static final Instant DRIFT = Instant.parse("2026-01-10T00:00:00Z");

    private final DriftBook book = new DriftBook();

    @Test
    void tellsAlarmsBeforeADriftFromThoseBehindIt() {
        book.reported("s", report(0, DRIFT.minusSeconds(60), true, 12, 1), 1);
        book.reported("s", report(1, DRIFT.plusSeconds(60), true, 12, 1), 2);
        book.reported("s", report(2, DRIFT.plusSeconds(120), false, 2, 1), 3);

        assertThat(book.windows()).isEqualTo(3);
        assertThat(book.alarmsBefore(Optional.of(DRIFT))).isEqualTo(1);
    }

    @Test
    void countsEveryAlarmAsFalseWhereThereIsNoDrift() {
        book.reported("s", report(0, DRIFT, true, 12, 1), 1);

        assertThat(book.alarmsBefore(Optional.empty())).isEqualTo(1);
    }

    @Test
    void namesTheFeaturesThatStandOut() {
        book.reported("s", report(0, DRIFT, true, 12, 1), 1);
        book.reported("s", report(1, DRIFT, true, 8, 9), 2);

        assertThat(book.alarms().get(0).features()).containsExactly("amount");
        assertThat(book.alarms().get(1).features()).containsExactly("gap");
    }

    @Test
    void makesAPointOfTheChartOfEachReport() {
        DriftSample sample = book.reported("s", report(7, DRIFT, false, 2, 1), 4.5);

        assertThat(sample.stream()).isEqualTo("s");
        assertThat(sample.window()).isEqualTo(7);
        assertThat(sample.atSeconds()).isEqualTo(4.5);
        assertThat(sample.endTime()).isEqualTo("2026-01-10T00:00:00Z");
        assertThat(sample.features()).extracting(DriftSample.Feature::name).containsExactly("amount", "gap");
    }

    private static DriftReport report(long window, Instant end, boolean alarm, double amount, double gap) {
        return DriftReport.newBuilder()
                .setWindow(window)
                .setStartTime(end.minusSeconds(30))
                .setEndTime(end)
                .setEvents(1_000)
                .setFeatures(List.of(feature("amount", amount), feature("gap", gap)))
                .setLogStatistic(Math.max(amount, gap))
                .setLogThreshold(9.2)
                .setAlarm(alarm)
                .setIncident(null)
                .build();
    }

    private static FeatureDrift feature(String name, double logStatistic) {
        return FeatureDrift.newBuilder()
                .setName(name)
                .setLogE(0)
                .setLogStatistic(logStatistic)
                .setSeverityPsi(0.01)
                .setNovelShare(0)
                .build();
    }
}
