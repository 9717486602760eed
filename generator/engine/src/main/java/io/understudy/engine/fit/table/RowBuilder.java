package io.understudy.engine.fit.table;

import io.understudy.model.table.RowSlots;
import io.understudy.model.table.RowTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the rows of a law whose features are known: one for each combination of their codes that k entities have and
 * that differs from the row which looks at one feature less. What a row may not list, because fewer than k entities had
 * it there, and what it has not seen, it leaves to that row.
 */
final class RowBuilder {
    private static final int FLAT = 64; // outcomes up to which a row is written out in full
    private static final double LEAST_GAIN = 2; // nats that a row must save on all its examples
    private static final int MOST_SHARES = 20_000_000; // of all rows together, written out in full

    private final CodeMatrix matrix;
    private final LawExamples examples;
    private final List<Coarsening> features;
    private final double factor;
    private final int k;
    private final boolean within;
    private final List<Row> rows = new ArrayList<>();

    // counts of the cell at hand
    private final double[] count; // [outcome]
    private final int[] owners; // [outcome]
    private final int[] lastOwner; // [outcome]
    private final int[] seen; // [entry] outcome
    private int seenCount;
    private double total;

    /** A row: the outcomes it lists, their probabilities, and what it leaves to its parent. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(int[] outcomes, double[] shares, double escape, int parent, double[] all) {}

    /** {@code within} says that rows of the first feature leave nothing to the row of no feature. */
    RowBuilder(
            CodeMatrix matrix, LawExamples examples, List<Coarsening> features, double factor, int k, boolean within) {
        this.matrix = matrix;
        this.examples = examples;
        this.features = features;
        this.factor = factor;
        this.k = k;
        this.within = within;
        count = new double[examples.outcomes];
        owners = new int[examples.outcomes];
        lastOwner = new int[examples.outcomes];
        seen = new int[examples.outcomes];
        Arrays.fill(lastOwner, -1);
    }

    RowTable build() {
        int n = examples.size;
        int[] cell = new int[n];
        int cells = 1;
        int[] rowByCell = {addRoot()};
        for (int level = 0; level < features.size(); level++) {
            Coarsening feature = features.get(level);
            char[] codes = matrix.codes(feature.feature());
            for (int i = 0; i < n; i++) {
                cell[i] = cell[i] * feature.groups() + feature.groupByCode()[codes[examples.row[i]]];
            }
            cells *= feature.groups();
            rowByCell = addLevel(cell, cells, rowByCell, feature.groups(), within && level == 0);
        }
        return table(rowByCell);
    }

    private int addRoot() {
        begin();
        for (int i = 0; i < examples.size; i++) {
            see(i);
        }
        rows.add(row(-1, false));
        end();
        return 0;
    }

    /** Adds the rows of a level. // [cell] row */
    private int[] addLevel(int[] cell, int cells, int[] parentByCell, int groups, boolean alone) {
        int[] first = new int[cells + 1];
        for (int i = 0; i < examples.size; i++) {
            first[cell[i] + 1]++;
        }
        for (int c = 0; c < cells; c++) {
            first[c + 1] += first[c];
        }
        int[] order = new int[examples.size];
        int[] next = first.clone();
        for (int i = 0; i < examples.size; i++) {
            order[next[cell[i]]++] = i;
        }
        int[] rowByCell = new int[cells];
        int mostRows = Math.min(Character.MAX_VALUE, MOST_SHARES / examples.outcomes);
        for (int c = 0; c < cells; c++) {
            int parent = parentByCell[c / groups];
            rowByCell[c] = parent;
            int distinct = 0;
            int last = -1;
            for (int at = first[c]; at < first[c + 1]; at++) {
                int entity = examples.entity[order[at]];
                distinct += entity != last ? 1 : 0;
                last = entity;
            }
            if (distinct == 0 || distinct < k && !alone || rows.size() >= mostRows) {
                continue;
            }
            begin();
            for (int at = first[c]; at < first[c + 1]; at++) {
                see(order[at]);
            }
            Row row = row(parent, alone);
            if (row != null && (alone || gain(row, parent) > LEAST_GAIN)) {
                rowByCell[c] = rows.size();
                rows.add(row);
            }
            end();
        }
        return rowByCell;
    }

    private void begin() {
        seenCount = 0;
        total = 0;
    }

    private void see(int i) {
        int outcome = examples.outcome[i];
        if (count[outcome] == 0 && owners[outcome] == 0) {
            seen[seenCount++] = outcome;
        }
        count[outcome] += examples.weight[i];
        total += examples.weight[i];
        if (lastOwner[outcome] != examples.entity[i]) {
            lastOwner[outcome] = examples.entity[i];
            owners[outcome]++;
        }
    }

    private void end() {
        for (int i = 0; i < seenCount; i++) {
            count[seen[i]] = 0;
            owners[seen[i]] = 0;
            lastOwner[seen[i]] = -1;
        }
    }

    /** The row of what was seen; null if it could list nothing. */
    private Row row(int parent, boolean alone) {
        Arrays.sort(seen, 0, seenCount);
        int[] outcomes = new int[seenCount];
        double[] shares = new double[seenCount];
        int listed = 0;
        double sum = 0;
        for (int i = 0; i < seenCount; i++) {
            if (owners[seen[i]] >= k && count[seen[i]] > 0) {
                outcomes[listed] = seen[i];
                shares[listed] = count[seen[i]];
                sum += shares[listed++];
            }
        }
        boolean root = parent < 0 || alone;
        if (listed == 0) {
            if (!root) {
                return null;
            }
            outcomes = new int[] {mostFrequent()};
            shares = new double[] {1};
            listed = 1;
            sum = 1;
        }
        double escape = root ? 0 : total - sum + factor * seenCount;
        outcomes = Arrays.copyOf(outcomes, listed);
        shares = Arrays.copyOf(shares, listed);
        double[] all =
                root ? new double[examples.outcomes] : rows.get(parent).all().clone();
        for (int outcome = 0; outcome < all.length; outcome++) {
            all[outcome] *= escape / (sum + escape);
        }
        for (int i = 0; i < listed; i++) {
            shares[i] /= sum + escape;
            all[outcomes[i]] += shares[i];
        }
        return new Row(outcomes, shares, escape / (sum + escape), root ? -1 : parent, all);
    }

    private int mostFrequent() {
        int best = 0;
        for (int i = 0; i < seenCount; i++) {
            best = count[seen[i]] > count[best] ? seen[i] : best;
        }
        return best;
    }

    /** Nats that the row saves on its examples. */
    private double gain(Row row, int parent) {
        double[] before = rows.get(parent).all();
        double gain = 0;
        for (int i = 0; i < seenCount; i++) {
            int outcome = seen[i];
            if (row.all()[outcome] > 0 && before[outcome] > 0) {
                gain += count[outcome] * Math.log(row.all()[outcome] / before[outcome]);
            } else if (row.all()[outcome] > 0) {
                gain += LEAST_GAIN + 1;
            }
        }
        return gain;
    }

    private RowTable table(int[] rowByCell) {
        boolean[] flat = new boolean[rows.size()];
        boolean[] wanted = new boolean[rows.size()];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = rows.get(i).parent() < 0 || flat(rows.get(i));
        }
        for (int row : rowByCell) {
            for (int at = row;
                    at >= 0 && !wanted[at];
                    at = flat[at] ? -1 : rows.get(at).parent()) {
                wanted[at] = true;
            }
        }
        int[] number = new int[rows.size()];
        int used = 0;
        for (int i = 0; i < number.length; i++) {
            number[i] = wanted[i] ? used++ : -1;
        }
        RowSlots slots = new RowSlots();
        int[] heads = new int[used];
        int[] parents = new int[used];
        for (int i = 0; i < number.length; i++) {
            if (wanted[i]) {
                heads[number[i]] = add(rows.get(i), flat[i], slots);
                parents[number[i]] = flat[i] ? -1 : number[rows.get(i).parent()];
            }
        }
        char[] byCell = new char[rowByCell.length];
        for (int c = 0; c < byCell.length; c++) {
            byCell[c] = (char) number[rowByCell[c]];
        }
        int maps = features.stream().mapToInt(f -> f.groupByCode().length).sum();
        char[] map = new char[maps];
        int[] starts = new int[features.size()];
        int step = rowByCell.length;
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            step /= features.get(i).groups();
            for (char group : features.get(i).groupByCode()) {
                map[at++] = (char) (group * step);
            }
        }
        return new RowTable(
                features.stream().mapToInt(Coarsening::feature).toArray(),
                starts,
                map,
                byCell,
                heads,
                parents,
                slots.toArray(),
                examples.outcomes);
    }

    /** True if the row is about as short when it lists what its parent would give too. */
    private static boolean flat(Row row) {
        int support = 0;
        for (double share : row.all()) {
            support += share > 0 ? 1 : 0;
        }
        return support <= Math.max(FLAT, 2 * row.outcomes().length);
    }

    private static int add(Row row, boolean flat, RowSlots slots) {
        if (flat) {
            int[] outcomes = java.util.stream.IntStream.range(0, row.all().length)
                    .filter(outcome -> row.all()[outcome] > 0)
                    .toArray();
            return slots.add(
                    outcomes,
                    Arrays.stream(outcomes).mapToDouble(o -> row.all()[o]).toArray());
        }
        int listed = row.outcomes().length;
        int[] outcomes = Arrays.copyOf(row.outcomes(), listed + 1);
        double[] shares = Arrays.copyOf(row.shares(), listed + 1);
        outcomes[listed] = RowTable.ESCAPE;
        shares[listed] = row.escape();
        return slots.add(outcomes, shares);
    }
}
