package io.understudy.engine.reference;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.InputException;
import io.understudy.model.Timestamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Collects the cells of one column. The first cell decides whether numbers, times or texts are expected; a column that
 * turns out to be something else is read once more, as text.
 */
final class ColumnCollector {
    /** What the cells are taken for. */
    private enum Kind {
        UNKNOWN,
        NUMBER,
        TIME,
        TEXT,
        IGNORED
    }

    private static final Set<ColumnRole> OF_TEXTS =
            EnumSet.of(ColumnRole.ENTITY, ColumnRole.TYPE, ColumnRole.LABEL, ColumnRole.KEY, ColumnRole.CATEGORICAL);
    private static final Set<String> MISSING_WORDS =
            Set.of("NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "none", "\\N", "?", "-");
    private static final Pattern CODE = Pattern.compile("-?0[0-9]+(\\.[0-9]*)?");
    private static final int MOST_ODD = 20_000;
    private static final int FEW_VALUES = 20;
    private static final int TEXTS_TO_JUDGE_BY = 1_000;

    private record Odd(int row, String text) {}

    private final String name;
    private final ReferenceSpec spec;
    private final ColumnRole role; // null if none is named
    private final LongColumn cells = new LongColumn();
    private final NumberText numbers;
    private final boolean again; // read once more, and known to hold neither numbers nor times
    private TimeText times;
    private TextDictionary texts;
    private Kind kind;
    private int missing;
    private int oddCount;
    private final List<Odd> odd = new ArrayList<>(); // cells that are not of the kind; the first MOST_ODD, or all

    private ColumnCollector(String name, ReferenceSpec spec, Kind kind, boolean again) {
        this.name = name;
        this.spec = spec;
        this.role = spec.role(name);
        this.kind = kind;
        this.again = again;
        numbers = new NumberText(spec.decimalMark(), cells);
        texts = kind == Kind.TEXT ? new TextDictionary() : null;
    }

    /** A collector that finds out what the cells are. */
    static ColumnCollector of(String name, ReferenceSpec spec) {
        ColumnRole role = spec.role(name);
        if (role == ColumnRole.IGNORED) {
            return new ColumnCollector(name, spec, Kind.IGNORED, true);
        }
        boolean text = role != null && OF_TEXTS.contains(role);
        return new ColumnCollector(name, spec, text ? Kind.TEXT : Kind.UNKNOWN, text);
    }

    /** A collector of cells that are known to be neither numbers nor times. */
    static ColumnCollector ofTexts(String name, ReferenceSpec spec) {
        return new ColumnCollector(name, spec, Kind.TEXT, true);
    }

    void add(char[] text, int from, int length) {
        if (length == 0 || kind == Kind.IGNORED) {
            missing++;
            cells.add(ColumnFormat.MISSING);
            return;
        }
        if (kind == Kind.UNKNOWN) {
            decide(text, from, length);
        }
        long value = switch (kind) {
            case NUMBER -> numbers.read(text, from, length);
            case TIME -> times.read(new String(text, from, length));
            default -> texts.index(text, from, length);
        };
        if (value == NumberText.NONE) {
            if (oddCount++ < MOST_ODD || role == ColumnRole.NUMERIC) {
                odd.add(new Odd(cells.size(), new String(text, from, length)));
            }
            value = ColumnFormat.MISSING;
        }
        cells.add(value);
    }

    private void decide(char[] text, int from, int length) {
        if (role == ColumnRole.NUMERIC) {
            kind = Kind.NUMBER;
            return;
        }
        times = TimeText.like(new String(text, from, length));
        if (times != null) {
            kind = Kind.TIME;
        } else if (numbers.read(text, from, length) != NumberText.NONE) {
            kind = Kind.NUMBER;
        } else {
            kind = Kind.TEXT;
            texts = new TextDictionary();
        }
    }

    /**
     * The column, or null if it has to be read again as text.
     *
     * @throws InputException if the column is one of numbers or times and a cell is neither
     */
    Cells finish(Source source, int column) throws IOException {
        List<String> notes = new ArrayList<>();
        int present = cells.size() - missing;
        return switch (kind) {
            case NUMBER -> finishNumbers(source, column, present, notes);
            case TIME -> finishTimes(source, column, present, notes);
            default -> finishTexts(source, column, notes);
        };
    }

    /** Texts, unless most of them are numbers or times, and only the first was not. */
    private Cells finishTexts(Source source, int column, List<String> notes) throws IOException {
        List<String> values = texts == null ? List.of() : texts.values();
        Cells asTexts = new Cells(name, new ColumnFormat.Dictionary(values), cells.trimmed(), missing, notes);
        if (again || values.isEmpty()) {
            return asTexts;
        }
        List<String> sample = values.subList(0, Math.min(values.size(), TEXTS_TO_JUDGE_BY));
        long timeLike =
                sample.stream().filter(text -> TimeText.like(text) != null).count();
        ColumnCollector other = new ColumnCollector(name, spec, Kind.NUMBER, true);
        if (timeLike * 2 > sample.size()) {
            other.kind = Kind.TIME;
            other.times = sample.stream()
                    .map(TimeText::like)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
        } else if (!mostlyNumbers(sample)) {
            return asTexts;
        }
        for (long value : asTexts.values()) {
            char[] text = value == ColumnFormat.MISSING
                    ? new char[0]
                    : values.get((int) value).toCharArray();
            other.add(text, 0, text.length);
        }
        Cells cellsOfOther = other.finish(source, column);
        return cellsOfOther == null ? asTexts : cellsOfOther;
    }

    private boolean mostlyNumbers(List<String> sample) {
        NumberText reader = new NumberText(spec.decimalMark(), new LongColumn());
        long right = sample.stream()
                .filter(text -> reader.read(text.toCharArray(), 0, text.length()) != NumberText.NONE)
                .count();
        return right * 2 > sample.size();
    }

    private Cells finishNumbers(Source source, int column, int present, List<String> notes) throws IOException {
        if (oddCount > odd.size()) {
            return null;
        }
        List<Odd> wrong = new ArrayList<>();
        List<Odd> rewritten = new ArrayList<>();
        int words = 0;
        for (Odd cell : odd) {
            long value = numbers.readUnusual(cell.text);
            if (value != NumberText.NONE) {
                cells.values()[cell.row] = value;
                rewritten.add(cell);
            } else if (role != ColumnRole.TIME && MISSING_WORDS.contains(cell.text)) {
                words++;
            } else {
                wrong.add(cell);
            }
        }
        boolean numeric = role == ColumnRole.NUMERIC;
        if (!numeric && !wrong.isEmpty() && !isNumeric(present - wrong.size(), wrong)) {
            return null;
        }
        if (!wrong.isEmpty()) {
            throw notANumber(source, column, wrong.get(0));
        }
        if (!numeric && words > 0 && hasFewValues()) {
            return null;
        }
        if (!rewritten.isEmpty()) {
            notes.add(rewritten.size() + " numbers are written in an unusual way, such as \"" + rewritten.get(0).text
                    + "\"; they are written plainly");
        }
        if (numbers.rounded() > 0) {
            notes.add(numbers.rounded() + " numbers have more digits than a double holds; they are rounded to "
                    + numbers.format().scale() + " behind the point");
        }
        if (words > 0) {
            notes.add(words + " cells hold a word for a missing value; they are written empty");
        }
        return new Cells(name, numbers.format(), cells.trimmed(), missing + words, notes);
    }

    private InputException notANumber(Source source, int column, Odd cell) throws IOException {
        String what = source.place(cell.row, column) + " " + name + " \"" + cell.text + "\" is not a ";
        if (role == ColumnRole.TIME) {
            return new InputException(what + "time in digits, as the column's other cells are; correct it, or leave the"
                    + " row out by --sql");
        }
        return new InputException(what + "number, as "
                + (role == ColumnRole.NUMERIC ? "numeric columns hold" : "the column's other cells are")
                + "; use a point as the decimal mark, or --decimal ,; or name the column under --categorical");
    }

    /** True where the column holds numbers and some cells are faulty, rather than codes and names. */
    private boolean isNumeric(int right, List<Odd> wrong) {
        boolean fractions = numbers.format().scale() > 0;
        boolean names = !fractions && (NameHints.reference(name) || NameHints.who(name));
        boolean codes = wrong.stream().anyMatch(cell -> CODE.matcher(cell.text).matches());
        return !names && !codes && mostly(right, wrong.size(), fractions);
    }

    private boolean hasFewValues() {
        LongIndex index = new LongIndex();
        for (int row = 0; row < cells.size() && index.size() <= FEW_VALUES; row++) {
            index.index(cells.values()[row]);
        }
        return index.size() <= FEW_VALUES;
    }

    /** True where so few cells are wrong that the column is what the others are. */
    private static boolean mostly(int right, int wrong, boolean sure) {
        return wrong <= right / 99 || sure && wrong <= 2 && right >= 4 * wrong;
    }

    private Cells finishTimes(Source source, int column, int present, List<String> notes) throws IOException {
        if (oddCount > 0) {
            boolean isTime = role == ColumnRole.TIME || role == null && mostly(present - oddCount, oddCount, true);
            if (!isTime) {
                return null;
            }
            throw new InputException(source.place(odd.get(0).row, column) + " " + name + " \"" + odd.get(0).text
                    + "\" is not a time of the form "
                    + times.format(spec.zone(), notes).form()
                    + ", as the column's other cells are; correct it, or leave the row out by --sql");
        }
        Timestamp format = times.format(spec.zone(), notes);
        if (format.style() != Timestamp.Style.OFFSET && !format.zone().equals("UTC")) {
            rebase(format);
        }
        return new Cells(name, format, cells.trimmed(), missing, notes);
    }

    /** Moves wall clocks, which were read as if in UTC, into their zone. */
    private void rebase(Timestamp format) {
        Timestamp utc = new Timestamp(format.style(), format.pattern(), "UTC");
        for (int row = 0; row < cells.size(); row++) {
            cells.values()[row] = format.parse(utc.text(cells.values()[row]));
        }
    }
}
