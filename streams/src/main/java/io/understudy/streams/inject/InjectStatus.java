package io.understudy.streams.inject;

import java.util.List;

/**
 * What one application instance has injected since it started. Work that a failed transaction undid is counted twice.
 *
 * @param baseEvents records passed through, malformed ones among them
 * @param injected events of bursts
 * @param malformed base records that could not be decoded; they were passed through unchanged
 * @param refused commands that were skipped: not decodable, or asking for what the model does not have
 * @param bursts the latest ones, oldest first
 */
public record InjectStatus(long baseEvents, long injected, long malformed, long refused, List<BurstStatus> bursts) {
    public InjectStatus {
        bursts = List.copyOf(bursts);
    }

    /**
     * One burst on this instance's partitions.
     *
     * @param effectiveStartMicros earliest stream time at which a partition began it; {@code Long.MAX_VALUE} before
     * @param partitions on which it has begun and not ended
     */
    public record BurstStatus(
            String id, String scenario, long effectiveStartMicros, long injected, int victims, int partitions) {}
}
