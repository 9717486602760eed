package io.understudy.engine.evaluate.report;

import io.understudy.engine.evaluate.Finding;
import io.understudy.engine.evaluate.measure.Better;

/** A small picture of one finding: from best on the left to bad on the right, with the floor, the bar and the value. */
final class Gauge {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 16;
    private static final double BAR_AT = 0.6; // where the bar stands
    private static final double FLOOR_AT = 0.3; // where the floor stands if there is no bar

    private Gauge() {}

    static String of(Finding finding) {
        double value = loss(finding, finding.value());
        double floor = loss(finding, finding.floor());
        double bar = Double.isNaN(finding.bar()) ? Double.NaN : loss(finding, finding.bar());
        double unit = !Double.isNaN(bar) && bar > 0 ? bar / BAR_AT : Math.max(floor / FLOOR_AT, Math.max(value, 1e-9));
        StringBuilder svg = new StringBuilder(
                Markup.fill("<svg class=\"gauge\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">", WIDTH, HEIGHT));
        svg.append(Markup.fill("<line class=\"grid\" x1=\"0\" x2=\"%d\" y1=\"8\" y2=\"8\"/>", WIDTH));
        svg.append(tick("floor", floor / unit));
        if (!Double.isNaN(bar)) {
            svg.append(tick("mark", bar / unit));
        }
        svg.append(Markup.fill(
                "<circle class=\"%s\" cx=\"%s\" cy=\"8\" r=\"4.5\"/>",
                finding.rule().isEmpty() ? "open" : finding.pass() ? "pass" : "fail", Markup.at(x(value / unit))));
        return svg.append("</svg>").toString();
    }

    private static double loss(Finding finding, double value) {
        Better better = finding.measure().better();
        return Math.max(better.loss(value), 0);
    }

    private static double x(double share) {
        return 5 + Math.min(share, 1) * (WIDTH - 10);
    }

    private static String tick(String kind, double share) {
        String at = Markup.at(x(share));
        return Markup.fill("<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"1\" y2=\"15\"/>", kind, at, at);
    }
}
