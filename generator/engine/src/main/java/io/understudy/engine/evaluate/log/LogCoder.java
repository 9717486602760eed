package io.understudy.engine.evaluate.log;

import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.EventLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Brings logs of equal columns into shared codes. The first log decides what the columns are. */
public final class LogCoder {
    private static final int QUINTILES = 5;

    private final List<EventLog> logs;
    private final JudgedColumns columns;
    private final EventLayout layout;

    private LogCoder(List<EventLog> logs) {
        this.logs = logs;
        layout = logs.get(0).layout();
        columns = JudgedColumns.of(layout);
    }

    /**
     * The logs in shared codes.
     *
     * @param logs in the order given
     */
    public record Coded(Yardstick yardstick, List<CodedLog> logs) {
        public Coded {
            logs = List.copyOf(logs);
        }
    }

    /**
     * Codes logs.
     *
     * @param logs that have all judged columns of the first, by name
     * @param real how many of them are real; the rest are synthetic
     */
    public static Coded code(List<EventLog> logs, int real) {
        return new LogCoder(logs).code(real);
    }

    private Coded code(int real) {
        List<CodeBook> categories = columns.categories().stream()
                .map(name -> CodeBook.of(logs, name))
                .toList();
        List<CodeBook> keys =
                columns.keys().stream().map(name -> CodeBook.of(logs, name)).toList();
        List<String> tokenNames = new ArrayList<>();
        int[][] tokens = columns.types().isEmpty() ? null : tokens(categories, tokenNames);
        List<String> classNames = new ArrayList<>(List.of("normal"));
        int[][] classes = classes(categories, classNames);
        List<CodedLog> coded = new ArrayList<>();
        for (int i = 0; i < logs.size(); i++) {
            coded.add(coded(i, categories, keys, tokens == null ? null : tokens[i], classes[i]));
        }
        if (tokens == null) {
            coded = withAmountTokens(coded, real, tokenNames);
        }
        CodedLog pool = coded.subList(1, real).stream().reduce(coded.get(0), CodedLog::with);
        boolean dateOnly = layout.timestamp().dateOnly();
        List<List<String>> names = categories.stream().map(CodeBook::names).toList();
        return new Coded(new Yardstick(columns, dateOnly, tokenNames, names, classNames, pool), coded);
    }

    /** Tokens by log and row: tuples of types, numbered in the order of their values. */
    private int[][] tokens(List<CodeBook> categories, List<String> names) {
        int types = columns.types().size();
        long[][] joint = new long[logs.size()][];
        for (int i = 0; i < joint.length; i++) {
            joint[i] = new long[logs.get(i).rows()];
            for (int type = 0; type < types; type++) {
                int[] codes = categories.get(type).codes(i);
                long size = categories.get(type).names().size();
                for (int row = 0; row < codes.length; row++) {
                    joint[i][row] = joint[i][row] * size + codes[row];
                }
            }
        }
        long[] book = Arrays.stream(joint)
                .flatMapToLong(Arrays::stream)
                .distinct()
                .sorted()
                .toArray();
        for (long code : book) {
            String name = "";
            long rest = code;
            for (int type = types - 1; type >= 0; type--) {
                List<String> values = categories.get(type).names();
                String value = values.get((int) (rest % values.size()));
                name = name.isEmpty() && type == types - 1 ? value : value + "/" + name;
                rest /= values.size();
            }
            names.add(name);
        }
        return Arrays.stream(joint)
                .map(codes -> Arrays.stream(codes)
                        .mapToInt(code -> Arrays.binarySearch(book, code))
                        .toArray())
                .toArray(int[][]::new);
    }

    private int[][] classes(List<CodeBook> categories, List<String> names) {
        if (columns.label().isEmpty()) {
            return logs.stream().map(log -> new int[log.rows()]).toArray(int[][]::new);
        }
        CodeBook book = categories.get(columns.categories().indexOf(columns.label()));
        String normal = layout.labelClasses().get((int) layout.normalLabel());
        names.set(0, normal);
        int[] classByCode = new int[book.names().size()];
        for (int code = 0; code < classByCode.length; code++) {
            if (!book.names().get(code).equals(normal)) {
                classByCode[code] = names.size();
                names.add(book.names().get(code));
            }
        }
        return IntStream.range(0, logs.size())
                .mapToObj(i -> Arrays.stream(book.codes(i))
                        .map(code -> classByCode[code])
                        .toArray())
                .toArray(int[][]::new);
    }

    private CodedLog coded(int index, List<CodeBook> categories, List<CodeBook> keys, int[] tokens, int[] classes) {
        EventLog log = logs.get(index);
        double[][] numbers =
                columns.numbers().stream().map(name -> numbers(log, name)).toArray(double[][]::new);
        int[] order = order(log, tokens, numbers);
        int[] firstRow = new int[log.entities() + 1];
        for (int e = 0; e < log.entities(); e++) {
            firstRow[e + 1] = log.endRow(e);
        }
        long[] times = CodedLog.pick(log.column(log.layout().timeIndex()), order);
        return new CodedLog(
                firstRow,
                times,
                Arrays.stream(times).map(layout.timestamp()::wallMicros).toArray(),
                tokens == null ? new int[order.length] : CodedLog.pick(tokens, order),
                Stream.of(numbers).map(values -> CodedLog.pick(values, order)).toArray(double[][]::new),
                categories.stream()
                        .map(book -> CodedLog.pick(book.codes(index), order))
                        .toArray(int[][]::new),
                keys.stream()
                        .map(book -> CodedLog.pick(book.codesWithoutEmpty(index), order))
                        .toArray(int[][]::new),
                CodedLog.pick(classes, order));
    }

    private static double[] numbers(EventLog log, String name) {
        int column = log.layout().indexOf(name);
        double unit =
                Math.pow(10, ((ColumnFormat.Decimal) log.layout().column(column).format()).scale());
        return Arrays.stream(log.column(column))
                .mapToDouble(value -> value == ColumnFormat.MISSING ? Double.NaN : value / unit)
                .toArray();
    }

    /** Rows in the order to judge: as they are, but by token and numbers within a date. */
    private int[] order(EventLog log, int[] tokens, double[][] numbers) {
        int[] order = IntStream.range(0, log.rows()).toArray();
        if (!layout.timestamp().dateOnly()) {
            return order;
        }
        Comparator<Integer> byContent = Comparator.comparingInt(row -> tokens == null ? 0 : tokens[row]);
        for (int i = 0; i < columns.moving(); i++) {
            double[] values = numbers[i];
            byContent = byContent.thenComparingDouble(row -> values[row]);
        }
        Integer[] rows = Arrays.stream(order).boxed().toArray(Integer[]::new);
        for (int e = 0; e < log.entities(); e++) {
            for (int from = log.firstRow(e); from < log.endRow(e); ) {
                int to = from + 1;
                while (to < log.endRow(e) && log.timeMicros(to) == log.timeMicros(from)) {
                    to++;
                }
                Arrays.sort(rows, from, to, byContent);
                from = to;
            }
        }
        Arrays.setAll(order, row -> rows[row]);
        return order;
    }

    /** Where no column is a type: quintile of the amount, and whether the first key is new to the entity. */
    private List<CodedLog> withAmountTokens(List<CodedLog> coded, int real, List<String> names) {
        int amount = columns.amount();
        double[] edges = amount < 0
                ? new double[0]
                : Samples.quantileEdges(
                        coded.subList(0, real).stream()
                                .flatMapToDouble(log -> Arrays.stream(log.number(amount)))
                                .toArray(),
                        QUINTILES);
        for (int bin = 0; bin < edges.length + 2; bin++) {
            String name = amount < 0 ? "event" : columns.numbers().get(amount) + "[" + bin + "]";
            names.add(name);
            names.add(name + " new");
        }
        return coded.stream().map(log -> withAmountTokens(log, edges)).toList();
    }

    private CodedLog withAmountTokens(CodedLog log, double[] edges) {
        int amount = columns.amount();
        int[] previous = columns.keys().isEmpty() ? null : log.previousSame(log.key(0));
        int[] tokens = new int[log.rows()];
        for (int row = 0; row < tokens.length; row++) {
            int bin = amount < 0 ? 0 : Samples.bin(log.number(amount)[row], edges);
            tokens[row] = bin * 2 + (previous != null && previous[row] < 0 ? 1 : 0);
        }
        return log.withTokens(tokens);
    }
}
