package io.understudy.engine.fit.dp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a private fit is expected to lose of the scores of shapes and order against a fit without a guarantee, told before
 * the laws are counted, from what is declared and the noised sizes alone. It has three parts.
 *
 * <p>Noise in the first table of each law: the total variation distance between its noised shares and the true ones, which
 * is the part of all events that end up in a wrong cell, for shares that fall like Zipf's law. Then the same of the tables
 * that tell one feature more: what they lose is not lost in a column alone, but in what hangs together. And what laws of so
 * few tables leave untold without any noise: each round of tables tells a feature more of every law, and the features
 * that tell most come first, so that what is untold grows by the square of the rounds for which entities are too few. Where
 * there are entities for all rounds the first part alone is left.
 *
 * @param lines one a law
 * @param untold what is lost without noise
 */
record LossForecast(List<Line> lines, double untold) {
    private static final double MEAN_ABSOLUTE = Math.sqrt(2 / Math.PI);
    private static final double ZIPF = 0.7; // flatter than words: cells of grids are more even than those of names
    private static final double KEPT = 0.1;
    private static final double WEIGHT_OF_NEXT = 0.08; // part of the scores that rests on such a table
    private static final double UNTOLD = 0.032; // times the square of the rounds that there are not
    private static final int ROUNDS_OF_MANY = 3;
    private static final int MOST_CELLS = 1 << 20;

    /**
     * Expected losses of a law.
     *
     * @param first of its first table, between 0 and 1
     * @param next the same of tables that tell one feature more, in the mean
     */
    record Line(String law, double first, double next) {
        double loss() {
            return first + WEIGHT_OF_NEXT * (1 - first) * next;
        }
    }

    LossForecast {
        lines = List.copyOf(lines);
    }

    /**
     * Losses of laws whose tables may each spend {@code rho}, the first ones more.
     *
     * @param eventsPerEntity that a law is shown
     */
    static LossForecast of(
            List<LawFit> laws, long entities, ToDoubleFunction<LawFit> eventsPerEntity, double rho, int rounds) {
        boolean many = rounds >= ROUNDS_OF_MANY;
        List<Line> lines = new ArrayList<>();
        for (LawFit law : laws) {
            double shown = eventsPerEntity.applyAsDouble(law);
            double first = loss(law.firstCells(), entities, shown, rho * LawFit.BASE_WEIGHT, many ? 0 : KEPT);
            double next = Arrays.stream(many ? new long[0] : law.nextCells())
                    .mapToDouble(cells -> loss(cells, entities, shown, rho))
                    .average()
                    .orElse(0);
            lines.add(new Line(law.name(), first, next));
        }
        int missing = Math.max(0, ROUNDS_OF_MANY - rounds);
        return new LossForecast(lines, UNTOLD * missing * missing);
    }

    static double loss(long cells, long entities, double eventsPerEntity, double rho) {
        return loss(cells, entities, eventsPerEntity, rho, 0);
    }

    /** @param kept how much of what an entity does goes to cells of its own choice */
    private static double loss(long cells, long entities, double eventsPerEntity, double rho, double kept) {
        int k = (int) Math.min(MOST_CELLS, cells);
        double sum = 0;
        double square = 0;
        for (int i = 1; i <= k; i++) {
            double weight = Math.pow(i, -ZIPF);
            sum += weight;
            square += weight * weight;
        }
        double chance = square / (sum * sum);
        double collision = kept + (1 - kept) * chance; // probability that two events of an entity share a cell
        double norm = eventsPerEntity + eventsPerEntity * Math.max(0, eventsPerEntity - 1) * collision;
        double noise = Math.sqrt(Math.max(1, norm) / (2 * rho));
        double events = entities * eventsPerEntity;
        double lost = 0;
        double error = 0;
        for (int i = 1; i <= k; i++) {
            double count = events * Math.pow(i, -ZIPF) / sum;
            if (count < NoisedTable.line(k, noise)) {
                lost += count / events;
            } else {
                error += MEAN_ABSOLUTE * noise / events / 2;
            }
        }
        return Math.min(1, lost + error);
    }

    /** What noise makes of the first tables, in the mean. */
    double noise() {
        return lines.stream().mapToDouble(Line::first).average().orElse(0);
    }

    /** All that is expected to be lost. */
    double mean() {
        double noised = lines.stream().mapToDouble(Line::loss).average().orElse(0);
        return untold + (1 - untold) * noised;
    }
}
