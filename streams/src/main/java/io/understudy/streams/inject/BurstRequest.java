package io.understudy.streams.inject;

import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import io.understudy.schemas.record.BurstAction;
import io.understudy.schemas.record.BurstCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a user asks of a burst.
 *
 * @param id names it; empty for a name made of the scenario and the seed
 * @param scenario class of the model's label column
 * @param start stream time; empty for as soon as the command is seen
 * @param duration length in stream time
 * @param eventsPerSecond injected events a second of stream time
 * @param entities number of victims
 */
public record BurstRequest(
        Optional<String> id,
        String scenario,
        Optional<Instant> start,
        Duration duration,
        double eventsPerSecond,
        int entities,
        long seed) {

    /** A burst from the next event on, under a name of its own. */
    public static BurstRequest now(
            String scenario, Duration duration, double eventsPerSecond, int entities, long seed) {
        return new BurstRequest(
                Optional.empty(), scenario, Optional.empty(), duration, eventsPerSecond, entities, seed);
    }

    /**
     * Checks it against the model of a stream, before there is anything to command.
     *
     * @throws InputException if the model has no such scenario, or a number is out of range
     */
    public void requireFits(EventLayout layout) {
        BurstOrder.of(command(), layout);
    }

    /**
     * The command that asks for it.
     *
     * @throws InputException if the duration is beyond 292,000 years
     */
    BurstCommand command() {
        long micros;
        try {
            micros = Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
        } catch (ArithmeticException e) {
            throw new InputException("burst of " + scenario + ": duration " + duration + " is too long", e);
        }
        return BurstCommand.newBuilder()
                .setBurstId(id.orElse(scenario + "-" + Long.toHexString(seed)))
                .setAction(BurstAction.START)
                .setScenario(scenario)
                .setStartTime(start.orElse(null))
                .setDurationMicros(micros)
                .setEventsPerSecond(eventsPerSecond)
                .setEntities(entities)
                .setSeed(seed)
                .build();
    }
}
