package io.understudy.engine.evaluate.report;

import java.util.Locale;

/** Text for HTML and SVG. */
final class Markup {
    private Markup() {}

    /** Text in which nothing is markup; what an entity of the data is called cannot break the page. */
    static String text(String raw) {
        StringBuilder out = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        return out.toString();
    }

    /** {@link #text} cut to {@code most} characters. */
    static String text(String raw, int most) {
        return text(raw.length() <= most ? raw : raw.substring(0, most - 1) + "\u2026");
    }

    /** A number as a reader wants it: four digits behind the point, fewer for large ones, more for tiny ones. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        double size = Math.abs(value);
        String form = size >= 1000 ? "%,.0f" : size >= 10 ? "%.2f" : size >= 5e-4 || size == 0 ? "%.4f" : "%.1e";
        return String.format(Locale.ROOT, form, value);
    }

    /** A coordinate. */
    static String at(double position) {
        return String.format(Locale.ROOT, "%.1f", position);
    }

    /** {@code form} filled in without regard to the machine's language. */
    static String fill(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
