package io.understudy.streams.monitor;

import io.understudy.schemas.record.DriftReport;
import java.util.List;
import java.util.Optional;

/**
 * What one application instance has seen since it started. Work that a failed transaction undid is counted twice.
 *
 * @param scored events that entered the counts
 * @param warmedUp first sights of entities, which are not scored where the stream was not watched from its beginning
 * @param announced events of announced bursts, left out
 * @param late truths that came behind their events, which were taken back from the counts
 * @param untold events that were scored before their truths came, since too many were waiting
 * @param malformed records that could not be decoded
 * @param truthsDropped truths whose events never came, dropped to keep the store bounded
 * @param windows judged on this instance
 * @param alarms raised on this instance
 * @param featuresOff features that are not scored because the stream does not tell what they need
 * @param lastReport the newest one made on this instance
 */
public record MonitorStatus(
        long scored,
        long warmedUp,
        long announced,
        long late,
        long untold,
        long malformed,
        long truthsDropped,
        long windows,
        long alarms,
        List<String> featuresOff,
        Optional<DriftReport> lastReport) {
    public MonitorStatus {
        featuresOff = List.copyOf(featuresOff);
    }
}
