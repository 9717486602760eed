package io.understudy.engine.evaluate.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Curves of the real and the synthetic log over one another, as SVG. */
final class LineChart {
    private static final int WIDTH = 380;
    private static final int HEIGHT = 190;
    private static final int LEFT = 46;
    private static final int RIGHT = 10;
    private static final int TOP = 8;
    private static final int BOTTOM = 24;

    private LineChart() {}

    /**
     * Points of both curves.
     *
     * @param x // [point] ascending, of both
     */
    record Curves(double[] x, double[] real, double[] synthetic) {
        double highest() {
            return IntStream.range(0, x.length)
                    .mapToDouble(i -> Math.max(real[i], synthetic[i]))
                    .max()
                    .orElse(1);
        }
    }

    /** Draws; {@code title} is read out where the picture is not seen. */
    static String of(String title, Curves curves, Axis x, Axis y) {
        StringBuilder svg = new StringBuilder();
        svg.append(Markup.fill(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, Markup.text(title)));
        for (Axis.Tick tick : y.ticks()) {
            String at = Markup.at(down(y.share(tick.at())));
            svg.append(Markup.fill(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>", LEFT, WIDTH - RIGHT, at, at));
            svg.append(Markup.fill(
                    "<text class=\"tick end\" x=\"%d\" y=\"%s\" dy=\".32em\">%s</text>",
                    LEFT - 5, at, Markup.text(tick.label())));
        }
        for (Axis.Tick tick : x.ticks()) {
            svg.append(Markup.fill(
                    "<text class=\"tick middle\" x=\"%s\" y=\"%d\">%s</text>",
                    Markup.at(across(x.share(tick.at()))), HEIGHT - 7, Markup.text(tick.label())));
        }
        svg.append(line("real", curves.x(), curves.real(), x, y));
        svg.append(line("synthetic", curves.x(), curves.synthetic(), x, y));
        return svg.append("</svg>").toString();
    }

    private static double across(double share) {
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static double down(double share) {
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private static String line(String side, double[] x, double[] values, Axis across, Axis up) {
        String points = IntStream.range(0, x.length)
                .mapToObj(i -> Markup.at(across(across.share(x[i]))) + "," + Markup.at(down(up.share(values[i]))))
                .collect(Collectors.joining(" "));
        return "<polyline class=\"" + side + "\" points=\"" + points + "\"/>";
    }

    /** What the colours mean. */
    static String legend() {
        return List.of("real", "synthetic").stream()
                .map(side -> "<span class=\"key " + side + "\">" + side + "</span>")
                .collect(Collectors.joining(" "));
    }
}
