package io.understudy.engine.generate;

import io.understudy.engine.pace.ChangingPlan;
import io.understudy.engine.pace.DurationText;
import io.understudy.engine.pace.IdleStrategy;
import io.understudy.engine.pace.LatenessRecorder;
import io.understudy.engine.pace.LiveSchedule;
import io.understudy.engine.pace.NanoClock;
import io.understudy.engine.pace.Origin;
import io.understudy.engine.pace.Pacer;
import io.understudy.engine.pace.PlanVerdict;
import io.understudy.engine.pace.PlannedEvents;
import io.understudy.engine.pace.RateChange;
import io.understudy.engine.pace.RateDial;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.pace.Schedule;
import io.understudy.engine.publish.EventSink;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.sample.DriftDial;
import io.understudy.engine.sample.ReadAhead;
import io.understudy.model.EventFrame;
import io.understudy.model.SequenceModel;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One run from model to sink: draws events in time order, waits for their intended times, hands those that are due over
 * together, and judges the plan. One thread executes it; any may watch its meter, turn its drift dial or cancel it.
 */
public final class GenerateRun {
    /** Most events that are handed over together: a run of a partition is cheaper than single sends. */
    public static final int LONGEST_RUN_EVENTS = 256;

    /** How often readers of the stream are told how far its time has come. */
    public static final long TICK_NANOS = 100_000_000;

    private final SequenceModel model;
    private final GenerateSettings settings;
    private final EventSink sink;
    private final RunMeter meter;
    private final Pacer pacer;
    private final NanoClock clock;
    private final Clock wall;
    private final RateDial rate;
    private final DriftDial drift;
    private final int timeColumn;
    private final RunTally tally;
    private final long[] intendedByEvent = new long[LONGEST_RUN_EVENTS]; // [event of the run at hand] nanoseconds
    private volatile boolean cancelled;

    private Horizon horizon;
    private RareControl rare;
    private ReadAhead events;
    private EventFrame frame; // the last event drawn
    private RatePlan plan; // with the changes so far
    private LiveSchedule schedule;
    private boolean drawn; // the frame holds an event that is not sent yet
    private boolean pending; // and the plan wants it
    private boolean over; // no event will follow
    private long pendingIntendedNanos;
    private long lastIntendedNanos;
    private long lastSentNanos;
    private long lastEventMicros;
    private long originMicros; // wall time of the start
    private Origin origin; // of the plan
    private long beganNanos; // when the plan began; 0 without a backfill
    private long eventsBehind; // sent before the plan began
    private boolean behind; // the stream's time has not caught up with the wall's yet
    private long sinkNanos;
    private long nextTickNanos;

    /**
     * A run against the JVM's clocks.
     *
     * @param sink that takes the events; finished by the run, closed by the caller
     * @param meter that the sink reports to as well
     */
    public GenerateRun(SequenceModel model, GenerateSettings settings, EventSink sink, RunMeter meter) {
        this(model, settings, sink, meter, NanoClock.SYSTEM, IdleStrategy.PARK, Clock.systemUTC());
    }

    /** A run against clocks of the caller's. */
    public GenerateRun(
            SequenceModel model,
            GenerateSettings settings,
            EventSink sink,
            RunMeter meter,
            NanoClock clock,
            IdleStrategy idle,
            Clock wall) {
        this.model = model;
        this.settings = settings;
        this.sink = sink;
        this.meter = meter;
        this.clock = clock;
        this.wall = wall;
        this.pacer = new Pacer(clock, idle);
        this.rate = new RateDial();
        this.drift = new DriftDial(model.layout());
        this.timeColumn = model.layout().timeIndex();
        this.tally = new RunTally(model.layout().normalLabel(), settings.rare());
        settings.drifts().forEach(drift::turn);
    }

    /** The dial that changes the rate plan while the run goes on. */
    public RateDial rate() {
        return rate;
    }

    /** The dial that turns drifts on while the run goes on. */
    public DriftDial drift() {
        return drift;
    }

    public RunMeter meter() {
        return meter;
    }

    /** Ends the run soon; what was sent stays, and {@link #execute} returns. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Generates, until the events, the stream or the plan are over. To be called once.
     *
     * @throws IOException if the sink fails; the first failure, with its cause
     */
    public GenerateResult execute() throws IOException {
        try {
            return generate();
        } finally {
            rate.end();
            Optional.ofNullable(events).ifPresent(ReadAhead::close);
        }
    }

    private GenerateResult generate() throws IOException {
        long size = settings.entities().orElse(model.provenance().entities());
        Rehearsal.of(model, settings, sink, clock, wall);
        horizon = Horizon.of(settings, model.provenance(), wallMicros());
        plan = settings.plan().seeded(settings.seed());
        rare = RareControl.of(model, settings, horizon, size, plan, sink.weighs());
        events = new ReadAhead(
                rare.population(model, settings, horizon, size), model.layout().size());
        rare.weigh(sink);
        meter.countRetries(sink::retries);
        events.fill();
        originMicros = wallMicros(); // only now that all is there, or the first event would bear a time long past
        behind = settings.backfill().isPresent();
        if (behind) {
            meter.backfilling(
                    "backfill " + DurationText.of(settings.backfill().get().toNanos()));
        } else {
            begin(new Origin(horizon.startMicros(), originMicros));
        }
        boolean now = settings.eventTime() == EventTime.NOW && !behind;
        lastEventMicros = now ? originMicros : horizon.startMicros();
        pacer.start();
        while (!cancelled && !Thread.currentThread().isInterrupted()) {
            long elapsedNanos = pacer.elapsedNanos();
            changeRateIfAsked(elapsedNanos);
            if (late(elapsedNanos)) {
                break;
            }
            int handedOver = handOver(elapsedNanos);
            tickIfTime(elapsedNanos);
            if (handedOver == 0) {
                long untilNanos = pending ? pendingIntendedNanos : endOfWaitNanos();
                if (elapsedNanos >= untilNanos) {
                    break;
                }
                pacer.idleTowards(untilNanos);
            }
            meter.elapsed(elapsedNanos);
        }
        boolean stopped = cancelled || Thread.currentThread().isInterrupted();
        long tookNanos = pacer.elapsedNanos();
        sink.finish();
        long durableNanos = pacer.elapsedNanos();
        meter.elapsed(tookNanos);
        return result(stopped, tookNanos, durableNanos);
    }

    private long wallMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant());
    }

    private void begin(Origin at) {
        origin = at;
        schedule = new LiveSchedule(plan, origin);
        meter.begin(plan, origin, horizon.spanNanos(), beganNanos, tally.events());
    }

    /** The stream's time has caught up with the wall's: from now on the plan rules. */
    private void goLive(long elapsedNanos) {
        behind = false;
        beganNanos = elapsedNanos;
        eventsBehind = tally.events();
        horizon = horizon.withPlan(settings, plan, beganNanos);
        long seamMicros = originMicros + elapsedNanos / 1_000;
        begin(new Origin(seamMicros, seamMicros));
    }

    /** What the plan wanted until now stays wanted; a pending event that was to come later is asked for anew. */
    private void changeRateIfAsked(long elapsedNanos) {
        RateDial.Asked asked = behind ? null : rate.take();
        if (asked == null) {
            return;
        }
        // behind what was sent, so that the same change written into the plan gives the same events
        long runNanos = tally.events() == eventsBehind ? elapsedNanos : Math.max(elapsedNanos, lastIntendedNanos + 1);
        long atNanos = runNanos - beganNanos;
        RateChange change = new RateChange(atNanos, asked.plan().seeded(settings.seed() ^ atNanos));
        plan = ChangingPlan.of(plan, change);
        horizon = horizon.withPlan(settings, plan, beganNanos);
        schedule.change(change);
        meter.change(change, horizon.spanNanos());
        if (drawn && (!pending || pendingIntendedNanos >= runNanos)) {
            pending = false;
            over = false;
        }
        asked.taken(change);
    }

    /** True when the plan's time is up and what is still to send has missed it. */
    private boolean late(long elapsedNanos) {
        long span = horizon.spanNanos();
        return elapsedNanos - span > Math.max(PlanVerdict.GRACE_NANOS, (long) (span * PlanVerdict.TOLERANCE));
    }

    /**
     * A plan that lasts a minute lasts a minute, though its last event is out before that; and one that is silent without an
     * end waits to be changed.
     */
    private long endOfWaitNanos() {
        boolean ranOut = tally.events() >= horizon.events()
                || horizon.spanNanos() == RatePlan.ENDLESS && !(drawn && frame.timeMicros < horizon.endMicros());
        return ranOut || !plan.paced() ? 0 : horizon.spanNanos();
    }

    private int handOver(long elapsedNanos) throws IOException {
        int count = 0;
        while (count < LONGEST_RUN_EVENTS && draw(elapsedNanos) && pendingIntendedNanos <= elapsedNanos) {
            if (settings.eventTime() == EventTime.NOW && !behind) {
                frame.values[timeColumn] = originMicros + pendingIntendedNanos / 1_000;
            }
            rare.weigh(sink);
            sink.accept(frame, pacer.startNanos() + pendingIntendedNanos);
            intendedByEvent[count++] = behind ? LatenessRecorder.UNPACED : pendingIntendedNanos;
            pending = false;
            drawn = false;
            tally.count(frame);
            lastIntendedNanos = pendingIntendedNanos;
            lastEventMicros = eventMicros();
        }
        if (count > 0) {
            long before = clock.nanos();
            sink.release();
            long after = clock.nanos();
            sinkNanos += after - before;
            lastSentNanos = after - pacer.startNanos();
            if (plan.paced()) {
                meter.lateness().recordUntil(lastSentNanos, intendedByEvent, count);
            }
            meter.sent(tally.events(), tally.rareEvents(), tally.entities(), lastEventMicros);
        }
        return count;
    }

    /** Makes an event pending if none is; false if there is none any more. */
    private boolean draw(long elapsedNanos) {
        if (pending || over) {
            return pending;
        }
        if (!drawn) {
            EventFrame next = tally.events() >= horizon.events() ? null : events.next();
            over = next == null;
            if (over) {
                return false;
            }
            frame = next;
            drawn = true;
            drift.apply(frame);
        }
        if (behind && frame.timeMicros < originMicros + elapsedNanos / 1_000) {
            pendingIntendedNanos = elapsedNanos;
            pending = true;
            return true;
        }
        if (behind) {
            goLive(elapsedNanos);
        }
        long intended = frame.timeMicros >= horizon.endMicros()
                ? Schedule.NEVER
                : schedule.nextNanos(frame.timeMicros, elapsedNanos - beganNanos);
        pendingIntendedNanos = intended == Schedule.NEVER ? intended : beganNanos + intended;
        over = pendingIntendedNanos >= horizon.spanNanos();
        pending = !over;
        return pending;
    }

    private long eventMicros() {
        return settings.eventTime() == EventTime.NOW && !behind ? frame.values[timeColumn] : frame.timeMicros;
    }

    private void tickIfTime(long elapsedNanos) throws IOException {
        if (elapsedNanos >= nextTickNanos) {
            nextTickNanos = elapsedNanos + TICK_NANOS;
            sink.tick(streamMicros(elapsedNanos));
        }
    }

    /** How far the stream's time has come: on the way from the last event to the pending one, which it never passes. */
    private long streamMicros(long elapsedNanos) {
        if (!pending || behind || elapsedNanos >= pendingIntendedNanos) {
            return lastEventMicros;
        }
        if (settings.eventTime() == EventTime.NOW) {
            return Math.max(lastEventMicros, originMicros + elapsedNanos / 1_000);
        }
        double share = (double) (elapsedNanos - lastIntendedNanos) / (pendingIntendedNanos - lastIntendedNanos);
        return lastEventMicros + (long) ((frame.timeMicros - lastEventMicros) * Math.max(0, share));
    }

    private GenerateResult result(boolean stopped, long tookNanos, long durableNanos) {
        return new GenerateResult(
                tally.events(),
                tally.entities(),
                durableNanos / 1e9,
                verdict(tookNanos),
                meter.lateness().summary(),
                meter.latency().summary(),
                meter.labels(),
                tally.rareEvents(),
                tally.rareShare(rare.meanOdds()),
                meter.faults(),
                meter.backlogEvents(),
                meter.retries(),
                meter.errors(),
                stopped,
                backfill());
    }

    private Optional<GenerateResult.Backfill> backfill() {
        if (settings.backfill().isEmpty()) {
            return Optional.empty();
        }
        long sent = behind ? tally.events() : eventsBehind;
        long nanos = behind ? pacer.elapsedNanos() : beganNanos;
        Instant seam = Instant.EPOCH.plus(originMicros + nanos / 1_000, ChronoUnit.MICROS);
        return Optional.of(new GenerateResult.Backfill(sent, nanos / 1e9, behind ? null : seam.toString()));
    }

    private PlanVerdict verdict(long tookNanos) {
        if (!plan.paced() || behind) {
            return PlanVerdict.unpaced(tally.events(), tookNanos);
        }
        long live = tally.events() - eventsBehind;
        long lastNanos = lastSentNanos - beganNanos;
        if (over) {
            long spanNanos = horizon.spanNanos() == RatePlan.ENDLESS
                    ? spanOfEventsNanos(live)
                    : horizon.spanNanos() - beganNanos;
            return PlanVerdict.of(live, live, spanNanos, Math.max(spanNanos, lastNanos), limit());
        }
        long spanNanos = Math.min(horizon.spanNanos(), tookNanos) - beganNanos;
        return PlanVerdict.of(wanted(spanNanos, live), live, spanNanos, Math.max(spanNanos, lastNanos), limit());
    }

    /** Whoever ends a run in the middle does not blame it for what had only just become due. */
    private long wanted(long spanNanos, long live) {
        long overdueNanos = Math.max(0, spanNanos - PlanVerdict.GRACE_NANOS);
        return cancelled && live >= plannedBefore(overdueNanos) ? live : plannedBefore(spanNanos);
    }

    /** Each event stands for the time until the next one would have come. */
    private long spanOfEventsNanos(long live) {
        long lastNanos = lastIntendedNanos - beganNanos;
        return live < 2 ? Math.max(1, lastNanos) : lastNanos + lastNanos / (live - 1);
    }

    /** What a plan wanted that was cut short. */
    private long plannedBefore(long nanos) {
        return plan.countable()
                ? new PlannedEvents(plan, origin).before(nanos)
                : tally.events() - eventsBehind + (pendingIntendedNanos - beganNanos < nanos ? 1 : 0);
    }

    private String limit() {
        long busyNanos = pacer.elapsedNanos() - pacer.idleNanos();
        return sinkNanos * 2 > busyNanos ? sink.bottleneck() : "generator";
    }
}
