package io.understudy.engine.evaluate.report;

import java.util.List;

/** A square of probabilities, darker for more, as SVG; rows and columns bear names. */
final class HeatMap {
    private static final int WIDTH = 380;
    private static final int LABEL = 136;

    private HeatMap() {}

    /**
     * Draws.
     *
     * @param side {@code real} or {@code synthetic}, whose colour the cells have; {@code difference} for cells from -1 to
     *     1, in the colour of the side that has more
     * @param cells // [row][column] shares of the row
     */
    static String of(String title, String side, List<String> names, double[][] cells) {
        double cell = (double) (WIDTH - LABEL - 4) / names.size();
        int height = (int) Math.ceil(cell * names.size()) + 22;
        StringBuilder svg = new StringBuilder();
        svg.append(Markup.fill(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, height, Markup.text(title)));
        for (int i = 0; i < cells.length; i++) {
            svg.append(Markup.fill(
                    "<text class=\"tick end\" x=\"%d\" y=\"%s\" dy=\".32em\">%d %s</text>",
                    LABEL - 5, Markup.at(cell * (i + 0.5)), i + 1, Markup.text(names.get(i), 19)));
            svg.append(Markup.fill(
                    "<text class=\"tick middle\" x=\"%s\" y=\"%d\">%d</text>",
                    Markup.at(LABEL + cell * (i + 0.5)), height - 8, i + 1));
            for (int j = 0; j < cells[i].length; j++) {
                double value = cells[i][j];
                String colour = !side.equals("difference") ? side : value > 0 ? "synthetic" : "real";
                svg.append(Markup.fill(
                        "<rect class=\"cell %s\" fill-opacity=\"%.3f\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\">"
                                + "<title>%s to %s: %.3f</title></rect>",
                        colour,
                        Math.sqrt(Math.min(Math.abs(value), 1)),
                        Markup.at(LABEL + cell * j),
                        Markup.at(cell * i),
                        Markup.at(cell - 1),
                        Markup.at(cell - 1),
                        Markup.text(names.get(i)),
                        Markup.text(names.get(j)),
                        value));
            }
        }
        return svg.append("</svg>").toString();
    }
}
