package io.understudy.ops.audit;

import io.understudy.ops.dashboard.History;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.BurstCommand;
import io.understudy.schemas.record.DriftReport;
import io.understudy.schemas.record.GroundTruth;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What was read of one stream. One thread feeds it, any may ask. */
public final class StreamAudit {
    private static final String TICK_HEADER = "understudy.tick";

    private final Topics topics;
    private final boolean joins; // false where events are counted alone
    private final History history;
    private final LabelJoin join = new LabelJoin();
    private final BurstBook bursts = new BurstBook();
    private final DriftBook drift = new DriftBook();
    private final Map<String, Long> recordsByTopic = new HashMap<>();
    private final Map<String, Long> eventsByLabel = new HashMap<>();
    private long undecodable;
    private String firstUndecodable = "";
    private double firstEventSeconds = Double.NaN;

    StreamAudit(Topics topics, boolean joins, History history) {
        this.topics = topics;
        this.joins = joins;
        this.history = history;
    }

    /** A record that could not be decoded. */
    synchronized void undecodable(ConsumerRecord<byte[], byte[]> record, RuntimeException why) {
        count(record.topic());
        undecodable++;
        if (firstUndecodable.isEmpty()) {
            firstUndecodable = record.topic() + "-" + record.partition() + " offset " + record.offset() + ": " + why;
        }
    }

    /** A record and its decoded value; null for a tombstone or a tick. */
    synchronized void read(ConsumerRecord<byte[], byte[]> record, Object value, double atSeconds) {
        if (record.headers().lastHeader(TICK_HEADER) != null) {
            return;
        }
        count(record.topic());
        if (record.topic().equals(topics.events())) {
            firstEventSeconds = Double.isNaN(firstEventSeconds) ? atSeconds : firstEventSeconds;
        }
        if (record.topic().equals(topics.events()) && value instanceof GenericRecord event) {
            join.event(id(event.get("event_id").toString()));
        } else if (value instanceof GroundTruth truth) {
            if (joins) {
                join.label(id(truth.getEventId()));
            }
            eventsByLabel.merge(truth.getLabel(), 1L, Long::sum);
            if (truth.getCampaignId() != null) {
                bursts.injected(truth.getCampaignId(), truth.getEntityId(), atSeconds);
            }
        } else if (value instanceof BurstCommand command) {
            bursts.commanded(command, atSeconds);
        } else if (value instanceof DriftReport report) {
            history.add(drift.reported(topics.events(), report, atSeconds));
        }
    }

    private void count(String topic) {
        recordsByTopic.merge(topic, 1L, Long::sum);
    }

    /** Event ids are 16 hex digits. */
    private static long id(String text) {
        return Long.parseUnsignedLong(text, 16);
    }

    public Topics topics() {
        return topics;
    }

    public BurstBook bursts() {
        return bursts;
    }

    public DriftBook drift() {
        return drift;
    }

    /** Records read of {@code topic}, without clock ticks. */
    public synchronized long records(String topic) {
        return recordsByTopic.getOrDefault(topic, 0L);
    }

    /** Events that users can read. */
    public long events() {
        return records(topics.events());
    }

    /** Records read, by topic. */
    public synchronized Map<String, Long> recordsByTopic() {
        Map<String, Long> records = new LinkedHashMap<>();
        for (String topic : List.of(topics.events(), topics.base(), topics.labels(), topics.bursts(), topics.drift())) {
            records.put(topic, records(topic));
        }
        return records;
    }

    /** Events that found their label, where events are read; otherwise labels. */
    public synchronized long labelled() {
        return joins ? join.joined() : records(topics.labels());
    }

    /** Records read of the stream's topics, by {@code events}, {@code base}, {@code labels}, ... */
    public synchronized Map<String, Long> recordsByPart() {
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("events", records(topics.events()));
        parts.put("base", records(topics.base()));
        parts.put("labels", records(topics.labels()));
        parts.put("bursts", records(topics.bursts()));
        parts.put("drift", records(topics.drift()));
        return parts;
    }

    /** How events and labels meet. */
    public synchronized Joined joined() {
        return new Joined(join.joined(), join.eventsAlone(), join.labelsAlone(), join.repeated());
    }

    /** Labels by class. */
    public synchronized Map<String, Long> eventsByLabel() {
        return Map.copyOf(eventsByLabel);
    }

    /** Records that could not be decoded. */
    public synchronized long undecodable() {
        return undecodable;
    }

    /** The first of them, and why; empty if there is none. */
    public synchronized String firstUndecodable() {
        return firstUndecodable;
    }

    /** When the first event could be read, on the audit's clock; NaN before. */
    public synchronized double firstEventSeconds() {
        return firstEventSeconds;
    }

    /**
     * How events and labels meet.
     *
     * @param pairs of an event and its label
     * @param eventsAlone events without a label so far, or read twice
     * @param labelsAlone labels without an event so far, or read twice
     * @param repeated ids read twice before they met
     */
    public record Joined(long pairs, long eventsAlone, long labelsAlone, long repeated) {
        /** True where nothing is left over. */
        public boolean complete() {
            return eventsAlone == 0 && labelsAlone == 0 && repeated == 0;
        }
    }
}
