package io.understudy.engine.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** ECS {@code event.outcome}. */
enum Outcome {
    SUCCESS,
    FAILURE,
    UNKNOWN;

    static List<String> texts() {
        return Arrays.stream(values())
                .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
