package io.understudy.ops.audit;

import io.understudy.ops.dashboard.DriftSample;
import io.understudy.schemas.record.DriftReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The drift reports of one stream, and the alarms among them. Safe for many threads. */
public final class DriftBook {
    private final List<Alarm> alarms = new ArrayList<>();
    private long windows;
    private DriftReport last;

    /** An alarm: which window, its last event's time, when its report was read, and the features that stood out. */
    public record Alarm(long window, Instant endTime, double atSeconds, List<String> features) {
        public Alarm {
            features = List.copyOf(features);
        }
    }

    /** A report was read. */
    synchronized DriftSample reported(String stream, DriftReport report, double atSeconds) {
        windows++;
        last = report;
        if (report.getAlarm()) {
            alarms.add(new Alarm(report.getWindow(), report.getEndTime(), atSeconds, loudest(report)));
        }
        return new DriftSample(
                stream,
                atSeconds,
                report.getWindow(),
                report.getStartTime().toString(),
                report.getEndTime().toString(),
                report.getEvents(),
                report.getLogStatistic(),
                report.getLogThreshold(),
                report.getAlarm(),
                report.getFeatures().stream()
                        .map(f -> new DriftSample.Feature(
                                f.getName(), f.getLogStatistic(), f.getSeverityPsi(), f.getNovelShare()))
                        .toList());
    }

    /** The features whose own statistic is above the line; the one that is nearest to it where none is. */
    private static List<String> loudest(DriftReport report) {
        List<String> above = report.getFeatures().stream()
                .filter(f -> f.getLogStatistic() >= report.getLogThreshold())
                .map(f -> f.getName())
                .toList();
        return above.isEmpty()
                ? report.getFeatures().stream()
                        .max((a, b) -> Double.compare(a.getLogStatistic(), b.getLogStatistic()))
                        .map(f -> List.of(f.getName()))
                        .orElse(List.of())
                : above;
    }

    /** Windows judged. */
    public synchronized long windows() {
        return windows;
    }

    public synchronized List<Alarm> alarms() {
        return List.copyOf(alarms);
    }

    public synchronized Optional<DriftReport> last() {
        return Optional.ofNullable(last);
    }

    /** Alarms of windows that ended before {@code driftStart}; all of them where there is no drift. */
    public synchronized long alarmsBefore(Optional<Instant> driftStart) {
        return alarms.stream()
                .filter(alarm -> driftStart.isEmpty() || alarm.endTime().isBefore(driftStart.get()))
                .count();
    }
}
