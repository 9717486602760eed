package io.understudy.engine.fault;

import io.understudy.engine.pace.DurationText;
import io.understudy.model.InputException;
import io.understudy.model.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The faults of a stream, each with its share. An event gets one at most, so that all shares add up to 100 % at most.
 *
 * @param faults none twice
 */
public record FaultPlan(List<Fault> faults) {
    /** Nothing goes wrong. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    /** What may follow each fault's share, by the fault's key. */
    public static final Map<String, List<String>> OPTIONS_BY_KEY = options();

    private static final int USUAL_OVERSIZE_BYTES = 500_000;
    private static final int USUAL_KEYS = 100;

    private static Map<String, List<String>> options() {
        Map<String, List<String>> options = new LinkedHashMap<>();
        options.put("late", List.of("by"));
        options.put("out-of-order", List.of("events"));
        options.put("duplicate", List.of());
        options.put("dropped", List.of());
        options.put("malformed", List.of("kinds"));
        options.put("tombstone", List.of());
        options.put("oversize", List.of("bytes"));
        options.put("headers", List.of());
        options.put("key-skew", List.of("exponent", "keys"));
        return options;
    }

    public FaultPlan {
        faults = List.copyOf(faults);
        double sum = faults.stream().mapToDouble(Fault::share).sum();
        if (sum > 1 + 1e-9) {
            throw new InputException("faults add up to " + BigDecimal.valueOf(Math.round(sum * 1e4), 2)
                    + " % of the events, but an event gets one at most; lower their shares");
        }
        if (faults.stream().map(Fault::key).distinct().count() < faults.size()) {
            throw new InputException("faults: one stands twice; keep one of each");
        }
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /**
     * Reads faults with commas between, options behind the share: {@code late=1% by=30s, duplicate=0.1%, malformed=0.01%
     * kinds=truncated+schema-id}.
     *
     * @throws InputException if the text is no fault plan
     */
    public static FaultPlan parse(String text) {
        List<Fault> faults = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] words = part.trim().split("\\s+");
            String[] head = words[0].split("=", 2);
            if (head.length < 2) {
                throw new InputException("faults \"" + text + "\": write \"" + part.trim()
                        + "\" like late=1% by=30s, or duplicate=0.1%");
            }
            Map<String, String> options = new LinkedHashMap<>();
            for (int i = 1; i < words.length; i++) {
                String[] option = words[i].split("=", 2);
                if (option.length < 2) {
                    throw new InputException("faults \"" + text + "\": write \"" + words[i] + "\" like KEY=VALUE");
                }
                options.put(option[0], option[1]);
            }
            faults.add(fault(head[0], head[1], options));
        }
        return new FaultPlan(faults);
    }

    /**
     * A fault by its key.
     *
     * @param options of {@link #OPTIONS_BY_KEY}; kinds with {@code +} between
     * @throws InputException if there is no such fault, or something about it is wrong
     */
    public static Fault fault(String key, String share, Map<String, String> options) {
        List<String> known = OPTIONS_BY_KEY.get(key);
        if (known == null) {
            throw new InputException("unknown fault " + key + "; " + hint(key, List.copyOf(OPTIONS_BY_KEY.keySet())));
        }
        for (String option : options.keySet()) {
            if (!known.contains(option)) {
                throw new InputException("fault " + key + ": unknown option " + option + "; "
                        + (known.isEmpty() ? "it has none" : hint(option, known)));
            }
        }
        double part = share(key, share);
        return switch (key) {
            case "late" -> new Fault.Late(part, micros(options.getOrDefault("by", "30s")));
            case "out-of-order" ->
                new Fault.OutOfOrder(part, whole(key, "events", options.getOrDefault("events", "1")));
            case "duplicate" -> new Fault.Duplicate(part);
            case "dropped" -> new Fault.Dropped(part);
            case "malformed" -> new Fault.Malformed(part, kinds(options.get("kinds")));
            case "tombstone" -> new Fault.Tombstone(part);
            case "oversize" ->
                new Fault.Oversize(
                        part, whole(key, "bytes", options.getOrDefault("bytes", String.valueOf(USUAL_OVERSIZE_BYTES))));
            case "headers" -> new Fault.Headers(part);
            default ->
                new Fault.KeySkew(
                        part,
                        number(key, "exponent", options.getOrDefault("exponent", "1")),
                        whole(key, "keys", options.getOrDefault("keys", String.valueOf(USUAL_KEYS))));
        };
    }

    private static String hint(String name, List<String> known) {
        return NearestName.of(name, known)
                .map(near -> "did you mean " + near + "?")
                .orElse("known: " + String.join(", ", known));
    }

    private static double share(String key, String text) {
        boolean percent = text.endsWith("%");
        double number = number(key, "share", percent ? text.substring(0, text.length() - 1) : text);
        return percent ? number / 100 : number;
    }

    private static double number(String key, String option, String text) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw new InputException(
                    "fault " + key + ": " + option + " \"" + text + "\" is not a number; write it like "
                            + (option.equals("share") ? "0.1%" : "1.2"),
                    e);
        }
    }

    private static int whole(String key, String option, String text) {
        double number = number(key, option, text.replace("_", "").replaceFirst("[kK]$", "e3"));
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new InputException("fault " + key + ": " + option + " \"" + text + "\" is not a whole number");
        }
        return (int) number;
    }

    private static long micros(String text) {
        return DurationText.parse(text).toNanos() / 1_000;
    }

    private static List<Malformation> kinds(String text) {
        return text == null
                ? List.of(Malformation.values())
                : Arrays.stream(text.split("\\+")).map(Malformation::parse).toList();
    }
}
