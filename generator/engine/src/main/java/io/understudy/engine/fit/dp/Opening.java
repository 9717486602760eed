package io.understudy.engine.fit.dp;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.WallClock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first tables: how many events entities have, tokens and classes, arrivals, levels, crowds. */
final class Opening {
    static final int STRETCHES = 40;
    static final int LEVELS = 96;
    private static final int SIZES = 64; // classes of numbers of events, four an octave
    private static final int CROWDS = 24; // classes of events together, two an octave
    private static final long CLIP_OF_CLASSES = 64; // squared: eight events of a rare class an entity
    private static final double SHARE_OF_EVENTS_INSIDE = 0.9; // of entities whose events are all counted

    final PrivateLog log;
    final WallClock clock;
    final double[] sizes; // entities, as far as noise lets them be told

    final NoisedTable tokens; // by tuple of type values + 1
    final NoisedTable classes; // by tuple of label values + 1
    final double[] levels; // the same by the mean level of their first number; null where there is none
    final double[] stretches;
    final NoisedTable hours;
    final int mostPerDay;
    final int mostPerInstant;
    private final int levelColumn;

    /** Releases the tables for {@code share} of the budget. */
    Opening(PrivateLog log, Budget budget, double share) {
        this.log = log;
        clock = new WallClock(log.layout.timestamp().zoneId());
        int found = -1;
        for (int c = log.layout.size() - 1; c >= 0; c--) {
            found = log.ranges[c] != null ? c : found;
        }
        levelColumn = found;
        double each = share / 14;
        sizes = budget.release("entities by events", sizes(), 1, each).smoothed();
        long clip = clipOfEvents();
        NoisedTable survey = budget.release("entities by norm of tokens", norms(ColumnRole.TYPE), 1, each);
        long clipOfTokens = ClipChoice.squared(survey, 0, cells(ColumnRole.TYPE), budget.rho() * 5 * each, 1, clip);
        tokens = budget.release("tokens", tuples(ColumnRole.TYPE, clipOfTokens), clipOfTokens, 5 * each);
        classes = budget.release("rare classes", tuples(ColumnRole.LABEL, CLIP_OF_CLASSES), CLIP_OF_CLASSES, 2 * each);
        levels = levelColumn < 0
                ? null
                : budget.release("entities by level", levels(), 1, each).smoothed();
        stretches = budget.release("arrivals by day", arrivals(true), 1, each).smoothed();
        hours = budget.release("arrivals by hour", arrivals(false), 1, each);
        mostPerDay = crowd(budget.release("entities by most events of a day", crowds(true), 1, each));
        mostPerInstant = crowd(budget.release("entities by most events of an instant", crowds(false), 1, each));
    }

    private int[] sizes() {
        int[] table = new int[SIZES];
        for (int e = 0; e < log.entities(); e++) {
            int events = log.first[e + 1] - log.first[e];
            if (events > 0) {
                table[sizeClass(events)]++;
            }
        }
        return table;
    }

    static int sizeClass(int events) {
        return Math.min(SIZES - 1, (int) Math.round(4 * Math.log(events) / Math.log(2)));
    }

    /** Typical number of events of a class of sizes. */
    static double sizeOf(int sizeClass) {
        return Math.pow(2, sizeClass / 4.0);
    }

    private long clipOfEvents() {
        double all = Arrays.stream(sizes).sum();
        double below = 0;
        for (int c = 0; c < SIZES; c++) {
            below += sizes[c];
            if (all > 0 && below >= SHARE_OF_EVENTS_INSIDE * all) {
                long events = (long) Math.ceil(sizeOf(c));
                return events * events;
            }
        }
        return 100;
    }

    /** Events that all entities have together, as far as the noised sizes tell. */
    long events() {
        double events = 0;
        for (int c = 0; c < SIZES; c++) {
            events += sizes[c] * sizeOf(c);
        }
        return Math.max(1, Math.round(events));
    }

    private long cells(ColumnRole role) {
        long cells = 1;
        for (int column : log.layout.indexes(role)) {
            cells *= values(column) + 1;
        }
        return cells;
    }

    /** Entities by the class of the norm of their combinations' counts. */
    private int[] norms(ColumnRole role) {
        int[] columns = log.layout.indexes(role);
        int[] norms = new int[ClipChoice.NORMS];
        Contribution entity = new Contribution();
        for (int e = 0; e < log.entities(); e++) {
            for (int place = log.first[e]; place < log.first[e + 1]; place++) {
                entity.add(tuple(columns, place));
            }
            if (entity.size() > 0) {
                norms[ClipChoice.norm(entity.squaredNorm())]++;
            }
            entity.clear();
        }
        return norms;
    }

    private int[] tuples(ColumnRole role, long clip) {
        int[] columns = log.layout.indexes(role);
        long cells = cells(role);
        if (cells > 1 << 20) {
            throw new io.understudy.model.InputException("the domains of the columns of role "
                    + role.name().toLowerCase(java.util.Locale.ROOT) + " have " + cells
                    + " combinations, more than --epsilon can learn; declare fewer values, or name fewer columns");
        }
        int[] table = new int[(int) cells];
        Contribution entity = new Contribution();
        for (int e = 0; e < log.entities(); e++) {
            for (int place = log.first[e]; place < log.first[e + 1]; place++) {
                int tuple = tuple(columns, place);
                if (role != ColumnRole.LABEL || tuple != normal(columns)) {
                    entity.add(tuple); // normal events are all the others
                }
            }
            entity.addTo(table, clip);
            entity.clear();
        }
        return table;
    }

    /** The combination of the first values. */
    int normal(int[] columns) {
        int tuple = 0;
        for (int column : columns) {
            tuple = tuple * (values(column) + 1) + 1;
        }
        return tuple;
    }

    /** Number of the combination that an event has of some columns. */
    int tuple(int[] columns, int place) {
        int tuple = 0;
        for (int column : columns) {
            tuple = tuple * (values(column) + 1) + log.index(column, place);
        }
        return tuple;
    }

    /** The cells of a combination. */
    long[] cells(int[] columns, int tuple) {
        long[] cells = new long[columns.length];
        int left = tuple;
        for (int i = columns.length - 1; i >= 0; i--) {
            int index = left % (values(columns[i]) + 1);
            cells[i] = index == 0 ? ColumnFormat.MISSING : index - 1;
            left /= values(columns[i]) + 1;
        }
        return cells;
    }

    private int values(int column) {
        return ((ColumnFormat.Dictionary) log.layout.column(column).format())
                .values()
                .size();
    }

    /** Combinations that are left of a table, the most frequent first, {@code foremost} before all; at least one. */
    static List<Integer> left(NoisedTable table, int foremost) {
        List<Integer> left = new ArrayList<>();
        for (int tuple = 0; tuple < table.counts().length; tuple++) {
            if (table.count(tuple) > 0 || tuple == foremost) {
                left.add(tuple);
            }
        }
        if (left.isEmpty()) {
            int most = 0;
            for (int tuple = 1; tuple < table.counts().length; tuple++) {
                most = table.counts()[tuple] > table.counts()[most] ? tuple : most;
            }
            left.add(most);
        }
        left.sort((a, b) ->
                a == foremost ? -1 : b == foremost ? 1 : Double.compare(table.counts()[b], table.counts()[a]));
        return left;
    }

    private int[] levels() {
        int[] table = new int[LEVELS];
        for (int e = 0; e < log.entities(); e++) {
            int level = level(e);
            if (level >= 0) {
                table[level]++;
            }
        }
        return table;
    }

    /** Class of the mean level of an entity's first number; -1 if it has none. */
    int level(int entity) {
        double sum = 0;
        int there = 0;
        for (int place = log.first[entity]; levelColumn >= 0 && place < log.first[entity + 1]; place++) {
            long value = log.number(levelColumn, place);
            if (value != ColumnFormat.MISSING) {
                sum += Grid.signedLog(value);
                there++;
            }
        }
        if (there == 0) {
            return -1;
        }
        Domain.Range range = log.ranges[levelColumn];
        double low = Grid.signedLog(range.units(range.least()));
        double high = Grid.signedLog(range.units(range.most()));
        return (int) Math.min(LEVELS - 1, Math.max(0, (sum / there - low) / (high - low) * LEVELS));
    }

    private int[] arrivals(boolean byDay) {
        int[] table = new int[byDay ? STRETCHES : log.layout.timestamp().dateOnly() ? 31 : 168];
        for (int e = 0; e < log.entities(); e++) {
            if (log.first[e] < log.first[e + 1]) {
                long time = log.timeMicros(log.first[e]);
                table[
                        byDay
                                ? stretch(time)
                                : ArrivalLaw.cell(
                                        clock.local(time),
                                        log.layout.timestamp().dateOnly())]++;
            }
        }
        return table;
    }

    private int stretch(long time) {
        int stretch = 0;
        while (stretch < STRETCHES - 1 && time - log.originMicros >= edge(stretch + 1)) {
            stretch++;
        }
        return stretch;
    }

    /**
     * Where a stretch begins, since the origin: they grow by the square of their number, since most entities come early
     * where the log begins in the midst of their lives.
     */
    long edge(int stretch) {
        double part = stretch / (double) STRETCHES;
        long edge = (long) ((log.endMicros - log.originMicros) * part * part);
        long unit = log.layout.timestamp().dateOnly() ? WallClock.DAY : 1;
        return edge / unit * unit;
    }

    private int[] crowds(boolean byDay) {
        int[] table = new int[CROWDS];
        for (int e = 0; e < log.entities(); e++) {
            int most = 0;
            int together = 0;
            long last = Long.MIN_VALUE;
            for (int place = log.first[e]; place < log.first[e + 1]; place++) {
                long time = log.timeMicros(place);
                long now = byDay ? WallClock.day(clock.local(time)) : time;
                together = now == last ? together + 1 : 1;
                last = now;
                most = Math.max(most, together);
            }
            if (most > 0) {
                table[Math.min(CROWDS - 1, (int) Math.ceil(2 * Math.log(most) / Math.log(2)))]++;
            }
        }
        return table;
    }

    /** The greatest crowd that is left. */
    private static int crowd(NoisedTable table) {
        int most = 0;
        for (int c = 0; c < CROWDS; c++) {
            most = table.count(c) > 0 ? c : most;
        }
        return (int) Math.ceil(Math.pow(2, most / 2.0));
    }

    /** The law of first events. */
    ArrivalLaw arrival() {
        List<Long> edges = new ArrayList<>(List.of(0L));
        List<Double> cumulative = new ArrayList<>();
        double total = Arrays.stream(stretches).sum();
        double below = 0;
        for (int s = 0; s < STRETCHES; s++) {
            below += total == 0 ? 1 : stretches[s];
            if (edge(s + 1) > edges.get(edges.size() - 1)) {
                edges.add(edge(s + 1));
                cumulative.add(below / (total == 0 ? STRETCHES : total));
            }
        }
        cumulative.set(cumulative.size() - 1, 1.0);
        return new ArrivalLaw(
                edges.stream().mapToLong(Long::longValue).toArray(),
                cumulative.stream().mapToDouble(Double::doubleValue).toArray(),
                factors());
    }

    /** Relative rates by hour: arrivals over how often the span has the hour. */
    private double[] factors() {
        boolean dateOnly = log.layout.timestamp().dateOnly();
        double[] factor = new double[hours.counts().length];
        double[] exposure = new double[factor.length];
        long step = dateOnly ? WallClock.DAY : WallClock.DAY / 24;
        for (long t = log.originMicros; t < log.endMicros; t += step) {
            exposure[ArrivalLaw.cell(clock.local(t), dateOnly)]++;
        }
        double most = 0;
        for (int c = 0; c < factor.length; c++) {
            factor[c] = exposure[c] == 0 ? 0 : (hours.count(c) + 0.5) / exposure[c];
            most = Math.max(most, factor[c]);
        }
        double greatest = most;
        return Arrays.stream(factor).map(f -> f / greatest).toArray();
    }
}
