package io.understudy.engine.evaluate.report;

import java.util.List;

/** Bars side by side for each of several names, as SVG; a mark shows what would be good. */
final class BarChart {
    private static final int WIDTH = 380;
    private static final int LABEL = 158;
    private static final int VALUE = 48;
    private static final int ROW = 30;
    private static final int BAR = 10;

    private BarChart() {}

    /**
     * One name with its values.
     *
     * @param real NaN where there is one bar alone
     * @param mark a line across both bars; NaN for none
     */
    record Row(String label, double real, double synthetic, double mark) {}

    /** Draws; values from 0 to {@code most} fill the width. */
    static String of(String title, List<Row> rows, double most) {
        StringBuilder svg = new StringBuilder();
        svg.append(Markup.fill(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH, rows.size() * ROW + 4, Markup.text(title)));
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), i * ROW + 2, most > 0 ? most : 1);
        }
        return svg.append("</svg>").toString();
    }

    private static void row(StringBuilder svg, Row row, int top, double most) {
        boolean single = Double.isNaN(row.real());
        svg.append(Markup.fill(
                "<text class=\"tick end\" x=\"%d\" y=\"%d\" dy=\".32em\">%s<title>%s</title></text>",
                LABEL - 6, top + ROW / 2 - 2, Markup.text(row.label(), 21), Markup.text(row.label())));
        if (!single) {
            bar(svg, "real", row.real(), top + 2, most);
        }
        bar(svg, "synthetic", row.synthetic(), single ? top + 8 : top + 3 + BAR, most);
        if (!Double.isNaN(row.mark())) {
            String at = Markup.at(LABEL + length(row.mark(), most));
            svg.append(Markup.fill(
                    "<line class=\"mark\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>", at, at, top, top + ROW - 4));
        }
    }

    private static void bar(StringBuilder svg, String side, double value, int top, double most) {
        double known = Double.isNaN(value) ? 0 : value;
        svg.append(Markup.fill(
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\"/>",
                side, LABEL, top, Markup.at(Math.max(length(known, most), 0.5)), BAR));
        svg.append(Markup.fill(
                "<text class=\"tick end\" x=\"%d\" y=\"%d\" dy=\".32em\">%.3f</text>",
                WIDTH - 4, top + BAR / 2, known));
    }

    private static double length(double value, double most) {
        return Math.min(Math.max(value / most, 0), 1) * (WIDTH - LABEL - VALUE);
    }
}
