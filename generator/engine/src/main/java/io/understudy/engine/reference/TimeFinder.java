package io.understudy.engine.reference;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.InputException;
import io.understudy.model.Timestamp;
import io.understudy.model.Timestamp.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the time column and how its cells are to be read. */
final class TimeFinder {
    private static final List<String> DIGIT_DATES = List.of("yyyyMMdd", "yyMMdd");
    private static final List<String> DIGIT_TIMES = List.of("yyyyMMddHHmmss", "yyyyMMddHHmm", "yyMMddHHmmss");
    private static final List<String> DAYS = List.of(
            "dd.MM.yyyy",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "dd-MM-yyyy",
            "MM-dd-yyyy",
            "d.M.yyyy",
            "M/d/yyyy",
            "d/M/yyyy",
            "dd MMM yyyy",
            "dd-MMM-yyyy",
            "MMM dd, yyyy",
            "MMM d, yyyy",
            "yyyy-MMM-dd");
    private static final List<String> CLOCKS = List.of(
            " HH:mm:ss",
            " HH:mm",
            " HH:mm:ss.SSS",
            " H:mm",
            " H:mm:ss",
            ", HH:mm:ss",
            "'T'HH:mm:ss",
            " hh:mm:ss a",
            " h:mm:ss a",
            " h:mm a");
    private static final List<String> WITH_OFFSET = List.of("dd/MMM/yyyy:HH:mm:ss Z", "EEE, dd MMM yyyy HH:mm:ss Z");
    private static final long[] MICROS_BY_DIGITS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1}; // [fraction digits]
    private static final long MICROS_OF_1990 = 631_152_000_000_000L;
    private static final long MICROS_OF_2100 = 4_102_444_800_000_000L;

    private final Source source;
    private final List<Cells> columns;
    private final ReferenceSpec spec;
    private final List<Finding> findings;

    TimeFinder(Source source, List<Cells> columns, ReferenceSpec spec, List<Finding> findings) {
        this.source = source;
        this.columns = columns;
        this.spec = spec;
        this.findings = findings;
    }

    /**
     * Index of the time column, whose cells in {@code columns} are times afterwards, none of them missing.
     *
     * @throws InputException if no column is one of times, or the one that is named is not
     */
    int find() throws IOException {
        int index = spec.names(ColumnRole.TIME) ? named() : found();
        Cells time = columns.get(index);
        for (int row = 0; time.missing() > 0 && row < time.values().length; row++) {
            if (time.values()[row] == ColumnFormat.MISSING) {
                throw new InputException(source.place(row, index) + " " + time.name()
                        + " is empty; every event has a time; leave such rows out by --sql");
            }
        }
        return index;
    }

    private int named() throws IOException {
        String name = spec.columns(ColumnRole.TIME).stream()
                .findFirst()
                .orElseThrow(() -> new InputException("time is \"none\"; an event log has a time column"));
        int index = source.columns().indexOf(name);
        Cells times = asTimes(columns.get(index));
        if (times == null && columns.get(index).isInteger()) {
            times = epoch(columns.get(index), Style.EPOCH_SECONDS, 1_000_000L);
            findings.add(new Finding(name, "its numbers are taken for seconds since 1970"));
        }
        if (times == null) {
            throw notTimes(index);
        }
        columns.set(index, times);
        return index;
    }

    private InputException notTimes(int index) throws IOException {
        Cells cells = columns.get(index);
        int row = 0;
        while (row < cells.values().length - 1 && cells.values()[row] == ColumnFormat.MISSING) {
            row++;
        }
        Timestamp form = cells.isText() && !cells.texts().isEmpty() ? mostlyForm(cells.texts()) : null;
        if (form != null) {
            row = firstUnlike(cells, form);
        }
        return new InputException(source.place(row, index) + " " + cells.name() + " \""
                + cells.format().text(cells.values()[row]) + "\" is not a time of "
                + (form == null ? "any known form" : "the form " + form.form() + ", as the column's other cells are")
                + "; known are ISO 8601, yyyy-MM-dd HH:mm:ss, yyMMdd, dd.MM.yyyy HH:mm and their like, and seconds,"
                + " milliseconds or microseconds since 1970");
    }

    private int found() {
        int best = -1;
        Cells bestTimes = null;
        long bestScore = Long.MIN_VALUE;
        List<String> others = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Cells cells = columns.get(i);
            if (spec.role(cells.name()) != null || cells.values().length == cells.missing()) {
                continue;
            }
            boolean hinted = NameHints.time(cells.name());
            if (!cells.isTime() && !hinted) {
                continue;
            }
            Cells times = asTimes(cells);
            if (times == null) {
                continue;
            }
            others.add(cells.name());
            long score = distinct(times)
                    + (((Timestamp) times.format()).dateOnly() ? 0 : 1L << 40)
                    - (times.missing() > 0 ? 1L << 41 : 0);
            if (score > bestScore) {
                best = i;
                bestTimes = times;
                bestScore = score;
            }
        }
        if (best < 0) {
            throw new InputException(
                    source.name() + " has no column that can be read as times; name one by --time; columns are "
                            + String.join(", ", source.columns()));
        }
        columns.set(best, bestTimes);
        others.remove(bestTimes.name());
        if (!others.isEmpty()) {
            findings.add(new Finding(
                    bestTimes.name(),
                    "taken as the time of the events; " + String.join(", ", others)
                            + " could be too; choose by --time"));
        }
        return best;
    }

    private static int distinct(Cells cells) {
        LongIndex index = new LongIndex();
        for (long value : cells.values()) {
            index.index(value);
        }
        return index.size();
    }

    /** The cells read as times, or null if they are none. */
    private Cells asTimes(Cells cells) {
        if (cells.isTime()) {
            return cells;
        }
        if (cells.isText()) {
            return fromTexts(cells);
        }
        return cells.isInteger() ? fromNumbers(cells) : cells.isNumber() ? fromFractions(cells) : null;
    }

    /** Seconds since 1970 with a fraction, or null. */
    private Cells fromFractions(Cells cells) {
        ColumnFormat.Decimal format = (ColumnFormat.Decimal) cells.format();
        int digits = format.scale();
        if (digits > 6) {
            return null;
        }
        long microsPerUnit = MICROS_BY_DIGITS[digits];
        if (!within(cells, microsPerUnit)) {
            return null;
        }
        List<String> notes = new ArrayList<>(cells.notes());
        if (format.leastFractionDigits() < digits) {
            notes.add("fractions of a second have up to " + digits + " digits; that many are written");
        }
        Cells times = epoch(cells, Style.EPOCH_SECONDS, "." + "S".repeat(digits), microsPerUnit);
        return new Cells(cells.name(), times.format(), times.values(), times.missing(), notes);
    }

    private Cells fromNumbers(Cells cells) {
        for (Timestamp form : digitForms()) {
            Cells times = parsed(cells, form);
            if (times != null) {
                return times;
            }
        }
        if (within(cells, 1_000_000L)) {
            return epoch(cells, Style.EPOCH_SECONDS, 1_000_000L);
        }
        if (within(cells, 1_000L)) {
            return epoch(cells, Style.EPOCH_MILLIS, 1_000L);
        }
        return within(cells, 1L) ? epoch(cells, Style.EPOCH_MICROS, 1L) : null;
    }

    private List<Timestamp> digitForms() {
        List<Timestamp> forms = new ArrayList<>();
        DIGIT_TIMES.forEach(pattern -> forms.add(new Timestamp(Style.LOCAL, pattern, zone())));
        DIGIT_DATES.forEach(pattern -> forms.add(new Timestamp(Style.DATE, pattern, zone())));
        return forms;
    }

    private String zone() {
        return spec.zone().isEmpty() ? "UTC" : spec.zone();
    }

    /** All cells in one format, or null if one is not. */
    private static Cells parsed(Cells cells, Timestamp form) {
        long[] times = new long[cells.values().length];
        for (int row = 0; row < times.length; row++) {
            long value = cells.values()[row];
            try {
                times[row] = value == ColumnFormat.MISSING
                        ? value
                        : form.parse(cells.format().text(value));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return new Cells(cells.name(), form, times, cells.missing(), cells.notes());
    }

    private static boolean within(Cells cells, long microsPerUnit) {
        for (long value : cells.values()) {
            if (value != ColumnFormat.MISSING
                    && (value < MICROS_OF_1990 / microsPerUnit || value > MICROS_OF_2100 / microsPerUnit)) {
                return false;
            }
        }
        return true;
    }

    private Cells epoch(Cells cells, Style style, long microsPerUnit) {
        return epoch(cells, style, "", microsPerUnit);
    }

    private Cells epoch(Cells cells, Style style, String pattern, long microsPerUnit) {
        long[] times = new long[cells.values().length];
        for (int row = 0; row < times.length; row++) {
            long value = cells.values()[row];
            times[row] = value == ColumnFormat.MISSING ? value : value * microsPerUnit;
        }
        return new Cells(cells.name(), new Timestamp(style, pattern, zone()), times, cells.missing(), cells.notes());
    }

    private Cells fromTexts(Cells cells) {
        List<String> texts = cells.texts();
        for (Timestamp form : textForms()) {
            long[] timeByText = new long[texts.size()];
            int good = 0;
            while (good < timeByText.length && reads(form, texts.get(good))) {
                timeByText[good] = form.parse(texts.get(good));
                good++;
            }
            if (good == timeByText.length && good > 0) {
                long[] times = new long[cells.values().length];
                for (int row = 0; row < times.length; row++) {
                    long value = cells.values()[row];
                    times[row] = value == ColumnFormat.MISSING ? value : timeByText[(int) value];
                }
                return new Cells(cells.name(), form, times, cells.missing(), cells.notes());
            }
        }
        return null;
    }

    private static boolean reads(Timestamp form, String text) {
        try {
            return form.text(form.parse(text)).equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private List<Timestamp> textForms() {
        List<Timestamp> forms = new ArrayList<>(digitForms());
        for (String day : DAYS) {
            forms.add(new Timestamp(Style.DATE, day, zone()));
            CLOCKS.forEach(clock -> forms.add(new Timestamp(Style.LOCAL, day + clock, zone())));
        }
        WITH_OFFSET.forEach(pattern -> forms.add(new Timestamp(Style.OFFSET, pattern, zone())));
        return forms;
    }

    /** The form of most texts, or null. */
    private Timestamp mostlyForm(List<String> texts) {
        for (Timestamp form : textForms()) {
            long good = texts.stream().filter(text -> reads(form, text)).count();
            if (good * 2 > texts.size()) {
                return form;
            }
        }
        return null;
    }

    private static int firstUnlike(Cells cells, Timestamp form) {
        int row = 0;
        while (cells.values()[row] == ColumnFormat.MISSING
                || reads(form, cells.format().text(cells.values()[row]))) {
            row++;
        }
        return row;
    }
}
