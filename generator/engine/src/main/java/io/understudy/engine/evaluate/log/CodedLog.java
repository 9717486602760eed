package io.understudy.engine.evaluate.log;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A log in shared codes: rows sorted by entity and time; where times are dates, rows of one day by token and numbers,
 * since their order has no meaning.
 */
public final class CodedLog {
    private static final int MOST_SHARERS = 3;

    private final int[] firstRow; // [entity], one more than there are entities
    private final int[] entity; // [row]
    private final long[] timeMicros; // [row]
    private final long[] wallMicros; // [row]
    private final int[] token; // [row]
    private final double[][] numbers; // [number][row] NaN where missing
    private final int[][] categories; // [category][row]
    private final int[][] keys; // [key][row] -1 where missing
    private final int[] classes; // [row] 0 for the normal class

    private Calendar calendar; // made when first asked for
    private double[] gapSeconds;

    CodedLog(
            int[] firstRow,
            long[] timeMicros,
            long[] wallMicros,
            int[] token,
            double[][] numbers,
            int[][] categories,
            int[][] keys,
            int[] classes) {
        this.firstRow = firstRow;
        this.timeMicros = timeMicros;
        this.wallMicros = wallMicros;
        this.token = token;
        this.numbers = numbers;
        this.categories = categories;
        this.keys = keys;
        this.classes = classes;
        entity = new int[timeMicros.length];
        for (int e = 0; e < entities(); e++) {
            Arrays.fill(entity, firstRow[e], firstRow[e + 1], e);
        }
    }

    public int rows() {
        return entity.length;
    }

    public int entities() {
        return firstRow.length - 1;
    }

    public int firstRow(int entityIndex) {
        return firstRow[entityIndex];
    }

    /** The row behind the entity's last. */
    public int endRow(int entityIndex) {
        return firstRow[entityIndex + 1];
    }

    /** First rows by entity, and the number of rows; not to be changed, as are all arrays that follow. */
    public int[] firstRows() {
        return firstRow;
    }

    public int[] entityByRow() {
        return entity;
    }

    public int entity(int row) {
        return entity[row];
    }

    public long timeMicros(int row) {
        return timeMicros[row];
    }

    /** Times by row in seconds since 1970. */
    public double[] timeSeconds() {
        return Arrays.stream(timeMicros).mapToDouble(micros -> micros / 1e6).toArray();
    }

    public int[] tokens() {
        return token;
    }

    public double[] number(int index) {
        return numbers[index];
    }

    public int[] category(int index) {
        return categories[index];
    }

    public int[] key(int index) {
        return keys[index];
    }

    /** Classes by row: 0 where nothing happened. */
    public int[] classes() {
        return classes;
    }

    public Calendar calendar() {
        if (calendar == null) {
            calendar = new Calendar(wallMicros);
        }
        return calendar;
    }

    /** Seconds since the entity's event before, by row; NaN for its first. */
    public double[] gapSeconds() {
        if (gapSeconds == null) {
            double[] gaps = new double[rows()];
            for (int row = 0; row < gaps.length; row++) {
                gaps[row] = row == firstRow[entity[row]] ? Double.NaN : (timeMicros[row] - timeMicros[row - 1]) / 1e6;
            }
            gapSeconds = gaps;
        }
        return gapSeconds;
    }

    /** {@code values} of the row that lies {@code lag} events back in the entity; NaN where there is none. */
    public double[] lagged(double[] values, int lag) {
        double[] lagged = new double[values.length];
        for (int row = 0; row < lagged.length; row++) {
            lagged[row] = row - lag < firstRow[entity[row]] ? Double.NaN : values[row - lag];
        }
        return lagged;
    }

    /** {@code codes} of the row that lies {@code lag} events back in the entity; {@code none} where there is none. */
    public int[] lagged(int[] codes, int lag, int none) {
        int[] lagged = new int[codes.length];
        for (int row = 0; row < lagged.length; row++) {
            lagged[row] = row - lag < firstRow[entity[row]] ? none : codes[row - lag];
        }
        return lagged;
    }

    /** The entity's last row before each row that has the same code, -1 where there is none. */
    public int[] previousSame(int[] codes) {
        int[] lastRow = new int[Arrays.stream(codes).max().orElse(0) + 2]; // [code + 1] plus one
        int[] previous = new int[codes.length];
        for (int row = 0; row < codes.length; row++) {
            int last = lastRow[codes[row] + 1] - 1;
            previous[row] = last >= firstRow[entity[row]] ? last : -1;
            lastRow[codes[row] + 1] = row + 1;
        }
        return previous;
    }

    /**
     * Popularity of each row's key in this log, 1 for the one with the most events; NaN where it is missing. The law of
     * the rank is the concentration of the key, whatever the keys are called.
     */
    public double[] keyRank(int index) {
        int[] codes = keys[index];
        int[] counts = new int[Arrays.stream(codes).max().orElse(0) + 1];
        for (int code : codes) {
            if (code >= 0) {
                counts[code]++;
            }
        }
        int[] rank = Ranks.byFrequency(counts);
        return Arrays.stream(codes)
                .mapToDouble(code -> code < 0 ? Double.NaN : rank[code])
                .toArray();
    }

    /**
     * How many entities use each row's key, counted up to three, since larger counts differ between any two logs; 0 where
     * it is missing.
     */
    public int[] keySharers(int index) {
        int[] codes = keys[index];
        int[] previous = previousSame(codes);
        int[] sharers = new int[Arrays.stream(codes).max().orElse(0) + 1];
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= 0 && previous[row] < 0) {
                sharers[codes[row]]++;
            }
        }
        return Arrays.stream(codes)
                .map(code -> code < 0 ? 0 : Math.min(sharers[code], MOST_SHARERS))
                .toArray();
    }

    /** Codes of the {@code length}-grams of tokens that lie within one entity. */
    public long[] tokenGrams(int length, int tokenCount) {
        boolean hashed = Math.pow(tokenCount, length) >= Long.MAX_VALUE / 2.0;
        long[] grams = new long[rows()];
        int count = 0;
        for (int row = 0; row < rows(); row++) {
            if (row - length + 1 < firstRow[entity[row]]) {
                continue;
            }
            long code = 0;
            for (int i = row - length + 1; i <= row; i++) {
                code = hashed ? Hashes.mix(code, token[i]) : code * tokenCount + token[i];
            }
            grams[count++] = code;
        }
        return Arrays.copyOf(grams, count);
    }

    /** The first or only row of each entity in {@code values}. */
    public double[] firstOf(double[] values) {
        double[] firsts = new double[entities()];
        for (int e = 0; e < firsts.length; e++) {
            firsts[e] = values[firstRow[e]];
        }
        return firsts;
    }

    /** The first of each entity in {@code codes}. */
    public int[] firstOf(int[] codes) {
        int[] firsts = new int[entities()];
        for (int e = 0; e < firsts.length; e++) {
            firsts[e] = codes[firstRow[e]];
        }
        return firsts;
    }

    /** Some entities alone, in the order given. */
    public CodedLog take(int[] chosen) {
        int[] first = new int[chosen.length + 1];
        for (int i = 0; i < chosen.length; i++) {
            first[i + 1] = first[i] + endRow(chosen[i]) - firstRow[chosen[i]];
        }
        int[] source = new int[first[chosen.length]];
        for (int i = 0; i < chosen.length; i++) {
            for (int j = 0; j < first[i + 1] - first[i]; j++) {
                source[first[i] + j] = firstRow[chosen[i]] + j;
            }
        }
        return picked(first, source);
    }

    private CodedLog picked(int[] first, int[] rows) {
        return new CodedLog(
                first,
                pick(timeMicros, rows),
                pick(wallMicros, rows),
                pick(token, rows),
                Arrays.stream(numbers).map(values -> pick(values, rows)).toArray(double[][]::new),
                Arrays.stream(categories).map(codes -> pick(codes, rows)).toArray(int[][]::new),
                Arrays.stream(keys).map(codes -> pick(codes, rows)).toArray(int[][]::new),
                pick(classes, rows));
    }

    /** This log with other tokens. */
    CodedLog withTokens(int[] tokens) {
        return new CodedLog(firstRow, timeMicros, wallMicros, tokens, numbers, categories, keys, classes);
    }

    static long[] pick(long[] values, int[] rows) {
        return Arrays.stream(rows).mapToLong(row -> values[row]).toArray();
    }

    static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    static int[] pick(int[] values, int[] rows) {
        return Arrays.stream(rows).map(row -> values[row]).toArray();
    }

    /** {@code most} entities at random; this log if it has no more. */
    public CodedLog sample(int most, RandomGenerator random) {
        return most >= entities() ? this : take(Arrays.copyOf(Shuffle.of(entities(), random), most));
    }

    /** The entities of both logs, those of {@code other} behind. */
    public CodedLog with(CodedLog other) {
        int[] first = Arrays.copyOf(firstRow, entities() + other.entities() + 1);
        for (int e = 0; e <= other.entities(); e++) {
            first[entities() + e] = rows() + other.firstRow[e];
        }
        return new CodedLog(
                first,
                joined(timeMicros, other.timeMicros),
                joined(wallMicros, other.wallMicros),
                joined(token, other.token),
                pairs(numbers, other.numbers),
                pairs(categories, other.categories),
                pairs(keys, other.keys),
                joined(classes, other.classes));
    }

    private static long[] joined(long[] a, long[] b) {
        long[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private static int[] joined(int[] a, int[] b) {
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    private static double[][] pairs(double[][] a, double[][] b) {
        double[][] all = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            all[i] = Arrays.copyOf(a[i], a[i].length + b[i].length);
            System.arraycopy(b[i], 0, all[i], a[i].length, b[i].length);
        }
        return all;
    }

    private static int[][] pairs(int[][] a, int[][] b) {
        int[][] all = new int[a.length][];
        for (int i = 0; i < a.length; i++) {
            all[i] = joined(a[i], b[i]);
        }
        return all;
    }
}
