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
        int row = laws.time().row(codes.code);
        int within = grid.within();
        long left = (WallClock.DAY - 1 - last.dayMicros) / resolution;
        int lastBin = dateOnly ? 0 : grid.gaps().find(left);
        double lost = dateOnly ? lostOfDates(row) : laws.time().mass(row, lastBin + 1, within);
        double never = 1; // all tries are lost
        for (int i = 0; i < TimeDraw.MOST_TRIES; i++) {
            never *= lost;
        }
        double scale = lost < 1 ? (1 - never) / (1 - lost) : TimeDraw.MOST_TRIES;
        if (ahead <= 0) {
            int bin = dateOnly ? 0 : grid.gaps().find((micros - lastMicros) / resolution);
            below = scale * laws.time().mass(row, 0, bin);
            at = scale * laws.time().mass(row, bin, bin + 1) + (!dateOnly && bin == lastBin ? never : 0);
            return;
        }
        findLater(row, ahead, scale);
        below += dateOnly ? 0 : never;
        at += dateOnly && ahead == 1 ? never : 0;
        below += dateOnly && ahead > 1 ? never : 0;
    }

    /** What is drawn again because the instant is full. */
    private double lostOfDates(int row) {
        boolean crowded =
                grid.mostPerInstant() < CodeBook.FEW && codes.code[CodeBook.INSTANTS] >= grid.mostPerInstant();
        return crowded ? laws.time().mass(row, 0, 1) : 0;
    }

    private void findLater(int row, long ahead, double scale) {
        int stretch = 0;
        while (stretch + 2 < days.length && days[stretch + 1] <= ahead) {
            stretch++;
        }
        int outcome = grid.within() + stretch;
        long length = days[stretch + 1] - days[stretch];
        double share = 1.0 / length;
        long place = ahead - days[stretch];
        double kept = lostWithin(row);
        below = scale * (laws.time().mass(row, 0, outcome) - kept);
        at = scale * laws.time().mass(row, outcome, outcome + 1);
        if (place >= length) {
            below += at;
            at = 0;
            return;
        }
        below += at * share * place;
        at *= share;
        if (!dateOnly) {
            codes.takeDay(codes.now().day, codes.last());
            Bins times = grid.times();
            int bin = times.find(codes.now().dayMicros / resolution);
            int timeRow = laws.timeOfDay().row(codes.code);
            below += at * laws.timeOfDay().mass(timeRow, 0, bin);
            at *= laws.timeOfDay().mass(timeRow, bin, bin + 1);
        }
    }

    private double lostWithin(int row) {
        if (dateOnly) {
            return lostOfDates(row);
        }
        long left = (WallClock.DAY - 1 - codes.last().dayMicros) / resolution;
        return laws.time().mass(row, grid.gaps().find(left) + 1, grid.within());
    }
}
