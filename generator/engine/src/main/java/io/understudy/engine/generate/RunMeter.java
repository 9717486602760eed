package io.understudy.engine.generate;

import io.understudy.engine.pace.LatenessRecorder;
import io.understudy.engine.pace.Origin;
import io.understudy.engine.pace.PlannedEvents;
import io.understudy.engine.pace.RateChange;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.publish.DeliveryMeter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * The gauges of one run. The run and its sink write, any thread may read at any time, and no reader stalls a writer.
 */
public final class RunMeter implements DeliveryMeter {
    private final LatenessRecorder lateness = new LatenessRecorder();
    private final LatenessRecorder latency = new LatenessRecorder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder labels = new LongAdder();
    private final Map<String, LongAdder> faults = new ConcurrentSkipListMap<>();
    private final LongAdder errors = new LongAdder();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong rareEvents = new AtomicLong();
    private final AtomicLong entities = new AtomicLong();
    private final AtomicLong elapsedNanos = new AtomicLong();
    private final AtomicLong eventTimeMicros = new AtomicLong(Long.MIN_VALUE);
    private volatile LongSupplier retries = () -> 0;
    private volatile String plan = "";
    private volatile long beganNanos; // of the plan
    private volatile long eventsBefore; // sent before the plan
    private PlannedEvents planned;
    private long spanNanos;

    /** Time from an event's intended time to the end of the run it was sent in. */
    public LatenessRecorder lateness() {
        return lateness;
    }

    /** Time from an event's intended time to its acknowledgement; empty for sinks that acknowledge nothing. */
    public LatenessRecorder latency() {
        return latency;
    }

    /** Events sent. */
    public long events() {
        return events.get();
    }

    /** Of them, those of a class other than normal. */
    public long rareEvents() {
        return rareEvents.get();
    }

    /** Entities that have sent an event. */
    public long entities() {
        return entities.get();
    }

    /** Events acknowledged. */
    public long acknowledgedEvents() {
        return acknowledged.sum();
    }

    /** Labels sent to a labels topic, or rare events where the sink has none. */
    public long labels() {
        long sent = labels.sum();
        return sent > 0 ? sent : rareEvents();
    }

    /** Events with a fault on purpose, by the fault's name on their labels. */
    public Map<String, Long> faults() {
        Map<String, Long> counts = new TreeMap<>();
        faults.forEach((fault, count) -> counts.put(fault, count.sum()));
        return counts;
    }

    /** Sends that were tried again. */
    public long retries() {
        return retries.getAsLong();
    }

    /** Events and labels that were not taken. */
    public long errors() {
        return errors.sum();
    }

    /** Wall time since the start of the plan. */
    public long elapsedNanos() {
        return elapsedNanos.get();
    }

    /** Event time of the last event sent, in microseconds; {@code Long.MIN_VALUE} before the first. */
    public long eventTimeMicros() {
        return eventTimeMicros.get();
    }

    /** Events a second so far. */
    public double achievedPerSecond() {
        long nanos = elapsedNanos() - beganNanos;
        return nanos <= 0 ? 0 : (events() - eventsBefore) * 1e9 / nanos;
    }

    /** Events a second that the plan wanted so far; NaN where it has no count of its own. */
    public double askedPerSecond() {
        long nanos = Math.min(elapsedNanos(), span()) - beganNanos;
        long wanted = wantedEvents(nanos);
        return wanted < 0 || nanos <= 0 ? Double.NaN : wanted * 1e9 / nanos;
    }

    /** Events that the plan wanted so far; -1 where it has no count of its own, or none is at work yet. */
    public long plannedEvents() {
        return wantedEvents(Math.min(elapsedNanos(), span()) - beganNanos);
    }

    /** Events that should be out by now and are not; 0 where the plan has no count of its own. */
    public long backlogEvents() {
        long sent = events() - eventsBefore;
        return Math.max(0, wantedEvents(Math.min(elapsedNanos(), span()) - beganNanos) - sent);
    }

    private synchronized long span() {
        return planned == null ? Long.MAX_VALUE : spanNanos;
    }

    private synchronized long wantedEvents(long nanos) {
        return planned == null ? -1 : planned.before(nanos);
    }

    @Override
    public void acknowledged(long latencyNanos, int numberOfEvents) {
        acknowledged.add(numberOfEvents);
        latency.recordNanos(latencyNanos, numberOfEvents);
    }

    @Override
    public void labelled() {
        labels.increment();
    }

    @Override
    public void faulted(String fault) {
        faults.computeIfAbsent(fault, name -> new LongAdder()).increment();
    }

    @Override
    public void failed() {
        errors.increment();
    }

    /** The rate plan at work, as {@link RatePlan#parse} reads it; empty before the start. */
    public String plan() {
        return plan;
    }

    /** A plan begins at {@code nowNanos} of the run's clock, behind the {@code already} sent. */
    synchronized void begin(RatePlan first, Origin origin, long planSpanNanos, long nowNanos, long already) {
        plan = first.text();
        planned = first.countable() ? new PlannedEvents(first, origin) : null;
        spanNanos = planSpanNanos;
        beganNanos = nowNanos;
        eventsBefore = already;
    }

    /** What is behind the wall clock is made; no plan is at work yet. */
    void backfilling(String text) {
        plan = text;
    }

    /** Where the number of sends that were tried again can be asked for. */
    void countRetries(LongSupplier counter) {
        retries = counter;
    }

    /** Another plan takes over; where its events cannot be counted, the whole run's cannot be any more. */
    synchronized void change(RateChange change, long planSpanNanos) {
        plan = change.plan().text();
        spanNanos = planSpanNanos;
        if (!change.plan().countable()) {
            planned = null;
        } else if (planned != null) {
            planned.change(change);
        }
    }

    void sent(long numberOfEvents, long numberOfRareEvents, long numberOfEntities, long lastEventTimeMicros) {
        events.setRelease(numberOfEvents);
        rareEvents.setRelease(numberOfRareEvents);
        entities.setRelease(numberOfEntities);
        eventTimeMicros.setRelease(lastEventTimeMicros);
    }

    void elapsed(long nanos) {
        elapsedNanos.setRelease(nanos);
    }
}
