package io.understudy.schemas;

import java.util.HashSet;
import java.util.Set;

/**
 * Names that Avro takes, each given once: letters, digits and underscores of ASCII, no digit first (Avro specification,
 * "Names").
 */
final class AvroNames {
    private final Set<String> taken = new HashSet<>();

    /** {@code name} with all that Avro refuses replaced by underscores. */
    static String legal(String name) {
        String mapped = name.replaceAll("[^A-Za-z0-9_]", "_");
        return mapped.isEmpty() || Character.isDigit(mapped.charAt(0)) ? "_" + mapped : mapped;
    }

    /** {@link #legal} of {@code name}, with a number behind it where that name was given before. */
    String give(String name) {
        String base = legal(name);
        String unique = base;
        for (int n = 2; !taken.add(unique); n++) {
            unique = base + "_" + n;
        }
        return unique;
    }
}
