package io.understudy.streams.monitor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The cells that the last events of one partition were counted in, so that a truth which comes late can take its event
 * back. In memory only: what a restart forgets stays counted.
 */
final class RecentScores {
    private static final int MOST = 4_096;

    private final Map<String, int[]> cellsByEvent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, int[]> eldest) {
            return size() > MOST;
        }
    };

    void put(String eventId, int[] cellByFeature) {
        cellsByEvent.put(eventId, cellByFeature);
    }

    /** The cells of an event, which is forgotten; null if it was not scored lately. */
    int[] take(String eventId) {
        return cellsByEvent.remove(eventId);
    }
}
