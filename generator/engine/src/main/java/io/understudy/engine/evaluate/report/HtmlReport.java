package io.understudy.engine.evaluate.report;

import io.understudy.engine.evaluate.Finding;
import io.understudy.engine.evaluate.Verdict;
import io.understudy.engine.evaluate.measure.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A verdict as a page: the verdict first, then each question with its measures beside their floors, and its pictures. */
public final class HtmlReport {
    private final Verdict verdict;
    private final Plots plots;

    private HtmlReport(Verdict verdict) {
        this.verdict = verdict;
        plots = new Plots(verdict);
    }

    /** The page, complete. */
    public static String of(Verdict verdict) {
        return new HtmlReport(verdict).page();
    }

    private String page() {
        String sections = Arrays.stream(Section.values())
                .filter(section -> !findings(section).isEmpty())
                .map(this::section)
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>%s: %s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s
                %s
                %s
                </body>
                </html>
                """.formatted(verdict.pass() ? "pass" : "fail", name(), style(), header(), sections, footer());
    }

    private String name() {
        return Markup.text(verdict.names().synthetic());
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String header() {
        int failures = verdict.failures().size();
        long judged =
                verdict.findings().stream().filter(f -> !f.rule().isEmpty()).count();
        String failed = verdict.failures().stream()
                .map(f -> "<a href=\"#" + f.measure().section().word() + "\">"
                        + f.measure().id() + "</a>")
                .collect(Collectors.joining(", "));
        return """
                <header>
                <p class="verdict %s">%s</p>
                <div><h1>%s</h1>
                <p>%s</p>
                %s
                </div>
                </header>
                <table class="overview"><thead><tr><th>Question</th><th>Measures</th><th>Worse than their bar</th>\
                <th>Worst against its floor</th></tr></thead><tbody>
                %s
                </tbody></table>
                <p class="reading">Each measure stands beside its <b>floor</b>, the same measure of real entities against\
                 other real ones: what a perfect generator would reach. In the gauges the best is on the left;\
                 <span class="key floor">floor</span> <span class="key mark">bar</span>. In the plots: %s.%s</p>""".formatted(
                        verdict.pass() ? "pass" : "fail",
                        verdict.pass() ? "Pass" : "Fail",
                        name(),
                        comparison(),
                        failures == 0
                                ? "<p>All " + judged + " judged measures are within their bars.</p>"
                                : "<p>" + failures + " of " + judged + " judged measures are worse than their bars: "
                                        + failed + ".</p>",
                        Arrays.stream(Section.values())
                                .filter(section -> !findings(section).isEmpty())
                                .map(this::overview)
                                .collect(Collectors.joining("\n")),
                        LineChart.legend(),
                        notes());
    }

    private String comparison() {
        Verdict.Names names = verdict.names();
        String fit = names.fit().isEmpty() ? "" : ", fitted on " + Markup.text(names.fit());
        return Markup.fill(
                "%,d synthetic events of %,d entities against %,d real ones of %s%s",
                verdict.synthetic().rows(),
                verdict.synthetic().entities(),
                verdict.real().rows(),
                Markup.text(names.reference()),
                fit);
    }

    private String notes() {
        return verdict.notes().stream()
                .map(note -> "<br>Note: " + Markup.text(note) + ".")
                .collect(Collectors.joining());
    }

    private List<Finding> findings(Section section) {
        return verdict.findings().stream()
                .filter(f -> f.measure().section() == section)
                .toList();
    }

    private String overview(Section section) {
        List<Finding> findings = findings(section);
        long failures = findings.stream().filter(f -> !f.pass()).count();
        double worst = findings.stream().mapToDouble(Finding::ratio).max().orElse(1);
        return Markup.fill(
                "<tr><td><a href=\"#%s\">%s</a></td><td>%d</td><td class=\"%s\">%s</td><td>%s times</td></tr>",
                section.word(),
                Markup.text(section.question()),
                findings.size(),
                failures == 0 ? "pass" : "fail",
                failures == 0 ? "none" : String.valueOf(failures),
                Markup.fill(worst >= 100 ? "%.0f" : "%.2f", worst));
    }

    private String section(Section section) {
        String rows = findings(section).stream().map(HtmlReport::row).collect(Collectors.joining("\n"));
        String pictures = plots.of(section).stream()
                .map(plot -> "<figure><figcaption>" + Markup.text(plot.title()) + " <small>" + Markup.text(plot.note())
                        + "</small></figcaption>" + plot.svg() + "</figure>")
                .collect(Collectors.joining("\n"));
        return """
                <section id="%s">
                <h2>%s</h2>
                <table class="measures"><thead><tr><th>Measure</th><th>Value</th><th>Floor</th><th>Noise</th><th>Bar</th>\
                <th></th><th></th></tr></thead><tbody>
                %s
                </tbody></table>
                <div class="plots">
                %s
                </div>
                </section>""".formatted(section.word(), Markup.text(section.question()), rows, pictures);
    }

    private static String row(Finding finding) {
        boolean judged = !finding.rule().isEmpty();
        String verdict = !judged ? "" : finding.pass() ? "pass" : "fail";
        return """
                <tr class="%s"><td><b>%s</b><small>%s</small></td><td>%s</td><td>%s</td><td>%s</td><td title="%s">%s</td>\
                <td>%s</td><td class="%s">%s</td></tr>""".formatted(
                        verdict,
                        finding.measure().id(),
                        Markup.text(finding.measure().about()),
                        Markup.number(finding.value()),
                        Markup.number(finding.floor()),
                        Markup.number(finding.noise()),
                        Markup.text(finding.rule()),
                        Markup.number(finding.bar()),
                        Gauge.of(finding),
                        verdict,
                        verdict);
    }

    private static String footer() {
        return "<footer>Made by understudy validate. Column scores follow SDMetrics' formulas. Low values of privacy attacks"
                + " mean that these attacks fail, not that none can succeed.</footer>";
    }
}
