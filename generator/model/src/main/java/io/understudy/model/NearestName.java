package io.understudy.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one most likely stands for. */
public final class NearestName {
    private NearestName() {}

    /**
     * The candidate with the fewest edits (insertion, deletion, substitution, swap of neighbours) from {@code given},
     * whatever their case; empty if even that needs more than half of the longer word.
     */
    public static Optional<String> of(String given, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String c) -> editsOfAnyCase(given, c))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(c -> 2 * editsOfAnyCase(given, c) <= Math.max(given.length(), c.length()));
    }

    private static int editsOfAnyCase(String a, String b) {
        return edits(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
    }

    /** Optimal string alignment distance (Boytsov 2011, section 2.2). */
    static int edits(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int cheapest(int[][] edits, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(edits[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
