package io.understudy.streams.inject;

import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import io.understudy.schemas.record.BurstAction;
import io.understudy.schemas.record.BurstCommand;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A burst command that has been checked against a model.
 *
 * @param id names the burst; the campaign id of its events
 * @param label value of the label column that its events have
 * @param startMicros stream time at which it begins, or empty for the next event
 * @param durationMicros length in stream time
 * @param eventsPerSecond injected events a second of stream time, over all partitions
 * @param entities victims, over all partitions
 */
record BurstOrder(
        String id,
        String scenario,
        long label,
        OptionalLong startMicros,
        long durationMicros,
        double eventsPerSecond,
        int entities,
        long seed) {

    /** A burst has no more events than this, over all partitions. */
    static final long MOST_EVENTS = 10_000_000;

    /** A burst has no more victims than this, over all partitions. */
    static final int MOST_ENTITIES = 1_000_000;

    private static final int LONGEST_ID = 200;
    private static final long LONGEST_MICROS = 36_525L * 86_400_000_000L;

    /**
     * Checks {@code command}, which starts a burst.
     *
     * @throws InputException if the model has no such scenario, or a number is out of range
     */
    static BurstOrder of(BurstCommand command, EventLayout layout) {
        String where = "burst " + command.getBurstId() + ": ";
        if (command.getAction() != BurstAction.START) {
            throw new InputException(where + "action " + command.getAction() + " starts nothing");
        }
        requireId(command.getBurstId());
        int label = layout.labelClasses().indexOf(command.getScenario());
        if (label < 0 || label == layout.normalLabel()) {
            throw new InputException(where + unknown(command.getScenario(), layout));
        }
        if (command.getDurationMicros() <= 0 || command.getDurationMicros() > LONGEST_MICROS) {
            throw new InputException(where + "duration of " + command.getDurationMicros()
                    + " microseconds must be positive and at most 100 years; give one such as --for 30s");
        }
        double rate = command.getEventsPerSecond();
        double events = rate * command.getDurationMicros() / 1e6;
        if (!(rate > 0) || !(events <= MOST_EVENTS)) {
            throw new InputException(where + "rate of " + rate + " events a second over "
                    + command.getDurationMicros() / 1e6 + " s must be positive and make at most " + MOST_EVENTS
                    + " events; lower the rate or shorten the burst");
        }
        if (command.getEntities() < 1 || command.getEntities() > MOST_ENTITIES) {
            throw new InputException(where + command.getEntities() + " entities must be in 1.." + MOST_ENTITIES);
        }
        Instant start = command.getStartTime();
        return new BurstOrder(
                command.getBurstId(),
                command.getScenario(),
                label,
                start == null ? OptionalLong.empty() : OptionalLong.of(ChronoUnit.MICROS.between(Instant.EPOCH, start)),
                command.getDurationMicros(),
                rate,
                command.getEntities(),
                command.getSeed());
    }

    /**
     * Checks the name of a burst.
     *
     * @throws InputException if it is empty or longer than 200 characters
     */
    static void requireId(String id) {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new InputException("burst id \"" + id + "\" must have 1 to " + LONGEST_ID + " characters");
        }
    }

    private static String unknown(String scenario, EventLayout layout) {
        List<String> classes = layout.labelClasses();
        List<String> scenarios = IntStream.range(0, classes.size())
                .filter(i -> i != layout.normalLabel())
                .mapToObj(classes::get)
                .sorted()
                .collect(Collectors.toList());
        if (scenarios.isEmpty()) {
            return "scenario \"" + scenario + "\" cannot be injected: model " + layout.name()
                    + " has no rare class; fit it on a reference with a label column";
        }
        String nearest = scenarios.stream()
                .min((a, b) -> Integer.compare(distance(a, scenario), distance(b, scenario)))
                .orElseThrow();
        return "scenario \"" + scenario + "\" is no rare class of model " + layout.name() + "; did you mean " + nearest
                + "? It knows " + String.join(", ", scenarios);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
