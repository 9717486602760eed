package io.understudy.engine.publish;

import io.understudy.model.InputException;
import java.util.Locale;

/** Which time an event bears. */
public enum EventTime {
    /** The model's, from {@code --start} on. */
    MODEL,
    /** The run's first instant and the intended offset; the model's time goes along in a header. */
    NOW;

    /**
     * Reads {@code model} or {@code now}.
     *
     * @throws InputException if the text is neither
     */
    public static EventTime parse(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "model" -> MODEL;
            case "now" -> NOW;
            default -> throw new InputException("timestamps \"" + text + "\" are not known; use model or now");
        };
    }
}
