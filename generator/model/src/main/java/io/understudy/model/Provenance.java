package io.understudy.model;

import java.util.Map;

/**
 * Where a model came from.
 *
 * @param source file names or topic that the reference was read from
 * @param sha256 of the reference, in hex
 * @param startMicros time of the first reference event
 * @param endMicros time of the last reference event
 * @param settings of the fit, by name
 */
public record Provenance(
        String source,
        String sha256,
        long rows,
        long entities,
        long startMicros,
        long endMicros,
        Map<String, String> settings,
        String toolVersion) {
    public Provenance {
        settings = Map.copyOf(settings);
        if (rows < 1 || entities < 1 || endMicros < startMicros) {
            throw new IllegalArgumentException("a model needs rows, entities and a time span");
        }
    }
}
