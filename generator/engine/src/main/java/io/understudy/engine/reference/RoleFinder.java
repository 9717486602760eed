package io.understudy.engine.reference;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gives every column its role: the one that the user names, or the one that its values and then its name suggest. What
 * was guessed between equals, or given up, is a finding.
 */
final class RoleFinder {
    private static final int MOST_LABEL_CLASSES = 50;
    private static final int MOST_TYPES = 120;
    private static final int MOST_TOKENS = 250;
    private static final int MOST_CATEGORIES = 150;
    private static final int FEW_NUMBERS = 12;
    private static final int FEW_REFERENCES = 20;

    private final List<SortedCells> columns;
    private final EntityOrder order;
    private final long[] times;
    private final ReferenceSpec spec;
    private final List<Finding> findings;
    private final ColumnRole[] roles; // [column]
    private final int rows;

    RoleFinder(
            List<SortedCells> columns, EntityOrder order, int timeIndex, ReferenceSpec spec, List<Finding> findings) {
        this.columns = columns;
        this.order = order;
        this.times = columns.get(timeIndex).cells().values();
        this.spec = spec;
        this.findings = findings;
        roles = new ColumnRole[columns.size()];
        roles[timeIndex] = ColumnRole.TIME;
        rows = times.length;
    }

    /** The roles by column. */
    ColumnRole[] find(List<Integer> entityIndexes) {
        entityIndexes.forEach(i -> roles[i] = ColumnRole.ENTITY);
        for (int i = 0; i < roles.length; i++) {
            if (roles[i] == null) {
                roles[i] = spec.role(columns.get(i).name());
            }
        }
        findLabels();
        for (int i = 0; i < roles.length; i++) {
            if (roles[i] == null) {
                roles[i] = withoutName(columns.get(i));
            }
        }
        findTypes();
        for (int i = 0; i < roles.length; i++) {
            if (roles[i] == null) {
                roles[i] = mark(columns.get(i));
            }
        }
        findBalances();
        return roles.clone();
    }

    private void findLabels() {
        if (spec.names(ColumnRole.LABEL) && spec.columns(ColumnRole.LABEL).isEmpty()) {
            return;
        }
        for (int i = 0; i < roles.length; i++) {
            SortedCells column = columns.get(i);
            if (roles[i] == null && canBeLabel(column) && NameHints.truth(column.name())) {
                roles[i] = ColumnRole.LABEL;
                findings.add(new Finding(
                        column.name(), "taken as a label, which never reaches an event topic; choose by --label"));
            }
        }
        for (int label : indexes(ColumnRole.LABEL)) {
            for (int i = 0; i < roles.length; i++) {
                SortedCells column = columns.get(i);
                if (roles[i] == null && canBeLabel(column) && tellsAsMuch(column, columns.get(label))) {
                    roles[i] = ColumnRole.LABEL;
                    findings.add(new Finding(
                            column.name(),
                            "tells as much as the label " + columns.get(label).name()
                                    + " and is taken as one too; choose by --label"));
                }
            }
        }
    }

    private boolean canBeLabel(SortedCells column) {
        return column.distinct() > 1
                && column.distinct() <= MOST_LABEL_CLASSES
                && (column.cells().isText() || column.cells().isInteger() || column.distinct() == 2);
    }

    /** True where one value of the column stands in exactly the rows that have the label's most frequent value. */
    private boolean tellsAsMuch(SortedCells column, SortedCells label) {
        long[] values = column.cells().values();
        long[] labels = label.cells().values();
        int normal = mostFrequentRow(labels);
        boolean other = false;
        for (int row = 0; row < rows; row++) {
            boolean isNormal = labels[row] == labels[normal];
            if (isNormal != (values[row] == values[normal])) {
                return false;
            }
            other |= !isNormal;
        }
        return other;
    }

    /** A row that has the most frequent of the values. */
    private static int mostFrequentRow(long[] values) {
        LongIndex index = new LongIndex();
        int[] counts = new int[MOST_LABEL_CLASSES];
        int[] rowByIndex = new int[MOST_LABEL_CLASSES];
        int most = 0;
        for (int row = 0; row < values.length; row++) {
            int at = index.index(values[row]);
            if (at == counts.length) {
                counts = Arrays.copyOf(counts, at * 2);
                rowByIndex = Arrays.copyOf(rowByIndex, at * 2);
            }
            counts[at]++;
            rowByIndex[at] = row;
            most = counts[at] > counts[most] ? at : most;
        }
        return rowByIndex[most];
    }

    /** Roles that the values alone decide; null if they do not. */
    private ColumnRole withoutName(SortedCells column) {
        Cells cells = column.cells();
        if (column.present() == 0) {
            findings.add(new Finding(column.name(), "has no values; it is written empty"));
            return ColumnRole.IGNORED;
        }
        if (column.distinct() == 1 && column.cells().missing() == 0) {
            findings.add(new Finding(column.name(), "has one value in all rows"));
            return ColumnRole.CATEGORICAL;
        }
        if (cells.isTime()) {
            return otherTime(column);
        }
        boolean unique = column.unique() && rows > 1;
        boolean identifier = NameHints.identifier(column.name());
        if (unique && identifier && (cells.isInteger() || cells.isText())) {
            return identifies(column);
        }
        if (countsTime(column)) {
            findings.add(new Finding(column.name(), "counts time, and follows from the event's"));
            return ColumnRole.DERIVED;
        }
        boolean nearlyUnique = column.cells().missing() == 0 && column.distinct() >= rows * 0.999 && rows > 1;
        boolean named = cells.isInteger() && (column.increasing() || identifier);
        return nearlyUnique && (named || cells.isText()) ? identifies(column) : null;
    }

    private ColumnRole identifies(SortedCells column) {
        findings.add(new Finding(
                column.name(),
                "has another value in every row, so that it is taken as names of the rows, which are made anew; choose by"
                        + " --key, --categorical or --ignore"));
        return ColumnRole.ID;
    }

    private boolean countsTime(SortedCells column) {
        boolean plausible = column.distinct() > FEW_NUMBERS || NameHints.timeOffset(column.name());
        return column.cells().isInteger()
                && column.distinct() > 1
                && plausible
                && Dependence.countsTime(column.cells().values(), times);
    }

    private ColumnRole otherTime(SortedCells column) {
        if (column.constantPerEntity()
                && column.cells().missing() == 0
                && Dependence.isFirstTime(column.cells().values(), times, order.firstRowByEntity())) {
            findings.add(new Finding(column.name(), "is the time of each entity's first event"));
            return ColumnRole.DERIVED;
        }
        findings.add(new Finding(column.name(), "is a second time, which no role suits; it is written empty"));
        return ColumnRole.IGNORED;
    }

    private void findTypes() {
        if (spec.names(ColumnRole.TYPE)) {
            return;
        }
        List<Integer> candidates = IntStream.range(0, roles.length)
                .filter(i -> roles[i] == null && canBeType(columns.get(i)))
                .boxed()
                .toList();
        int strongest = candidates.stream().mapToInt(this::kind).max().orElse(0);
        if (strongest == 0) {
            return;
        }
        int[] tokens = new int[rows];
        tokens = addTypes(
                tokens, candidates.stream().filter(i -> kind(i) == strongest).toList());
        tokens = addTypes(
                tokens, candidates.stream().filter(this::sharesWordWithType).toList());
        addTypes(
                tokens,
                candidates.stream()
                        .filter(i -> NameHints.outcome(columns.get(i).name()))
                        .toList());
        findings.add(new Finding(
                indexes(ColumnRole.TYPE).stream()
                        .map(i -> columns.get(i).name())
                        .collect(Collectors.joining(", ")),
                "taken as the type of the events; choose by --type"));
    }

    private boolean canBeType(SortedCells column) {
        boolean category = column.cells().isText() || column.cells().isInteger() && column.distinct() <= FEW_NUMBERS;
        return category && column.distinct() > 1 && column.distinct() <= MOST_TYPES && !column.constantPerEntity();
    }

    private int kind(int index) {
        return NameHints.kind(columns.get(index).name());
    }

    /** True where the name has a word in common with a type's, as {@code event_outcome} has with {@code event_action}. */
    private boolean sharesWordWithType(int index) {
        Set<String> words = Set.copyOf(NameHints.words(columns.get(index).name()));
        return kind(index) > 0
                && indexes(ColumnRole.TYPE).stream()
                        .flatMap(i -> NameHints.words(columns.get(i).name()).stream())
                        .anyMatch(words::contains);
    }

    /** Makes columns part of the token, one by one, as long as there are not too many different tokens. */
    private int[] addTypes(int[] tokens, List<Integer> candidates) {
        int[] coarse = tokens;
        for (int i : candidates) {
            int[] finer = coarse.clone();
            int count = refine(finer, columns.get(i).cells().values());
            if (roles[i] == null && count <= MOST_TOKENS && count < rows) {
                roles[i] = ColumnRole.TYPE;
                coarse = finer;
            }
        }
        return coarse;
    }

    private static int refine(int[] groups, long[] values) {
        LongIndex index = new LongIndex();
        LongIndex pairs = new LongIndex();
        for (int row = 0; row < groups.length; row++) {
            groups[row] = pairs.index((long) groups[row] << 32 | index.index(values[row]));
        }
        return pairs.size();
    }

    /** The role of a column that an event carries. */
    private ColumnRole mark(SortedCells column) {
        Cells cells = column.cells();
        boolean reference = NameHints.reference(column.name());
        if (cells.isText()) {
            return textMark(column, reference);
        }
        boolean code = cells.isInteger() && (reference || NameHints.code(column.name()));
        if (code) {
            return column.distinct() > MOST_CATEGORIES ? ColumnRole.KEY : ColumnRole.CATEGORICAL;
        }
        if (cells.isInteger() && column.distinct() <= FEW_NUMBERS) {
            return ColumnRole.CATEGORICAL;
        }
        return ColumnRole.NUMERIC;
    }

    private ColumnRole textMark(SortedCells column, boolean reference) {
        if (reference && column.distinct() > FEW_REFERENCES) {
            return ColumnRole.KEY;
        }
        if (column.distinct() <= MOST_CATEGORIES) {
            return ColumnRole.CATEGORICAL;
        }
        if (column.distinct() <= column.present() * 0.5) {
            return ColumnRole.KEY;
        }
        findings.add(
                new Finding(
                        column.name(),
                        "holds " + column.distinct() + " different texts in " + column.present()
                                + " cells, which no role suits; it is written empty; name it by --key or --categorical to keep it"));
        return ColumnRole.IGNORED;
    }

    private void findBalances() {
        for (int i : indexes(ColumnRole.NUMERIC)) {
            SortedCells column = columns.get(i);
            if (spec.role(column.name()) != null || column.cells().missing() > 0 || column.constantPerEntity()) {
                continue;
            }
            indexes(ColumnRole.NUMERIC).stream()
                    .filter(j -> j != i && movesBy(i, j))
                    .findFirst()
                    .ifPresent(j -> {
                        roles[i] = ColumnRole.DERIVED;
                        findings.add(new Finding(
                                column.name(),
                                "moves by " + columns.get(j).name()
                                        + " from event to event and is taken as derived; choose by --numeric"));
                    });
        }
    }

    private boolean movesBy(int balance, int amount) {
        int scale = Math.max(scale(balance), scale(amount));
        return Dependence.movesBy(scaled(balance, scale), scaled(amount, scale), times, order.firstRowByEntity());
    }

    private long[] scaled(int column, int scale) {
        long[] values = columns.get(column).cells().values();
        long factor = 1;
        for (int i = scale(column); i < scale; i++) {
            factor *= 10;
        }
        long by = factor;
        return by == 1 ? values : Arrays.stream(values).map(value -> value * by).toArray();
    }

    private int scale(int column) {
        return ((ColumnFormat.Decimal) columns.get(column).cells().format()).scale();
    }

    private List<Integer> indexes(ColumnRole role) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < roles.length; i++) {
            if (roles[i] == role) {
                indexes.add(i);
            }
        }
        return indexes;
    }
}
