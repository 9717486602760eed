package io.understudy.engine.publish;

import io.understudy.model.InputException;
import java.util.Locale;

/** What readers may rely on when something fails. */
public enum Delivery {
    /** Events and labels of a moment become visible together or not at all, once. */
    EXACTLY_ONCE,
    /** Events may come without their labels when a run breaks off. Cheaper. */
    AT_LEAST_ONCE;

    /**
     * Reads {@code exactly-once} or {@code at-least-once}.
     *
     * @throws InputException if the text is neither
     */
    public static Delivery parse(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "exactly-once" -> EXACTLY_ONCE;
            case "at-least-once" -> AT_LEAST_ONCE;
            default ->
                throw new InputException("delivery \"" + text + "\" is not known; use exactly-once or at-least-once");
        };
    }
}
