package io.understudy.engine.sample;

import io.understudy.model.InputException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shift of the model on purpose: what changes, how much, when and how fast.
 *
 * @param kind all at once or little by little
 * @param target what changes
 * @param startMicros event time of the first change, or {@link #AT_ONCE}
 * @param widthMicros how long a gradual change takes; 0 for an abrupt one
 */
public record DriftPlan(Kind kind, Target target, long startMicros, long widthMicros) {
    /** Start of a plan that begins at the next event. */
    public static final long AT_ONCE = Long.MIN_VALUE;

    private static final Pattern SCALE = Pattern.compile("(.+?)\\s*\\*\\s*(\\d+(?:\\.\\d+)?)");
    private static final Pattern MIX = Pattern.compile("(.+?)=(.*?)(?::(0?\\.\\d+|1|1\\.0))?");
    private static final double USUAL_FACTOR = 1.5;
    private static final double USUAL_SHARE = 0.3;

    /** How a drift comes. */
    public enum Kind {
        /** All at once, at the start. */
        ABRUPT,
        /** Along a straight line over the width. */
        GRADUAL
    }

    /** What a drift changes. */
    public sealed interface Target permits Scale, Gap, Mix {}

    /** The numbers of a column are multiplied by {@code factor}, above 0. */
    public record Scale(String column, double factor) implements Target {
        public Scale {
            requireFactor(factor);
        }
    }

    /** The gaps between the events of every entity are multiplied by {@code factor}, above 0. */
    public record Gap(double factor) implements Target {
        public Gap {
            requireFactor(factor);
        }
    }

    /**
     * A {@code share}, above 0 and up to 1, of a column's cells are replaced.
     *
     * @param column a type or category column; empty for the first type column
     * @param value the text they are replaced by; null for the value behind the cell's own in the column's dictionary
     */
    public record Mix(String column, String value, double share) implements Target {
        public Mix {
            if (!(share > 0 && share <= 1)) {
                throw new InputException("drift: the share " + share + " must be above 0 and up to 1");
            }
        }
    }

    public DriftPlan {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(target);
        if (widthMicros < 0
                || (kind == Kind.ABRUPT && widthMicros != 0)
                || (kind == Kind.GRADUAL && widthMicros == 0)) {
            throw new InputException("drift: a width of " + widthMicros + " microseconds does not suit the kind "
                    + kind.name().toLowerCase(Locale.ROOT) + "; an abrupt one has none, a gradual one needs one");
        }
    }

    private static void requireFactor(double factor) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new InputException("drift: the factor " + factor + " must be a finite number above 0");
        }
    }

    /**
     * Reads a kind ({@code abrupt}, {@code gradual}) and a target: {@code gap}, {@code gap*0.5}, {@code AMOUNT*1.5}, {@code
     * token}, {@code token:0.3}, {@code MCC=5411:0.3}, or a column's name alone.
     *
     * @throws InputException if one of them is not understood
     */
    public static DriftPlan parse(String kind, String target, long startMicros, long widthMicros) {
        Kind parsed = switch (kind.toLowerCase(Locale.ROOT)) {
            case "abrupt" -> Kind.ABRUPT;
            case "gradual" -> Kind.GRADUAL;
            default -> throw new InputException("drift kind \"" + kind + "\" is not known; use abrupt or gradual");
        };
        return new DriftPlan(parsed, target(target.trim()), startMicros, parsed == Kind.ABRUPT ? 0 : widthMicros);
    }

    private static Target target(String text) {
        Matcher scale = SCALE.matcher(text);
        String name = scale.matches() ? scale.group(1) : text;
        double factor = scale.matches() ? Double.parseDouble(scale.group(2)) : USUAL_FACTOR;
        if (name.equals("gap")) {
            return new Gap(factor);
        }
        if (name.equals("token")) {
            return new Mix("", null, USUAL_SHARE);
        }
        if (name.startsWith("token:")) {
            return new Mix("", null, share(text, name.substring("token:".length())));
        }
        Matcher mix = MIX.matcher(text);
        if (!scale.matches() && mix.matches()) {
            return new Mix(mix.group(1), mix.group(2), mix.group(3) == null ? USUAL_SHARE : share(text, mix.group(3)));
        }
        if (name.isEmpty()) {
            throw new InputException("drift target is empty; name a column, gap or token");
        }
        return new Scale(name, factor);
    }

    private static double share(String target, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InputException(
                    "drift target \"" + target + "\": \"" + text + "\" is not a share between 0 and 1", e);
        }
    }

    /** The plan with another start. */
    public DriftPlan startingAt(long micros) {
        return new DriftPlan(kind, target, micros, widthMicros);
    }
}
