package io.understudy.engine.evaluate.log;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The texts of one column in several logs, numbered in their order; the empty text stands for a missing cell. */
final class CodeBook {
    private final List<String> names; // ascending
    private final int[][] codes; // [log][row]

    private CodeBook(List<String> names, int[][] codes) {
        this.names = names;
        this.codes = codes;
    }

    /** Numbers the texts of the column called {@code name}, which has a dictionary in each of the logs. */
    static CodeBook of(List<EventLog> logs, String name) {
        TreeSet<String> sorted = new TreeSet<>();
        for (EventLog log : logs) {
            int column = log.layout().indexOf(name);
            sorted.addAll(values(log, name));
            if (Arrays.stream(log.column(column)).anyMatch(value -> value == ColumnFormat.MISSING)) {
                sorted.add("");
            }
        }
        Map<String, Integer> codeByText = new HashMap<>();
        sorted.forEach(text -> codeByText.put(text, codeByText.size()));
        int[][] codes = logs.stream().map(log -> codes(log, name, codeByText)).toArray(int[][]::new);
        return new CodeBook(List.copyOf(sorted), codes);
    }

    private static List<String> values(EventLog log, String name) {
        return ((ColumnFormat.Dictionary)
                        log.layout().column(log.layout().indexOf(name)).format())
                .values();
    }

    private static int[] codes(EventLog log, String name, Map<String, Integer> codeByText) {
        int[] codeByValue = values(log, name).stream().mapToInt(codeByText::get).toArray();
        int missing = codeByText.getOrDefault("", -1);
        return Arrays.stream(log.column(log.layout().indexOf(name)))
                .mapToInt(value -> value == ColumnFormat.MISSING ? missing : codeByValue[(int) value])
                .toArray();
    }

    List<String> names() {
        return names;
    }

    /** Codes by row of one log. */
    int[] codes(int log) {
        return codes[log];
    }

    /** Codes by row of one log, -1 for the empty text. */
    int[] codesWithoutEmpty(int log) {
        int shift = !names.isEmpty() && names.get(0).isEmpty() ? 1 : 0; // the empty text sorts first
        return Arrays.stream(codes[log]).map(code -> code - shift).toArray();
    }
}
