package io.understudy.engine.fit.dp;

import java.util.ArrayList;
import java.util.List;

/**
 * What the first table of each law is expected to lose to noise, told before it is counted: the total variation distance
 * between its noised shares and the true ones, which is the part of all events that end up in a wrong cell. It is
 * worked out from the number of cells, of entities and of their events alone, for shares that fall like Zipf's law.
 */
record LossForecast(List<Line> lines) {
    private static final double MEAN_ABSOLUTE = Math.sqrt(2 / Math.PI);
    private static final double ZIPF = 0.7; // flatter than words: cells of grids are more even than those of names
    private static final int MOST_CELLS = 1 << 20;

    /**
     * The expected loss of a law's first table.
     *
     * @param loss between 0 and 1
     */
    record Line(String law, double loss) {}

    LossForecast {
        lines = List.copyOf(lines);
    }

    /** Losses of laws whose tables may each spend {@code rho}. */
    static LossForecast of(List<LawFit> laws, long entities, double eventsPerEntity, double rho) {
        List<Line> lines = new ArrayList<>();
        for (LawFit law : laws) {
            lines.add(new Line(law.name(), loss(law.firstCells(), entities, eventsPerEntity, rho)));
        }
        return new LossForecast(lines);
    }

    static double loss(long cells, long entities, double eventsPerEntity, double rho) {
        int k = (int) Math.min(MOST_CELLS, cells);
        double sum = 0;
        double square = 0;
        for (int i = 1; i <= k; i++) {
            double weight = Math.pow(i, -ZIPF);
            sum += weight;
            square += weight * weight;
        }
        double collision = square / (sum * sum); // probability that two events share a cell
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

    /** Mean over the laws. */
    double mean() {
        return lines.stream().mapToDouble(Line::loss).average().orElse(0);
    }
}
