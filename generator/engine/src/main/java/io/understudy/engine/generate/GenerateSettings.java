package io.understudy.engine.generate;

import io.understudy.engine.pace.DurationText;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.pace.Speed;
import io.understudy.engine.publish.EventSpan;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.sample.DriftPlan;
import io.understudy.engine.sample.Shard;
import io.understudy.model.InputException;
import io.understudy.model.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What to generate. What is not given is taken from the model.
 *
 * @param seed equal seeds give equal events
 * @param entities in the population; as many as were fitted if empty
 * @param events to make; if empty, the stream ends by time
 * @param length of the stream: wall time under a rate, model time without one; if empty, and {@code events} too, the
 *     span of the reference in model time
 * @param startMicros model time at which the stream begins; the reference's first event if empty
 * @param backfill how far before now the stream begins: what lies behind is made as fast as it goes, then the plan begins
 * @param plan of the rate
 * @param eventTime which time events bear
 * @param rare how often rare classes come
 * @param drifts on purpose, in the order in which they work
 * @param shard of the population that is made
 */
public record GenerateSettings(
        long seed,
        OptionalLong entities,
        OptionalLong events,
        Optional<Duration> length,
        OptionalLong startMicros,
        Optional<Duration> backfill,
        RatePlan plan,
        EventTime eventTime,
        RareAim rare,
        List<DriftPlan> drifts,
        Shard shard) {

    public GenerateSettings {
        Objects.requireNonNull(plan);
        Objects.requireNonNull(eventTime);
        Objects.requireNonNull(rare);
        Objects.requireNonNull(shard);
        drifts = List.copyOf(drifts);
        require(entities, "--entities");
        require(events, "--events");
        if (length.isPresent() && (length.get().isNegative() || length.get().isZero())) {
            throw new InputException("--for " + length.get() + " must be above 0; give a duration like 60s");
        }
        if (backfill.isPresent()) {
            requireBackfill(backfill.get(), startMicros, eventTime);
        }
    }

    private static void requireBackfill(Duration backfill, OptionalLong start, EventTime eventTime) {
        if (backfill.isNegative() || backfill.isZero()) {
            throw new InputException("--backfill " + backfill + " must be above 0; give a duration like 7d");
        }
        if (start.isPresent()) {
            throw new InputException("--backfill " + DurationText.of(backfill.toNanos())
                    + " begins that long before now, but --start sets another beginning; leave one of them out");
        }
        if (eventTime != EventTime.NOW) {
            throw new InputException("--backfill " + DurationText.of(backfill.toNanos())
                    + " ends in events of now, but --timestamps model asks for simulated time; use --timestamps now");
        }
    }

    private static void require(OptionalLong number, String flag) {
        if (number.isPresent() && number.getAsLong() < 1) {
            throw new InputException(flag + " " + number.getAsLong() + " must be at least 1");
        }
    }

    /** As much as the reference holds, as fast as it goes, in model time. */
    public static GenerateSettings of(long seed) {
        return new GenerateSettings(
                seed,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                RatePlan.defaultFor(false, Speed.REAL),
                EventTime.MODEL,
                RareAim.UNCHANGED,
                List.of(),
                Shard.WHOLE);
    }

    /** The event times that a run of a model with this past will write, which a sink's topics must suit. */
    public EventSpan eventSpan(Provenance reference, Instant now) {
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        if (backfill.isPresent()) {
            return EventSpan.simulated(nowMicros - backfill.get().toNanos() / 1_000, Long.MAX_VALUE);
        }
        if (eventTime == EventTime.NOW) {
            return EventSpan.NOW;
        }
        Horizon horizon = Horizon.of(this, reference, nowMicros);
        return EventSpan.simulated(horizon.startMicros(), horizon.endMicros());
    }

    public GenerateSettings withEntities(long number) {
        return new GenerateSettings(
                seed,
                OptionalLong.of(number),
                events,
                length,
                startMicros,
                backfill,
                plan,
                eventTime,
                rare,
                drifts,
                shard);
    }

    public GenerateSettings withEvents(long number) {
        return new GenerateSettings(
                seed,
                entities,
                OptionalLong.of(number),
                length,
                startMicros,
                backfill,
                plan,
                eventTime,
                rare,
                drifts,
                shard);
    }

    public GenerateSettings withLength(Duration duration) {
        return new GenerateSettings(
                seed,
                entities,
                events,
                Optional.of(duration),
                startMicros,
                backfill,
                plan,
                eventTime,
                rare,
                drifts,
                shard);
    }

    public GenerateSettings withStartMicros(long micros) {
        return new GenerateSettings(
                seed,
                entities,
                events,
                length,
                OptionalLong.of(micros),
                backfill,
                plan,
                eventTime,
                rare,
                drifts,
                shard);
    }

    /** Begins {@code duration} before now, and bears the time of now. */
    public GenerateSettings withBackfill(Duration duration) {
        return new GenerateSettings(
                seed,
                entities,
                events,
                length,
                startMicros,
                Optional.of(duration),
                plan,
                EventTime.NOW,
                rare,
                drifts,
                shard);
    }

    public GenerateSettings withPlan(RatePlan other) {
        return new GenerateSettings(
                seed, entities, events, length, startMicros, backfill, other, eventTime, rare, drifts, shard);
    }

    public GenerateSettings withEventTime(EventTime other) {
        return new GenerateSettings(
                seed, entities, events, length, startMicros, backfill, plan, other, rare, drifts, shard);
    }

    public GenerateSettings withRare(RareAim aim) {
        return new GenerateSettings(
                seed, entities, events, length, startMicros, backfill, plan, eventTime, aim, drifts, shard);
    }

    public GenerateSettings withDrifts(List<DriftPlan> plans) {
        return new GenerateSettings(
                seed, entities, events, length, startMicros, backfill, plan, eventTime, rare, plans, shard);
    }

    public GenerateSettings withShard(Shard other) {
        return new GenerateSettings(
                seed, entities, events, length, startMicros, backfill, plan, eventTime, rare, drifts, other);
    }
}
