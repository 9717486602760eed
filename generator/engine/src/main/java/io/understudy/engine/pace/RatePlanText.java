package io.understudy.engine.pace;

import io.understudy.model.InputException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a rate plan; the grammar stands at {@link RatePlan#parse}. */
final class RatePlanText {
    private static final Pattern CHANGE = Pattern.compile("at\\s+(\\S+)\\s+(.+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern LENGTH = Pattern.compile("(.*?)\\s+for\\s+(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STEPS = Pattern.compile("(.*?)\\s+in\\s+(\\d{1,9})\\s+steps");
    private static final LocalTime USUAL_PEAK = LocalTime.of(14, 0);

    private final String text;

    RatePlanText(String text) {
        this.text = text;
    }

    RatePlan parse() {
        String[] plans = text.split(";", -1);
        RatePlan first = sequence(plans[0]);
        List<RateChange> changes = new ArrayList<>();
        for (int i = 1; i < plans.length; i++) {
            changes.add(change(plans[i].trim()));
        }
        return changes.isEmpty() ? first : checked(() -> new ChangingPlan(first, changes));
    }

    private RateChange change(String change) {
        Matcher matcher = CHANGE.matcher(change);
        if (!matcher.matches()) {
            throw refused("\"" + change + "\" behind a semicolon must be a change, like at 90s 8k/s", null);
        }
        long atNanos = matcher.group(1).equals("0")
                ? 0
                : DurationText.parse(matcher.group(1)).toNanos();
        RatePlan plan = sequence(matcher.group(2));
        return checked(() -> new RateChange(atNanos, plan));
    }

    private RatePlan sequence(String plan) {
        List<RatePlan> parts = new ArrayList<>();
        for (String part : plan.split(",", -1)) {
            parts.add(part(part.trim()));
        }
        return parts.size() == 1 ? parts.get(0) : checked(() -> new PlanSequence(parts));
    }

    private RatePlan part(String part) {
        Matcher length = LENGTH.matcher(part);
        boolean ends = length.matches();
        long durationNanos = ends ? DurationText.parse(length.group(2)).toNanos() : RatePlan.ENDLESS;
        String written = ends ? length.group(1).trim() : part;
        String what = written.toLowerCase(Locale.ROOT);
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
        if (what.startsWith("diurnal ")) {
            return diurnal(written.substring("diurnal ".length()).trim().split("\\s+"), durationNanos);
        }
        int dots = what.indexOf("..");
        if (dots < 0) {
            return new ConstantPlan(Rate.parse(written), durationNanos);
        }
        Matcher stairs = STEPS.matcher(what);
        String line = stairs.matches() ? stairs.group(1) : what;
        if (durationNanos == RatePlan.ENDLESS) {
            throw refused("the ramp " + what + " has no end; add for DURATION", null);
        }
        Rate from = Rate.parse(line.substring(0, dots));
        Rate to = Rate.parse(line.substring(dots + 2));
        return checked(() -> stairs.matches()
                ? new StepPlan(from, to, Integer.parseInt(stairs.group(2)), durationNanos)
                : new RampPlan(from, to, durationNanos));
    }

    private RatePlan diurnal(String[] words, long durationNanos) {
        ZoneId zone = ZoneOffset.UTC;
        LocalTime peak = USUAL_PEAK;
        Rate[] range = null;
        List<DiurnalPlan.Point> points = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            String word = words[i].toLowerCase(Locale.ROOT);
            int dots = word.indexOf("..");
            int equals = word.indexOf('=');
            if (word.equals("zone") && i + 1 < words.length) {
                zone = zone(words[++i]);
            } else if (word.equals("peak") && i + 1 < words.length) {
                peak = time(words[++i]);
            } else if (dots > 0 && range == null) {
                range = new Rate[] {Rate.parse(word.substring(0, dots)), Rate.parse(word.substring(dots + 2))};
            } else if (equals > 0) {
                points.add(
                        new DiurnalPlan.Point(time(word.substring(0, equals)), Rate.parse(word.substring(equals + 1))));
            } else {
                throw refused(
                        "\"" + words[i]
                                + "\" is no part of a diurnal curve; write it like diurnal 1k/s..5k/s peak 20:00"
                                + " zone Europe/Berlin, or diurnal 04:00=100/s 12:00=2k/s",
                        null);
            }
        }
        if (range != null && !points.isEmpty()) {
            throw refused("a diurnal curve has either a range or points; leave one of them out", null);
        }
        Rate[] wave = range;
        LocalTime top = peak;
        ZoneId where = zone;
        return checked(() -> wave == null
                ? new DiurnalPlan(points, where, durationNanos)
                : DiurnalPlan.wave(wave[0], wave[1], top, where, durationNanos));
    }

    private ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw refused("zone \"" + name + "\" is not known; write it like Europe/Berlin or UTC", e);
        }
    }

    private LocalTime time(String time) {
        try {
            return LocalTime.parse(time.length() == "4:00".length() ? "0" + time : time);
        } catch (DateTimeException e) {
            throw refused("\"" + time + "\" is no time of day; write it like 08:30", e);
        }
    }

    private <T> T checked(Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            throw refused(e.getMessage(), e);
        }
    }

    private InputException refused(String why, RuntimeException cause) {
        return new InputException("rate plan \"" + text + "\": " + why, cause);
    }
}
