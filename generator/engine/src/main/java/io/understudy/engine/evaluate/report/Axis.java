package io.understudy.engine.evaluate.report;

import io.understudy.engine.evaluate.formula.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One direction of a chart.
 *
 * @param low at its start, and {@code high} at its end
 * @param ticks within it
 */
record Axis(double low, double high, List<Tick> ticks) {
    private static final int TICKS = 5;

    /** A place with a label. */
    record Tick(double at, String label) {}

    Axis {
        high = high > low ? high : low + 1;
        ticks = List.copyOf(ticks);
    }

    /** Round numbers at steps of 1, 2 or 5 times a power of ten. */
    static Axis linear(double low, double high) {
        double width = high > low ? high - low : 1;
        double step = Math.pow(10, Math.floor(Math.log10(width / TICKS)));
        while (width / step > TICKS) {
            step *= width / step > 2.5 * TICKS ? 5 : 2;
        }
        List<Tick> ticks = new ArrayList<>();
        for (double at = Math.ceil(low / step) * step; at <= low + width * 1.0001; at += step) {
            ticks.add(new Tick(at, label(at, step)));
        }
        return new Axis(low, low + width, ticks);
    }

    private static String label(double value, double step) {
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        double size = Math.abs(value);
        if (size >= 1e6) {
            return String.format(Locale.ROOT, "%.1fM", value / 1e6).replace(".0M", "M");
        }
        if (size >= 1e4) {
            return String.format(Locale.ROOT, "%.1fk", value / 1e3).replace(".0k", "k");
        }
        return String.format(Locale.ROOT, "%." + digits + "f", value == 0 ? 0.0 : value);
    }

    /** Shares from 0 on, in per cent. */
    static Axis shares(double high) {
        Axis plain = linear(0, Math.max(high, 1e-6) * 100);
        return new Axis(
                0,
                plain.high() / 100,
                plain.ticks().stream()
                        .map(tick -> new Tick(tick.at() / 100, tick.label() + " %"))
                        .toList());
    }

    /** Powers of ten on the scale of {@link Samples#signedLog(double)}; {@code low} and {@code high} are on it. */
    static Axis signedLog(double low, double high) {
        List<Tick> ticks = new ArrayList<>();
        for (int power = 12; power >= 0; power--) {
            add(ticks, -Math.pow(10, power), low, high);
        }
        add(ticks, 0, low, high);
        for (int power = 0; power <= 12; power++) {
            add(ticks, Math.pow(10, power), low, high);
        }
        return new Axis(low, high, ticks);
    }

    private static void add(List<Tick> ticks, double value, double low, double high) {
        double at = Samples.signedLog(value);
        if (at >= low && at <= high) {
            ticks.add(new Tick(at, label(value, 1)));
        }
    }

    /** Times a clock would name, on the scale log(1 + seconds). */
    static Axis gaps(double high) {
        List<Tick> ticks = new ArrayList<>();
        double[] seconds = {0, 1, 10, 60, 600, 3600, 6 * 3600, 86_400, 7 * 86_400, 30 * 86_400, 365 * 86_400};
        String[] labels = {"0", "1 s", "10 s", "1 min", "10 min", "1 h", "6 h", "1 d", "7 d", "30 d", "1 y"};
        for (int i = 0; i < seconds.length; i++) {
            double at = Math.log1p(seconds[i]);
            if (at <= high && (i == 0 || at - ticks.get(ticks.size() - 1).at() > high / 14)) {
                ticks.add(new Tick(at, labels[i]));
            }
        }
        return new Axis(0, high, ticks);
    }

    double share(double value) {
        return Math.min(Math.max((value - low) / (high - low), 0), 1);
    }
}
