package io.understudy.ops.run;

import io.understudy.engine.generate.GenerateResult;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.pace.LatenessRecorder;
import io.understudy.engine.pace.LatenessSummary;
import io.understudy.engine.pace.PlanVerdict;
import io.understudy.ops.audit.StreamAudit;
import io.understudy.ops.dashboard.History;
import io.understudy.ops.dashboard.RateSample;
import io.understudy.ops.dashboard.Status;
import io.understudy.ops.dashboard.Status.Check;
import io.understudy.ops.dashboard.Status.DriftAlarms;
import io.understudy.ops.dashboard.Status.Phase;
import io.understudy.ops.dashboard.Status.PlanOutcome;
import io.understudy.ops.dashboard.Status.Quantiles;
import io.understudy.ops.dashboard.StreamStatus;
import io.understudy.ops.dashboard.StreamStatus.AlarmStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** How a run stands: gathers what meters and audits say into a {@link Status}. Safe for many threads. */
public final class RunBoard implements AutoCloseable {
    private static final int SAMPLE_MILLIS = 500;
    private static final int RATE_SAMPLES = 7; // three seconds

    private final String title;
    private final Double plannedSeconds;
    private final History history;
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final Map<String, Watched> streams = new LinkedHashMap<>();
    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "understudy-board");
        thread.setDaemon(true);
        return thread;
    });
    private Phase phase = Phase.STARTING;
    private List<Check> checks = List.of();
    private String dashboard;
    private Double firstEventSeconds;
    private long beginNanos;
    private double frozenSeconds = Double.NaN;
    private boolean begun;

    /** @param plannedSeconds length of the rate plan; null for a run without end */
    public RunBoard(String title, Double plannedSeconds, History history) {
        this.title = title;
        this.plannedSeconds = plannedSeconds;
        this.history = history;
    }

    public synchronized void address(String name, String address) {
        addresses.put(name, address);
    }

    public synchronized void dashboard(String url) {
        dashboard = url;
    }

    public synchronized void phase(Phase now) {
        phase = now;
    }

    public synchronized Phase phase() {
        return phase;
    }

    public synchronized void checks(List<Check> found) {
        checks = List.copyOf(found);
    }

    /** Takes in a stream; {@code facts} of its model are shown as they are. */
    public synchronized void add(
            String stream, Map<String, String> facts, long entities, RunMeter meter, StreamAudit audit) {
        streams.put(stream, new Watched(stream, Map.copyOf(facts), entities, meter, audit));
    }

    /** The plans begin now: zero of the run's clock. */
    public synchronized void begin() {
        begun = true;
        beginNanos = System.nanoTime();
        sampler.scheduleAtFixedRate(this::sample, SAMPLE_MILLIS, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Seconds since the plans began; 0 before, and no more than the end. */
    public synchronized double nowSeconds() {
        if (!Double.isNaN(frozenSeconds)) {
            return frozenSeconds;
        }
        return begun ? (System.nanoTime() - beginNanos) / 1e9 : 0;
    }

    /** The time of the first event, from the start of the command. */
    public synchronized void firstEvent(double seconds) {
        firstEventSeconds = seconds;
    }

    /** A stream is over. */
    public synchronized void finished(String stream, GenerateResult result) {
        streams.get(stream).result = result;
    }

    /** An unannounced drift was turned on. */
    public synchronized void driftTurnedOn(String stream, Instant streamTime) {
        streams.get(stream).driftStart = streamTime;
        streams.get(stream).driftSeconds = nowSeconds();
    }

    /** When drift began on {@code stream}, in the stream's time. */
    public synchronized Optional<Instant> driftStart(String stream) {
        return Optional.ofNullable(streams.get(stream).driftStart);
    }

    private void sample() {
        List<Watched> now;
        double seconds;
        synchronized (this) {
            now = List.copyOf(streams.values());
            seconds = nowSeconds();
            for (Watched stream : now) {
                stream.countTopics(seconds);
            }
        }
        for (Watched stream : now) {
            if (stream.result == null) {
                history.add(stream.sample(seconds));
            }
        }
    }

    /** How it stands now. */
    public synchronized Status status() {
        List<StreamStatus> statuses = new ArrayList<>();
        Map<String, Long> topics = new LinkedHashMap<>();
        long labels = 0;
        long before = 0;
        long alarms = 0;
        double now = nowSeconds();
        for (Watched stream : streams.values()) {
            statuses.add(stream.status(now));
            stream.audit.recordsByTopic().forEach(topics::put);
            labels += stream.audit.labelled();
            before += stream.audit.drift().alarmsBefore(Optional.ofNullable(stream.driftStart));
            alarms += stream.audit.drift().alarms().size();
        }
        return new Status(
                title,
                phase,
                plannedSeconds == null ? now : Math.min(now, plannedSeconds),
                plannedSeconds,
                Map.copyOf(addresses),
                topics,
                streams.values().stream().mapToLong(s -> s.audit.events()).sum(),
                labels,
                statuses.stream().mapToLong(s -> s.bursts().size()).sum(),
                new DriftAlarms(before, alarms - before),
                plan(statuses),
                worst(statuses, StreamStatus::latencyMillis),
                worst(statuses, StreamStatus::latenessMillis),
                firstEventSeconds,
                dashboard,
                statuses,
                checks);
    }

    private static PlanOutcome plan(List<StreamStatus> statuses) {
        boolean paced = statuses.stream().noneMatch(s -> s.plan().asked() == null);
        return new PlanOutcome(
                paced ? statuses.stream().mapToDouble(s -> s.plan().asked()).sum() : null,
                statuses.stream().mapToDouble(s -> s.plan().achieved()).sum(),
                statuses.stream().allMatch(s -> s.plan().met()));
    }

    private static Quantiles worst(
            List<StreamStatus> statuses, java.util.function.Function<StreamStatus, Quantiles> which) {
        return new Quantiles(
                worst(statuses, which, Quantiles::p50),
                worst(statuses, which, Quantiles::p99),
                worst(statuses, which, Quantiles::p999),
                worst(statuses, which, Quantiles::max));
    }

    private static double worst(
            List<StreamStatus> statuses,
            java.util.function.Function<StreamStatus, Quantiles> which,
            ToDoubleFunction<Quantiles> quantile) {
        return statuses.stream().map(which).mapToDouble(quantile).max().orElse(0);
    }

    /** The run's clock stops, and no further point is taken. */
    @Override
    public synchronized void close() {
        frozenSeconds = nowSeconds();
        sampler.shutdownNow();
    }

    /** What had been read of a stream's topics, by {@link StreamAudit#recordsByPart}. */
    private record TopicCounts(double atSeconds, Map<String, Long> records) {}

    /** One stream and where its figures come from. */
    private static final class Watched {
        private final String name;
        private final Map<String, String> facts;
        private final long entities;
        private final RunMeter meter;
        private final StreamAudit audit;
        private final LatenessRecorder.Window lateness;
        private final LatenessRecorder.Window latency;
        private volatile GenerateResult result;
        private final Deque<TopicCounts> recent = new ArrayDeque<>();
        private Instant driftStart;
        private Double driftSeconds;
        private long lastEvents;
        private long lastPlanned;
        private double lastSeconds;

        Watched(String name, Map<String, String> facts, long entities, RunMeter meter, StreamAudit audit) {
            this.name = name;
            this.facts = facts;
            this.entities = entities;
            this.meter = meter;
            this.audit = audit;
            this.lateness = meter.lateness().newWindow();
            this.latency = meter.latency().newWindow();
        }

        void countTopics(double seconds) {
            recent.addLast(new TopicCounts(seconds, audit.recordsByPart()));
            if (recent.size() > RATE_SAMPLES) {
                recent.removeFirst();
            }
        }

        RateSample sample(double seconds) {
            long acknowledged = meter.acknowledgedEvents();
            double achieved = (acknowledged - lastEvents) / Math.max(1e-3, seconds - lastSeconds);
            long planned = meter.plannedEvents();
            Double asked = planned < 0 || lastPlanned < 0
                    ? null
                    : (planned - lastPlanned) / Math.max(1e-3, seconds - lastSeconds);
            lastPlanned = planned;
            lastEvents = acknowledged;
            lastSeconds = seconds;
            LatenessSummary acknowledgedIn = latency.take();
            return new RateSample(
                    name,
                    seconds,
                    asked,
                    achieved,
                    quantiles(lateness.take()),
                    acknowledgedIn.count() == 0 ? null : quantiles(acknowledgedIn));
        }

        StreamStatus status(double nowSeconds) {
            return new StreamStatus(
                    name,
                    facts,
                    entities,
                    meter.plan(),
                    meter.events(),
                    plan(),
                    quantiles(meter.latency().summary()),
                    quantiles(meter.lateness().summary()),
                    audit.recordsByPart(),
                    topicRates(),
                    audit.bursts().statuses(nowSeconds),
                    audit.drift().windows(),
                    audit.drift().alarms().stream()
                            .map(a -> new AlarmStatus(
                                    a.window(), a.atSeconds(), a.endTime().toString(), a.features()))
                            .toList(),
                    driftSeconds);
        }

        private Map<String, Double> topicRates() {
            Map<String, Double> rates = new LinkedHashMap<>();
            TopicCounts first = recent.peekFirst();
            TopicCounts last = recent.peekLast();
            if (first != null && last.atSeconds() > first.atSeconds()) {
                last.records()
                        .forEach((topic, records) -> rates.put(
                                topic,
                                (records - first.records().get(topic)) / (last.atSeconds() - first.atSeconds())));
            }
            return rates;
        }

        private PlanOutcome plan() {
            if (result != null) {
                PlanVerdict verdict = result.plan();
                return new PlanOutcome(orNull(verdict.askedPerSecond()), verdict.achievedPerSecond(), verdict.met());
            }
            double asked = meter.askedPerSecond();
            double achieved = meter.achievedPerSecond();
            boolean met = Double.isNaN(asked) || achieved >= asked * (1 - PlanVerdict.TOLERANCE);
            return new PlanOutcome(orNull(asked), achieved, met);
        }

        private static Double orNull(double number) {
            return Double.isFinite(number) ? number : null;
        }

        private static Quantiles quantiles(LatenessSummary summary) {
            return new Quantiles(summary.p50Millis(), summary.p99Millis(), summary.p999Millis(), summary.maxMillis());
        }
    }
}
