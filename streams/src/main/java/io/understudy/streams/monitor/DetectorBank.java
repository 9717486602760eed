package io.understudy.streams.monitor;

import io.understudy.schemas.record.DriftReport;
import io.understudy.schemas.record.FeatureDrift;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All detectors of a stream: one for each feature and memory. Their statistics are averaged (averaging the e-values first
 * loses most of the power), and an alarm is raised where the mean reaches the threshold; an incident is then open until a
 * number of windows has passed without an alarm. Under the model, the mean number of windows to an alarm is at least the
 * threshold. Scratch of one task.
 */
final class DetectorBank {
    /** Least logarithm in a report: statistics of detectors that have not bet yet are without bound below. */
    static final double LEAST_LOG = -100;

    private static final int HEAD_BYTES = 4 * Long.BYTES;

    private final String stream;
    private final List<String> features;
    private final MonitorSettings settings;
    private final double[] reference; // [cell]
    private final Detector[][] detectors; // [feature][memory]
    private final ScoreCounts open;
    private long window;
    private long incident = -1; // window that opened it
    private long quietWindows;

    DetectorBank(String stream, List<String> features, MonitorSettings settings) {
        this.stream = stream;
        this.features = List.copyOf(features);
        this.settings = settings;
        int cells = settings.cells() + 1;
        double novelty = settings.noveltyBound() / 2;
        this.reference = new double[cells];
        Arrays.fill(reference, (1 - novelty) / settings.cells());
        reference[cells - 1] = novelty;
        ToleranceBox box = ToleranceBox.ofScores(settings.cells(), settings.tolerance(), settings.noveltyBound());
        double[] memories = settings.memoryWindows();
        this.detectors = new Detector[features.size()][memories.length];
        for (Detector[] ofFeature : detectors) {
            Arrays.setAll(ofFeature, m -> new Detector(box, reference, memories[m], settings.windowEvents()));
        }
        this.open = new ScoreCounts(features.size(), cells);
    }

    /**
     * Adds counts to the open window, as {@link ScoreCounts#toBytes} wrote them.
     *
     * @return false if they are of other features or cells
     */
    boolean add(byte[] counts) {
        return open.addBytes(counts);
    }

    /** True if the open window has enough events to be judged. */
    boolean full() {
        return open.events() >= settings.windowEvents();
    }

    /** Judges the open window and begins the next. */
    DriftReport close() {
        List<FeatureDrift> drifts = new ArrayList<>();
        double[] all = new double[features.size() * settings.memoryWindows().length];
        for (int f = 0; f < features.size(); f++) {
            drifts.add(judge(f, all));
        }
        double logStatistic = LogSum.mean(all);
        double logThreshold = StrictMath.log(settings.threshold());
        boolean crossed = logStatistic >= logThreshold;
        boolean alarm = crossed && incident < 0;
        if (crossed) {
            incident = incident < 0 ? window : incident;
            quietWindows = 0;
            for (Detector[] ofFeature : detectors) {
                Arrays.stream(ofFeature).forEach(Detector::reset);
            }
        } else if (incident >= 0 && ++quietWindows >= settings.calmWindows()) {
            incident = -1;
        }
        DriftReport report = DriftReport.newBuilder()
                .setWindow(window)
                .setStartTime(Instant.EPOCH.plus(open.startMicros(), ChronoUnit.MICROS))
                .setEndTime(Instant.EPOCH.plus(open.endMicros(), ChronoUnit.MICROS))
                .setEvents(open.events())
                .setFeatures(drifts)
                .setLogStatistic(Math.max(LEAST_LOG, logStatistic))
                .setLogThreshold(logThreshold)
                .setAlarm(alarm)
                .setIncident(incident < 0 ? null : stream + "-" + incident)
                .build();
        open.clear();
        window++;
        return report;
    }

    private FeatureDrift judge(int feature, double[] allStatistics) {
        int[] counts = open.of(feature);
        int scored = Arrays.stream(counts).sum();
        int memories = detectors[feature].length;
        double[] logE = new double[memories];
        double[] statistics = new double[memories];
        for (int m = 0; m < memories; m++) {
            logE[m] = scored == 0 ? 0 : detectors[feature][m].update(counts);
            statistics[m] = detectors[feature][m].logStatistic();
            allStatistics[feature * memories + m] = statistics[m];
        }
        return FeatureDrift.newBuilder()
                .setName(features.get(feature))
                .setLogE(LogSum.mean(logE))
                .setLogStatistic(Math.max(LEAST_LOG, LogSum.mean(statistics)))
                .setSeverityPsi(Severity.debiasedPsi(counts, reference))
                .setNovelShare(scored == 0 ? 0 : (double) counts[counts.length - 1] / scored)
                .build();
    }

    /** Portable bytes, with the features and settings that they belong to. */
    byte[] toBytes() {
        byte[] shape = shape();
        byte[] counts = open.toBytes();
        int detectorBytes =
                detectors.length == 0 ? 0 : detectors.length * detectors[0].length * detectors[0][0].bytes();
        ByteBuffer out = ByteBuffer.allocate(
                        HEAD_BYTES + Integer.BYTES + shape.length + Integer.BYTES + counts.length + detectorBytes)
                .putInt(shape.length)
                .put(shape)
                .putLong(window)
                .putLong(incident)
                .putLong(quietWindows)
                .putInt(counts.length)
                .put(counts);
        for (Detector[] ofFeature : detectors) {
            for (Detector detector : ofFeature) {
                detector.write(out);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Becomes what {@link #toBytes} wrote; false, and stays as new, if that had other features or settings. */
    boolean restore(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] shape = new byte[in.getInt()];
        in.get(shape);
        if (!Arrays.equals(shape, shape())) {
            return false;
        }
        window = in.getLong();
        incident = in.getLong();
        quietWindows = in.getLong();
        byte[] counts = new byte[in.getInt()];
        in.get(counts);
        open.clear();
        open.addBytes(counts);
        for (Detector[] ofFeature : detectors) {
            for (Detector detector : ofFeature) {
                detector.read(in);
            }
        }
        return true;
    }

    private byte[] shape() {
        return (features + " " + settings.cells() + " " + settings.tolerance() + " " + settings.noveltyBound() + " "
                        + Arrays.toString(settings.memoryWindows()) + " " + settings.windowEvents())
                .getBytes(StandardCharsets.UTF_8);
    }
}
