package io.understudy.engine.simulate;

import io.understudy.model.InputException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How much to simulate.
 *
 * @param entities agents: cards, or accounts; 1 to 10 million
 * @param days simulated days; 1 to 3,660
 * @param seed decides everything that is random
 * @param start first instant, at midnight UTC
 */
public record SimulationSettings(int entities, int days, long seed, Instant start) {
    /** Agents where the user names no number. */
    public static final int DEFAULT_ENTITIES = 1_000;

    /** Days where the user names no number. */
    public static final int DEFAULT_DAYS = 30;

    /** Start where the user names none: a Monday, so that weeks of the log are calendar weeks. */
    public static final Instant DEFAULT_START = Instant.parse("2026-01-05T00:00:00Z");

    public SimulationSettings {
        if (entities < 1 || entities > 10_000_000) {
            throw new InputException(
                    "simulate: --entities " + entities + " is out of range; give a number from 1 to 10000000");
        }
        if (days < 1 || days > 3_660) {
            throw new InputException("simulate: --days " + days + " is out of range; give a number from 1 to 3660");
        }
        if (!start.equals(start.truncatedTo(ChronoUnit.DAYS))) {
            throw new InputException(
                    "simulate: start " + start + " is not at midnight UTC; give " + start.truncatedTo(ChronoUnit.DAYS));
        }
        int year = start.atOffset(ZoneOffset.UTC).getYear();
        if (year < 1970 || year > 9_000) {
            throw new InputException("simulate: start " + start + " is out of range; give a year from 1970 to 9000");
        }
    }

    /** The given size and seed, from {@link #DEFAULT_START}. */
    public static SimulationSettings of(int entities, int days, long seed) {
        return new SimulationSettings(entities, days, seed, DEFAULT_START);
    }
}
