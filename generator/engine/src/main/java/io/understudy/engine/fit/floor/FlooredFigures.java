package io.understudy.engine.fit.floor;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.Profile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Shares and quantiles of a log's rows, none of which rests on fewer than k entities. */
public final class FlooredFigures {
    private final EventLog log;
    private final int k;

    public FlooredFigures(EventLog log, int k) {
        this.log = log;
        this.k = k;
    }

    /**
     * Counts of whole numbers.
     *
     * @param rows // [value]
     * @param entities // [value] that have it
     * @param none rows without a value
     * @param noneEntities entities with such a row
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Counts(long[] rows, long[] entities, long none, long noneEntities) {}

    /** Counts of {@code values} // [row] from 0 to {@code size - 1}; all others are none. */
    public Counts count(long[] values, int size) {
        long[] rows = new long[size + 1];
        long[] entities = new long[size + 1];
        int[] last = new int[size + 1];
        Arrays.fill(last, -1);
        for (int e = 0; e < log.entities(); e++) {
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                int at = values[row] >= 0 && values[row] < size ? (int) values[row] : size;
                rows[at]++;
                if (last[at] != e) {
                    last[at] = e;
                    entities[at]++;
                }
            }
        }
        return new Counts(Arrays.copyOf(rows, size), Arrays.copyOf(entities, size), rows[size], entities[size]);
    }

    /** The share of {@code rows} among all; 0 if fewer than k entities have them. */
    public double share(long rows, long entities) {
        return entities < k ? 0 : rows / (double) log.rows();
    }

    /** Shares of all values, 0 where they would rest on too few entities. */
    public List<Double> shares(Counts counts) {
        return IntStream.range(0, counts.rows().length)
                .mapToObj(i -> share(counts.rows()[i], counts.entities()[i]))
                .toList();
    }

    /** The most frequent values that k entities have. */
    public List<Profile.Share> top(Counts counts, IntFunction<String> text) {
        return IntStream.range(0, counts.rows().length)
                .filter(i -> counts.entities()[i] >= k)
                .boxed()
                .sorted((a, b) -> Long.compare(counts.rows()[b], counts.rows()[a]))
                .limit(Profile.MOST_SHARES)
                .map(i ->
                        new Profile.Share(text.apply(i), counts.rows()[i] / (double) log.rows(), counts.entities()[i]))
                .toList();
    }

    /** Quantiles of {@code values} // [row] with {@code scale} digits behind the point; missing ones are left out. */
    public Profile.Quantiles quantiles(long[] values, int scale) {
        long[] least = new long[log.entities()];
        long[] most = new long[log.entities()];
        long[] sorted = new long[values.length];
        int size = 0;
        int owners = 0;
        for (int e = 0; e < log.entities(); e++) {
            int before = size;
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                long value = values[row];
                if (value != ColumnFormat.MISSING) {
                    least[owners] = size == before ? value : Math.min(least[owners], value);
                    most[owners] = size == before ? value : Math.max(most[owners], value);
                    sorted[size++] = value;
                }
            }
            owners += size > before ? 1 : 0;
        }
        return floored(Arrays.copyOf(least, owners), Arrays.copyOf(most, owners), Arrays.copyOf(sorted, size), scale);
    }

    /** Quantiles of one value an entity. */
    public Profile.Quantiles quantilesByEntity(long[] values) {
        return floored(values.clone(), values.clone(), values.clone(), 0);
    }

    /** The k-th least of the entities' least values and the k-th greatest of their greatest are the ends. */
    private Profile.Quantiles floored(long[] least, long[] most, long[] values, int scale) {
        if (least.length < k) {
            return Profile.Quantiles.NONE;
        }
        Arrays.sort(least);
        Arrays.sort(most);
        Arrays.sort(values);
        long low = least[k - 1];
        long high = most[most.length - k];
        if (low > high) {
            return Profile.Quantiles.NONE;
        }
        List<Double> quantiles = new ArrayList<>();
        for (double level : Profile.Quantiles.LEVELS) {
            long value = values[(int) Math.round(level * (values.length - 1))];
            quantiles.add(BigDecimal.valueOf(Math.max(low, Math.min(high, value)), scale)
                    .doubleValue());
        }
        return new Profile.Quantiles(quantiles);
    }
}
