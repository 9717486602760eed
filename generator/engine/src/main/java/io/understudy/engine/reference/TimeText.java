package io.understudy.engine.reference;

import io.understudy.model.Timestamp;
import io.understudy.model.Timestamp.Style;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the times of one column that begin with the year, as ISO 8601 and most logs have it, and learns how they are
 * written: with or without time of day, fraction and offset.
 */
final class TimeText {
    private static final Pattern YEAR_FIRST = Pattern.compile("\\d{4}([-/.])\\d\\d\\1\\d\\d"
            + "(?:([T ])\\d\\d:\\d\\d(:\\d\\d(?:([.,])(\\d{1,9}))?)?( ?)(Z|[+-]\\d\\d(:?)(\\d\\d)?)?)?");
    private static final int MOST_SHAPES = 24;

    /**
     * One way of writing.
     *
     * @param base pattern up to the seconds
     * @param mark before the fraction
     * @param offset pattern of the offset, with the blank before it
     */
    private record Shape(String base, String mark, int fractionDigits, String offset, Timestamp format) {}

    private final List<Shape> shapes = new ArrayList<>();
    private final ZoneFinder zones = new ZoneFinder();
    private Shape last;
    private boolean zeroFractionWritten;

    private TimeText(Shape first) {
        shapes.add(first);
        last = first;
    }

    /** A reader of times like {@code text}, or null if it begins with no date. */
    static TimeText like(String text) {
        Shape shape = shape(text);
        return shape == null ? null : new TimeText(shape);
    }

    private static Shape shape(String text) {
        Matcher matcher = YEAR_FIRST.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String separator = matcher.group(1);
        String date = "yyyy" + separator + "MM" + separator + "dd";
        if (matcher.group(2) == null) {
            return new Shape(date, "", 0, "", new Timestamp(Style.DATE, date, "UTC"));
        }
        String base =
                date + (matcher.group(2).equals("T") ? "'T'" : " ") + (matcher.group(3) == null ? "HH:mm" : "HH:mm:ss");
        String mark = matcher.group(4) == null ? "" : matcher.group(4);
        int digits = mark.isEmpty() ? 0 : matcher.group(5).length();
        String offset = offset(matcher);
        String pattern = base + mark + "S".repeat(digits) + offset;
        return new Shape(
                base,
                mark,
                digits,
                offset,
                new Timestamp(offset.isEmpty() ? Style.LOCAL : Style.OFFSET, pattern, "UTC"));
    }

    private static String offset(Matcher matcher) {
        if (matcher.group(7) == null) {
            return matcher.group(6);
        }
        String letters = matcher.group(7).equals("Z")
                ? "X"
                : matcher.group(9) == null ? "x" : matcher.group(8).isEmpty() ? "xx" : "xxx";
        return matcher.group(6) + letters;
    }

    /** Microseconds since 1970, wall clocks taken as UTC; {@link NumberText#NONE} if it is no time like the others. */
    long read(String text) {
        long micros = tryRead(last, text);
        if (micros != NumberText.NONE) {
            return micros;
        }
        Shape shape = shape(text);
        if (shape == null || !alike(shape) || shapes.size() == MOST_SHAPES) {
            return NumberText.NONE;
        }
        shapes.remove(shape);
        shapes.add(shape);
        last = shape;
        return tryRead(shape, text);
    }

    private boolean alike(Shape shape) {
        Shape first = shapes.get(0);
        return shape.base.equals(first.base) && shape.offset.isEmpty() == first.offset.isEmpty();
    }

    private long tryRead(Shape shape, String text) {
        long micros;
        try {
            micros = shape.format.parse(text);
        } catch (IllegalArgumentException e) {
            return NumberText.NONE;
        }
        if (shape.fractionDigits > 0 && micros % 1_000_000 == 0) {
            zeroFractionWritten = true;
        }
        if (shape.format.style() == Style.OFFSET) {
            zones.add(micros, offsetSeconds(text));
        }
        return micros;
    }

    private static int offsetSeconds(String text) {
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        if (text.endsWith("Z")) {
            return 0;
        }
        String digits = text.substring(sign + 1).replace(":", "");
        int minutes = Integer.parseInt(digits.substring(0, 2)) * 60
                + (digits.length() > 2 ? Integer.parseInt(digits.substring(2)) : 0);
        return text.charAt(sign) == '-' ? -minutes * 60 : minutes * 60;
    }

    /** True where the cells are written with an offset. */
    boolean hasOffset() {
        return last.format.style() == Style.OFFSET;
    }

    /**
     * The one format in which the cells are written again, in a zone that fits. Adds to {@code notes} what it cannot
     * keep.
     *
     * @param zone asked for; empty for the one that is found
     */
    Timestamp format(String zone, List<String> notes) {
        Style style = last.format.style();
        int most = shapes.stream().mapToInt(Shape::fractionDigits).max().orElse(0);
        int least = shapes.stream().mapToInt(Shape::fractionDigits).min().orElse(0);
        String mark = shapes.stream().map(Shape::mark).max(String::compareTo).orElse("");
        String fraction = mark + "S".repeat(most);
        long widths = shapes.stream().mapToInt(Shape::fractionDigits).distinct().count();
        if (least == 0 && most > 0 && widths == 2 && !zeroFractionWritten) {
            fraction = "[" + fraction + "]";
        } else if (widths > 1) {
            notes.add("fractions of a second have " + least + " to " + most + " digits; " + most + " are written");
        }
        String pattern = last.base + fraction + offset(notes);
        return new Timestamp(
                style, pattern, style == Style.OFFSET ? offsetZone(zone, notes) : zone.isEmpty() ? "UTC" : zone);
    }

    private String offset(List<String> notes) {
        List<String> offsets = shapes.stream().map(Shape::offset).distinct().toList();
        if (offsets.size() == 1) {
            return offsets.get(0);
        }
        List<String> letters = offsets.stream().filter(o -> !o.endsWith("X")).toList();
        if (letters.size() == 1 && offsets.size() == 2) {
            return letters.get(0).toUpperCase(Locale.ROOT);
        }
        notes.add("offsets are written in " + offsets.size() + " ways; the first is kept");
        return offsets.get(0);
    }

    private String offsetZone(String zone, List<String> notes) {
        if (!zone.isEmpty()) {
            if (!zones.fits(ZoneId.of(zone))) {
                notes.add("zone " + zone + " does not have the offsets that are written; its own are written");
            }
            return zone;
        }
        ZoneId found = zones.find();
        if (found == null) {
            notes.add("no zone has all the offsets that are written; " + zones.mostFrequent() + " is written");
            return zones.mostFrequent().getId();
        }
        if (!found.getRules().isFixedOffset()) {
            notes.add("the offsets fit zone " + found + "; choose another by --zone");
        }
        return found.getId();
    }
}
