package io.understudy.engine.fit.column;

import io.understudy.engine.reference.EventLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the combinations of some columns' cells, the most frequent first; those of fewer than k entities get none. */
public final class TupleBook {
    public final int[] numberByRow; // -1 where the combination has no number
    public final long[] values; // [number * columns + i]
    public final int size;

    /** {@code first} is a value of column {@code firstColumn} (index into {@code columns}) that goes before; -1 if none. */
    public TupleBook(EventLog log, long[][] cells, int[] columns, int k, int firstColumn, long first) {
        Map<List<Long>, Integer> ids = new HashMap<>();
        List<long[]> tuples = new ArrayList<>();
        int[] raw = new int[log.rows()];
        for (int row = 0; row < raw.length; row++) {
            Long[] tuple = new Long[columns.length];
            for (int i = 0; i < columns.length; i++) {
                tuple[i] = cells[columns[i]][row];
            }
            Integer id = ids.get(Arrays.asList(tuple));
            if (id == null) {
                id = tuples.size();
                ids.put(List.of(tuple), id);
                tuples.add(Arrays.stream(tuple).mapToLong(Long::longValue).toArray());
            }
            raw[row] = id;
        }
        long[] rows = new long[tuples.size()];
        int[] owners = new int[tuples.size()];
        int[] last = new int[tuples.size()];
        Arrays.fill(last, -1);
        for (int e = 0; e < log.entities(); e++) {
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                rows[raw[row]]++;
                if (last[raw[row]] != e) {
                    last[raw[row]] = e;
                    owners[raw[row]]++;
                }
            }
        }
        Integer[] order = new Integer[tuples.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            if (firstColumn >= 0) {
                boolean isA = tuples.get(a)[firstColumn] == first;
                boolean isB = tuples.get(b)[firstColumn] == first;
                if (isA != isB) {
                    return isA ? -1 : 1;
                }
            }
            return Long.compare(rows[b], rows[a]);
        });
        int[] number = new int[tuples.size()];
        Arrays.fill(number, -1);
        int n = 0;
        for (int id : order) {
            if (owners[id] >= k || n == 0) {
                number[id] = n++;
            }
        }
        size = n;
        values = new long[n * columns.length];
        for (int id : order) {
            if (number[id] >= 0) {
                System.arraycopy(tuples.get(id), 0, values, number[id] * columns.length, columns.length);
            }
        }
        numberByRow = raw;
        for (int row = 0; row < raw.length; row++) {
            raw[row] = number[raw[row]];
        }
    }
}
