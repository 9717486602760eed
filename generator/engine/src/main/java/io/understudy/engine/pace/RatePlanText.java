package io.understudy.engine.pace;

import io.understudy.model.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the text of a rate plan; the grammar stands at {@link RatePlan#parse}. */
final class RatePlanText {
    private final String text;

    RatePlanText(String text) {
        this.text = text;
    }

    RatePlan parse() {
        List<RatePlan> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            parts.add(part(part.trim().toLowerCase(Locale.ROOT)));
        }
        try {
            return parts.size() == 1 ? parts.get(0) : new PlanSequence(parts);
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage(), e);
        }
    }

    private RatePlan part(String part) {
        int split = part.indexOf(" for ");
        String what = split < 0 ? part : part.substring(0, split).trim();
        long durationNanos = split < 0
                ? RatePlan.ENDLESS
                : DurationText.parse(part.substring(split + 5)).toNanos();
        if (what.equals("max")) {
            return new MaxPlan(durationNanos);
        }
        if (what.startsWith("model")) {
            String speed = what.substring("model".length()).trim();
            return new RhythmPlan(speed.isEmpty() ? Speed.REAL : Speed.parse(speed), durationNanos);
        }
        if (what.startsWith("poisson ")) {
            return new PoissonPlan(Rate.parse(what.substring("poisson ".length())), 0, durationNanos);
        }
        int dots = what.indexOf("..");
        if (dots < 0) {
            return new ConstantPlan(Rate.parse(what), durationNanos);
        }
        if (durationNanos == RatePlan.ENDLESS) {
            throw refused("the ramp " + what + " has no end; add for DURATION", null);
        }
        return new RampPlan(Rate.parse(what.substring(0, dots)), Rate.parse(what.substring(dots + 2)), durationNanos);
    }

    private InputException refused(String why, RuntimeException cause) {
        return new InputException("rate plan \"" + text + "\": " + why, cause);
    }
}
