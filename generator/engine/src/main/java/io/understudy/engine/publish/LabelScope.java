package io.understudy.engine.publish;

import io.understudy.model.InputException;
import java.util.Locale;

/** Which events get a record on the labels topic. */
public enum LabelScope {
    /** Those of a class other than normal. */
    RARE,
    /** Every one. */
    ALL;

    /**
     * Reads {@code rare} or {@code all}.
     *
     * @throws InputException if the text is neither
     */
    public static LabelScope parse(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "rare" -> RARE;
            case "all" -> ALL;
            default -> throw new InputException("labels \"" + text + "\" are not known; use rare or all");
        };
    }
}
