package io.understudy.ops.demo;

import io.understudy.engine.pace.Rate;
import io.understudy.model.InputException;
import java.time.Duration;
import java.util.Objects;

/**
 * How to demonstrate.
 *
 * @param length of the rate plan, 3 s to 24 h
 * @param rate of both streams together, each of which gets half
 * @param port of the dashboard on 127.0.0.1; 0 for any that is free
 * @param seed decides the references, the models and the events
 */
public record DemoSettings(Duration length, Rate rate, int port, long seed) {
    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofHours(24);

    public DemoSettings {
        Objects.requireNonNull(rate);
        if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
            throw new InputException("--for " + length.toMillis() / 1e3
                    + " s is out of range; give 3s to 24h, so that burst and drift have their time");
        }
        if (rate.events() == 0) {
            throw new InputException("--rate 0 shows nothing; give one like 2k/s");
        }
        if (port < 0 || port > 65_535) {
            throw new InputException("--port " + port + " is out of range; give 1 to 65535, or 0 for a free one");
        }
    }

    /** The rate of one of the two streams. */
    Rate half() {
        return new Rate(rate.events(), Math.multiplyExact(2, rate.perNanos()));
    }

    double seconds() {
        return length.toNanos() / 1e9;
    }
}
