package io.understudy.engine.evaluate.log;

import io.understudy.engine.evaluate.formula.Samples;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What all logs of a comparison share: columns, code books, bins and scales. Bins and scales come from the real logs
 * alone.
 */
public final class Yardstick {
    /** Upper edges of the gap bins, in seconds: an instant, a second, a minute, 10, an hour, 6, a day, 3, 7, 30. */
    private static final double[] GAP_EDGES = {0, 1, 60, 600, 3600, 21_600, 86_399, 3 * 86_400, 7 * 86_400, 30 * 86_400
    };

    private static final int MOST_RANKS = 200;
    private static final int DECILES = 10;

    private final JudgedColumns columns;
    private final boolean dateOnly;
    private final List<String> tokenNames;
    private final List<List<String>> categoryNames; // by category
    private final List<String> classNames;
    private final double[][] numberEdges; // [number][edge]
    private final double[] gapDeciles;
    private final double[] timeDeciles;
    private final double startSeconds;
    private final double endSeconds;
    private final int[] tokenRanks; // [token]
    private final int[][] categoryRanks; // [category][code]

    Yardstick(
            JudgedColumns columns,
            boolean dateOnly,
            List<String> tokenNames,
            List<List<String>> categoryNames,
            List<String> classNames,
            CodedLog real) {
        this.columns = columns;
        this.dateOnly = dateOnly;
        this.tokenNames = List.copyOf(tokenNames);
        this.categoryNames = List.copyOf(categoryNames);
        this.classNames = List.copyOf(classNames);
        double[] times = real.timeSeconds();
        startSeconds = Arrays.stream(times).min().orElse(0);
        endSeconds = Arrays.stream(times).max().orElse(0);
        numberEdges = IntStream.range(0, columns.numbers().size())
                .mapToObj(i -> Samples.quantileEdges(real.number(i), DECILES))
                .toArray(double[][]::new);
        gapDeciles = Samples.quantileEdges(real.gapSeconds(), DECILES);
        timeDeciles = Samples.quantileEdges(times, DECILES);
        tokenRanks = Ranks.capped(counts(real.tokens(), tokenNames.size()), MOST_RANKS);
        categoryRanks = IntStream.range(0, categoryNames.size())
                .mapToObj(i -> Ranks.capped(
                        counts(real.category(i), categoryNames.get(i).size()), MOST_RANKS))
                .toArray(int[][]::new);
    }

    private static int[] counts(int[] codes, int size) {
        int[] counts = new int[size];
        for (int code : codes) {
            counts[code]++;
        }
        return counts;
    }

    public JudgedColumns columns() {
        return columns;
    }

    /** True where times have no time of day. */
    public boolean dateOnly() {
        return dateOnly;
    }

    public int tokens() {
        return tokenNames.size();
    }

    /** Values of the type columns, joined by a slash. */
    public String tokenName(int token) {
        return tokenNames.get(token);
    }

    /** The values of a category, by code. */
    public List<String> categoryNames(int index) {
        return categoryNames.get(index);
    }

    /** Names of the classes, the normal one first; a single one where there is no label. */
    public List<String> classNames() {
        return classNames;
    }

    /** Inner deciles of a number. */
    public double[] numberEdges(int index) {
        return numberEdges[index];
    }

    /** Inner deciles of the gap, in seconds. */
    public double[] gapDeciles() {
        return gapDeciles;
    }

    /** Inner deciles of the time, in seconds since 1970. */
    public double[] timeDeciles() {
        return timeDeciles;
    }

    /** The earliest real event, in seconds since 1970. */
    public double startSeconds() {
        return startSeconds;
    }

    /** The latest real event, in seconds since 1970. */
    public double endSeconds() {
        return endSeconds;
    }

    /** Small codes of tokens by row, 1 for the most frequent real one; rare ones share a code, as do unknown ones. */
    public int[] tokenRanks(CodedLog log) {
        return Arrays.stream(log.tokens()).map(token -> tokenRanks[token]).toArray();
    }

    /** Small codes of a category by row, likewise. */
    public int[] categoryRanks(CodedLog log, int index) {
        return Arrays.stream(log.category(index))
                .map(code -> categoryRanks[index][code])
                .toArray();
    }

    /** The most frequent real tokens, most frequent first. */
    public int[] commonTokens(int most) {
        return IntStream.range(0, tokenRanks.length)
                .filter(token -> tokenRanks[token] <= MOST_RANKS)
                .boxed()
                .sorted(Comparator.comparingInt((Integer token) -> tokenRanks[token]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Coarse gap bins by row; the first event of an entity has a bin of its own. */
    public int[] gapBins(CodedLog log) {
        return Samples.bins(log.gapSeconds(), GAP_EDGES);
    }

    /** Number of values of {@link #gapBins}. */
    public int gapBinCount() {
        return GAP_EDGES.length + 2;
    }

    /** Where in the span of the real events a row lies: 0 at its start, 1 at its end. */
    public double relativeTime(CodedLog log, int row) {
        return (log.timeMicros(row) / 1e6 - startSeconds) / Math.max(endSeconds - startSeconds, 1);
    }
}
