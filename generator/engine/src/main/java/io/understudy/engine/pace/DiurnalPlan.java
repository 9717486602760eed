package io.understudy.engine.pace;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A rate that follows the hours of the day in a zone: straight lines between points, around the clock and day after day.
 * Where the zone's clock is put forward or back, the day's curve is as much shorter or longer there. Events fall where
 * they would have, had the curve run since midnight.
 *
 * @param points two or more, ascending, none twice
 */
public record DiurnalPlan(List<Point> points, ZoneId zone, long durationNanos) implements RatePlan {
    private static final int HOURS = 24;
    private static final int CURVE_DIGITS = 4; // of the cosine

    /** The rate at a time of day. */
    public record Point(LocalTime time, Rate rate) {}

    public DiurnalPlan {
        RatePlan.requireDuration(durationNanos);
        points = points.stream().sorted(Comparator.comparing(Point::time)).toList();
        if (points.size() < 2) {
            throw new IllegalArgumentException("a diurnal curve has two or more points, not " + points.size());
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).time().equals(points.get(i - 1).time())) {
                throw new IllegalArgumentException(
                        "the point " + points.get(i).time() + " of a diurnal curve stands twice");
            }
        }
        RateScale.of(points.stream().map(Point::rate).toList());
    }

    /** A cosine from {@code trough} to {@code peak}, which comes at {@code peakTime}, by straight lines an hour long. */
    static DiurnalPlan wave(Rate trough, Rate peak, LocalTime peakTime, ZoneId zone, long durationNanos) {
        List<Point> points = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            double height = (1 + StrictMath.cos(2 * Math.PI * hour / HOURS)) / 2;
            BigDecimal share = BigDecimal.valueOf(Math.round(height * 1e4), CURVE_DIGITS);
            points.add(new Point(peakTime.plusHours(hour), trough.towards(peak, share)));
        }
        return new DiurnalPlan(points, zone, durationNanos);
    }

    @Override
    public Schedule schedule(Origin origin) {
        Instant begin = Instant.EPOCH.plus(origin.wallMicros(), ChronoUnit.MICROS);
        RateScale scale = RateScale.of(points.stream().map(Point::rate).toList());
        Lines lines = new Lines(points, scale.events(), zone, begin);
        Schedule curve = new CurveSchedule(lines, scale.perNanos(), nanos(lines.start, begin));
        return new Ending(curve, durationNanos);
    }

    /** A curve that is over after a while. */
    private record Ending(Schedule curve, long endNanos) implements Schedule {
        @Override
        public long nextNanos(long modelMicros, long elapsedNanos) {
            long intended = curve.nextNanos(modelMicros, elapsedNanos);
            return intended >= endNanos ? NEVER : intended;
        }

        @Override
        public long skip(long nanos) {
            return curve.skip(Math.min(nanos, endNanos));
        }
    }

    private static long nanos(Instant from, Instant to) {
        return ChronoUnit.NANOS.between(from, to);
    }

    @Override
    public boolean paced() {
        return true;
    }

    @Override
    public boolean ratesWallTime() {
        return true;
    }

    @Override
    public boolean countable() {
        return true;
    }

    @Override
    public String text() {
        return "diurnal "
                + points.stream()
                        .map(point -> point.time() + "=" + point.rate().text())
                        .collect(Collectors.joining(" "))
                + " zone " + zone + RatePlan.forText(durationNanos);
    }

    /** The curve's lines from the one on that holds the beginning, without end; none where the rate is 0 all day. */
    private static final class Lines implements Iterator<CurveSchedule.Piece> {
        private final List<Point> points;
        private final List<Long> events;
        private final ZoneId zone;
        private LocalDate date;
        private int point; // at which the next line starts
        private Instant start;

        Lines(List<Point> points, List<Long> events, ZoneId zone, Instant begin) {
            this.points = points;
            this.events = events;
            this.zone = zone;
            date = LocalDate.ofInstant(begin, zone).minusDays(2);
            start = instant();
            while (!end().isAfter(begin)) {
                step();
            }
        }

        private Instant instant() {
            return ZonedDateTime.of(date, points.get(point).time(), zone).toInstant();
        }

        /** Start of the line after this one, which is never before it. */
        private Instant end() {
            LocalDate day = point == points.size() - 1 ? date.plusDays(1) : date;
            Instant end = ZonedDateTime.of(
                            day, points.get((point + 1) % points.size()).time(), zone)
                    .toInstant();
            return end.isBefore(start) ? start : end;
        }

        private void step() {
            start = end();
            date = point == points.size() - 1 ? date.plusDays(1) : date;
            point = (point + 1) % points.size();
        }

        @Override
        public boolean hasNext() {
            return events.stream().anyMatch(rate -> rate > 0);
        }

        @Override
        public CurveSchedule.Piece next() {
            while (end().equals(start)) {
                step();
            }
            CurveSchedule.Piece piece = new CurveSchedule.Piece(
                    events.get(point), events.get((point + 1) % points.size()), nanos(start, end()));
            step();
            return piece;
        }
    }
}
