package io.understudy.ops.job;

import io.understudy.model.InputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** When something scheduled happens: at a time of the stream, or so long after the rate plan began. */
public sealed interface Moment {

    /** A time of the stream. */
    record StreamTime(Instant instant) implements Moment {
        public StreamTime {
            Objects.requireNonNull(instant);
        }
    }

    /** Time on the rate plan's clock, at least 0. */
    record AfterStart(Duration offset) implements Moment {
        public AfterStart {
            Objects.requireNonNull(offset);
        }
    }

    /**
     * Reads {@code 0}, {@code 5m}, {@code 2026-01-05T10:00:00Z} or {@code 2026-01-05}.
     *
     * @throws InputException if the text is none of them
     */
    static Moment parse(String text) {
        try {
            return text.matches("\\d{4}-.*")
                    ? new StreamTime(ScalarText.instant(text))
                    : new AfterStart(ScalarText.delay(text));
        } catch (InputException e) {
            throw new InputException(
                    "\"" + text + "\" is neither a time after the start, like 5m, nor a time of the stream, like"
                            + " 2026-01-05T10:00:00Z",
                    e);
        }
    }

    /** The time of the stream, where it is one. */
    default Optional<Instant> streamTime() {
        return this instanceof StreamTime time ? Optional.of(time.instant()) : Optional.empty();
    }
}
