package io.understudy.model.table;

import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.WallClock;

/** The probability of an observed time, and of all earlier ones, as {@link TimeDraw} draws it. Scratch of one scorer. */
final class TimeScore {
    private final TimeGrid grid;
    private final TableLaws laws;
    private final EventCodes codes;
    private final long resolution;
    private final boolean dateOnly;
    private final long[] days;
    double below;
    double at;

    TimeScore(ChainShape shape, TableLaws laws, EventCodes codes) {
        this.laws = laws;
        this.codes = codes;
        grid = laws.grid();
        resolution = shape.resolutionMicros();
        dateOnly = shape.dateOnly();
        days = grid.days();
    }

    /** Looks up a time; the codes hold the past, the class and the token, and at last the event's day. */
    void find(long lastMicros, long micros) {
        LocalTime last = codes.last();
        LocalTime now = codes.now();
        now.look(micros);
        long ahead = now.day - last.day;
        int row = laws.day().row(codes.code);
        boolean crowded = dateOnly
                && grid.mostPerInstant() < CodeBook.FEW
                && codes.code[CodeBook.INSTANTS] >= grid.mostPerInstant();
        double same = laws.day().mass(row, 0, 1);
        double lost = crowded ? same : 0;
        double never = power(lost);
        double scale = scale(lost, never);
        if (ahead <= 0) {
            below = 0;
            at = crowded ? 0 : same;
            if (!dateOnly) {
                findWithin((micros - lastMicros) / resolution, (WallClock.DAY - 1 - last.dayMicros) / resolution);
            }
            return;
        }
        int stretch = TimeGrid.stretch(days, ahead);
        below = (crowded ? 0 : same) + scale * laws.day().mass(row, 1, stretch + 1) + (stretch > 0 ? never : 0);
        at = scale * laws.day().mass(row, stretch + 1, stretch + 2) + (stretch == 0 ? never : 0);
        findLater(stretch, ahead);
    }

    private static double power(double lost) {
        double power = lost;
        for (int i = 1; i < TimeDraw.MOST_TRIES; i++) {
            power *= lost;
        }
        return lost * power; // the first draw is not counted as a try
    }

    private static double scale(double lost, double never) {
        return lost < 1 ? (1 - never) / (1 - lost) : 0;
    }

    private void findWithin(long units, long left) {
        int row = laws.gap().row(codes.code);
        int bin = grid.gaps().find(units);
        int lastBin = grid.gaps().find(left);
        double lost = laws.gap().mass(row, lastBin + 1, grid.gaps().size());
        double never = power(lost) / Math.max(lost, Double.MIN_NORMAL);
        double scale = scale(lost, never);
        below = at * scale * laws.gap().mass(row, 0, bin);
        at *= scale * laws.gap().mass(row, bin, bin + 1) + (bin == lastBin ? never : 0);
    }

    private void findLater(int stretch, long ahead) {
        long length = days[stretch + 1] - days[stretch];
        long place = ahead - days[stretch];
        if (place >= length) {
            below += at;
            at = 0;
            return;
        }
        below += at * place / length;
        at /= length;
        if (!dateOnly) {
            codes.takeDay(codes.now().day, codes.last());
            Bins times = grid.times();
            int bin = times.find(codes.now().dayMicros / resolution);
            int row = laws.timeOfDay().row(codes.code);
            below += at * laws.timeOfDay().mass(row, 0, bin);
            at *= laws.timeOfDay().mass(row, bin, bin + 1);
        }
    }
}
