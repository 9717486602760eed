package io.understudy.engine.fit.dp;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import io.understudy.model.Timestamp;
import io.understudy.model.chain.WallClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A reference brought into its declared domains: values outside count as missing, numbers are moved to the ends of their
 * range, events outside the span are left out. The layout follows from the declarations alone.
 */
final class PrivateLog {
    final EventLayout layout;
    final Domain.Range[] ranges; // [column]; null where the column holds no numbers
    final long originMicros;
    final long endMicros;
    final int[] first; // [entity] into rows, one more than there are entities
    private final EventLog log;
    private final int[] rows; // [place] row of the log
    private final int[][] indexes; // [column][place] value + 1 of a dictionary; null elsewhere
    private final long[][] numbers; // [column][place]; null elsewhere

    /**
     * Checks the declarations and recodes.
     *
     * @param roles of all columns
     * @param statics names of the columns that are declared constant within an entity
     */
    PrivateLog(EventLog log, Map<String, ColumnRole> roles, Set<String> statics, Domains domains) {
        this.log = log;
        int size = log.layout().size();
        List<Column> columns = new ArrayList<>();
        ranges = new Domain.Range[size];
        int label = -1;
        for (int c = 0; c < size; c++) {
            String name = log.layout().column(c).name();
            columns.add(declared(c, roles.get(name), statics.contains(name), domains));
            label = label < 0 && roles.get(name) == ColumnRole.LABEL ? c : label;
        }
        layout = new EventLayout(log.layout().name(), columns, label, 0);
        Column time = columns.get(layout.timeIndex());
        Domain.Span span = domains.of(time.name(), Domain.Span.class, "{from: 2026-01-01, to: 2026-02-01}");
        WallClock clock = new WallClock(layout.timestamp().zoneId());
        originMicros = clock.instant(span.from().toEpochDay() * WallClock.DAY);
        endMicros = clock.instant(span.to().toEpochDay() * WallClock.DAY);
        first = new int[log.entities() + 1];
        rows = inside();
        indexes = new int[size][];
        numbers = new long[size][];
        for (int c = 0; c < size; c++) {
            if (columns.get(c).format() instanceof ColumnFormat.Dictionary dictionary) {
                indexes[c] = indexes(c, dictionary);
            } else if (ranges[c] != null) {
                numbers[c] = numbers(c, ranges[c]);
            }
        }
    }

    private Column declared(int c, ColumnRole role, boolean fixed, Domains domains) {
        Column found = log.layout().column(c);
        String name = found.name();
        return switch (role) {
            case TIME -> new Column(name, role, false, false, found.format());
            case ENTITY -> new Column(name, role, true, false, names(domains, name));
            case ID -> new Column(name, role, false, false, new ColumnFormat.Serial("", 0, 1));
            case IGNORED -> new Column(name, role, false, true, new ColumnFormat.Empty());
            case KEY ->
                domains.byColumn().get(name) instanceof Domain.Values values
                        ? new Column(name, role, fixed, true, new ColumnFormat.Dictionary(values.values()))
                        : new Column(name, role, false, true, names(domains, name));
            case LABEL -> new Column(name, role, false, false, dictionary(domains, name));
            case TYPE, CATEGORICAL -> new Column(name, role, fixed, true, dictionary(domains, name));
            case NUMERIC -> number(c, fixed, domains);
            case DERIVED ->
                throw new InputException(
                        "column " + name + " is derived, which --epsilon does not learn yet; name it in"
                                + " --ignore, or in --numeric as a mark of its own");
        };
    }

    private static ColumnFormat dictionary(Domains domains, String name) {
        return new ColumnFormat.Dictionary(
                domains.of(name, Domain.Values.class, "[VALUE, ...]").values());
    }

    private Column number(int c, boolean fixed, Domains domains) {
        String name = log.layout().column(c).name();
        if (domains.byColumn().get(name) instanceof Domain.Values values) {
            return new Column(name, ColumnRole.NUMERIC, fixed, true, new ColumnFormat.Dictionary(values.values()));
        }
        if (fixed) {
            throw new InputException(
                    "column " + name + " is static and numeric, which --epsilon does not learn yet; name"
                            + " it in --ignore, or give its domain as a list of values");
        }
        ranges[c] = domains.of(name, Domain.Range.class, "{least: 0, most: 10000, digits: 2}");
        int digits = ranges[c].digits();
        return new Column(name, ColumnRole.NUMERIC, false, true, new ColumnFormat.Decimal(digits, digits));
    }

    private static ColumnFormat names(Domains domains, String name) {
        if (domains.byColumn().get(name) instanceof Domain.Names names) {
            return new ColumnFormat.Serial(names.prefix(), names.width(), 1);
        }
        return new ColumnFormat.Serial(name + "-", 6, 1);
    }

    private int[] inside() {
        int[] kept = new int[log.rows()];
        int places = 0;
        for (int e = 0; e < log.entities(); e++) {
            first[e] = places;
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                if (log.timeMicros(row) >= originMicros && log.timeMicros(row) < endMicros) {
                    kept[places++] = row;
                }
            }
        }
        first[log.entities()] = places;
        return Arrays.copyOf(kept, places);
    }

    private int[] indexes(int c, ColumnFormat.Dictionary declared) {
        ColumnFormat found = log.layout().column(c).format();
        boolean label = layout.column(c).role() == ColumnRole.LABEL;
        int[] known = null;
        if (found instanceof ColumnFormat.Dictionary old) {
            known = old.values().stream()
                    .mapToInt(text -> declared.values().indexOf(text) + 1)
                    .toArray();
        }
        int[] coded = new int[rows.length];
        for (int place = 0; place < coded.length; place++) {
            long cell = log.value(c, rows[place]);
            int index = cell == ColumnFormat.MISSING
                    ? 0
                    : known != null ? known[(int) cell] : declared.values().indexOf(found.text(cell)) + 1;
            coded[place] = label && index == 0 ? 1 : index; // what is no class counts as normal
        }
        return coded;
    }

    private long[] numbers(int c, Domain.Range range) {
        ColumnFormat found = log.layout().column(c).format();
        long least = range.units(range.least());
        long most = range.units(range.most());
        long[] coded = new long[rows.length];
        for (int place = 0; place < coded.length; place++) {
            long cell = log.value(c, rows[place]);
            long units = cell == ColumnFormat.MISSING ? cell : units(found, cell, range.digits());
            coded[place] = units == ColumnFormat.MISSING ? units : Math.max(least, Math.min(most, units));
        }
        return coded;
    }

    private static long units(ColumnFormat format, long cell, int digits) {
        if (format instanceof ColumnFormat.Decimal decimal && decimal.scale() <= digits) {
            long units = cell;
            for (int d = decimal.scale(); d < digits; d++) {
                units *= 10;
            }
            return units;
        }
        try {
            return new BigDecimal(format.text(cell))
                    .setScale(digits, RoundingMode.HALF_EVEN)
                    .unscaledValue()
                    .longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return ColumnFormat.MISSING; // an error would tell that somebody has such a cell
        }
    }

    int entities() {
        return first.length - 1;
    }

    int places() {
        return rows.length;
    }

    long timeMicros(int place) {
        return log.timeMicros(rows[place]);
    }

    /** Value + 1 of a column with a dictionary; 0 if missing. */
    int index(int column, int place) {
        return indexes[column][place];
    }

    long number(int column, int place) {
        return numbers[column][place];
    }

    /** A cell of a column whose names are made anew: only whether two are equal counts. */
    long name(int column, int place) {
        return log.value(column, rows[place]);
    }

    /** The text of such a cell. */
    String nameText(int column, int place) {
        return log.layout().column(column).format().text(name(column, place));
    }

    /** Unit of times, which follows from how they are written. */
    long resolutionMicros() {
        Timestamp format = layout.timestamp();
        return switch (format.style()) {
            case DATE -> WallClock.DAY;
            case EPOCH_MICROS -> 1;
            case EPOCH_MILLIS -> 1_000;
            default -> {
                String pattern = format.pattern();
                long fraction = pattern.chars().filter(ch -> ch == 'S').count();
                boolean seconds = pattern.isEmpty() || pattern.contains("s");
                yield fraction > 3 ? 1 : fraction > 0 ? 1_000 : seconds ? WallClock.SECOND : 60 * WallClock.SECOND;
            }
        };
    }
}
