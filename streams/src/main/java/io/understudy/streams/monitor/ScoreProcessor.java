package io.understudy.streams.monitor;

import io.understudy.model.EntityState;
import io.understudy.model.SequenceModel;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.ControlRecords;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.GroundTruth;
import io.understudy.streams.wire.EntityMemory;
import io.understudy.streams.wire.EventReader;
import io.understudy.streams.wire.EventTimes;
import io.understudy.streams.wire.MalformedEventException;
import io.understudy.streams.wire.ObservedEvent;
import io.understudy.streams.wire.RecordFrames;
import io.understudy.streams.wire.RecordHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores the events of one partition and sends the counts of every few on. Truths come first where both bear one time:
 * they say which events are announced, and so left out, and the class of the rest. Where every event has a truth, an event
 * waits until the truths have come further than it is, for some windows at most. Those of bursts are appended behind
 * truths of later base events, and so would come late: what the app itself injects is known by its id. An event whose truth
 * comes late all the same is taken back from the counts, but not from what is known of its entity.
 */
final class ScoreProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    static final String ENTITIES = "monitor-entities";
    static final String TRUTHS = "monitor-truths";
    static final String PARTIAL = "monitor-partial";
    static final String HELD = "monitor-held";
    static final int MOST_WINDOWS = 10; // of events that wait for truths which do not come

    private static final Logger LOG = LoggerFactory.getLogger(ScoreProcessor.class);
    private static final Bytes PARTIAL_KEY = Bytes.wrap("partial".getBytes(StandardCharsets.UTF_8));

    private final Topics topics;
    private final SequenceModel model;
    private final MonitorSettings settings;
    private final MonitorMeter meter;
    private final BurstIds bursts;
    private final Serde<GroundTruth> truthSerde;
    private final EventReader reader;
    private final RecordFrames frames;
    private final EventJudge judge;
    private final ScoreCounts partial;
    private final GapGate gapGate;
    private final RecentScores recent = new RecentScores();
    private final TruthTide tide = new TruthTide();
    private final int gapFeature;
    private boolean fromTheBeginning;

    private ProcessorContext<byte[], byte[]> context;
    private EntityMemory memory;
    private KeyValueStore<Bytes, byte[]> partialStore;
    private TruthLedger truths;
    private HeldEvents held;

    ScoreProcessor(
            Topics topics,
            SequenceModel model,
            MonitorSettings settings,
            ContractRegistry registry,
            MonitorMeter meter,
            EventIds ids) {
        this.topics = topics;
        this.model = model;
        this.settings = settings;
        this.meter = meter;
        this.bursts = new BurstIds(ids);
        this.truthSerde = ControlRecords.serde(GroundTruth.class, registry);
        this.reader = new EventReader(registry.client());
        this.frames = new RecordFrames(model.layout());
        this.judge = new EventJudge(model, frames);
        this.partial = new ScoreCounts(model.scorer().features().size(), settings.cells() + 1);
        this.gapGate = new GapGate(settings.cells() + 1, TypicalGap.micros(model));
        this.gapFeature = model.scorer().features().indexOf(EventJudge.GAP);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        memory = new EntityMemory(model, context.getStateStore(ENTITIES));
        partialStore = context.getStateStore(PARTIAL);
        truths = new TruthLedger(context.getStateStore(TRUTHS), settings.mostTruths(), meter.truthsDropped);
        held = new HeldEvents(context.getStateStore(HELD));
        byte[] kept = partialStore.get(PARTIAL_KEY);
        if (kept != null) {
            ByteBuffer in = ByteBuffer.wrap(kept);
            fromTheBeginning = in.get() != 0;
            gapGate.read(in);
            byte[] counts = new byte[in.remaining()];
            in.get(counts);
            partial.addBytes(counts);
        }
    }

    private void save() {
        byte[] counts = partial.toBytes();
        ByteBuffer out = ByteBuffer.allocate(1 + gapGate.bytes() + counts.length);
        out.put((byte) (fromTheBeginning ? 1 : 0));
        gapGate.write(out);
        partialStore.put(PARTIAL_KEY, out.put(counts).array());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            return; // a tombstone or a tick: no event, no truth
        }
        RecordMetadata from = context.recordMetadata().orElseThrow();
        if (from.topic().equals(topics.labels())) {
            truth(record);
            release();
            return;
        }
        fromTheBeginning |= from.offset() == 0;
        long modelMicros = RecordHeaders.modelTimeMicros(record.headers());
        boolean awaits = tide.awaits(record.timestamp());
        if (awaits || held.oldest() != null) {
            held.add(new HeldEvents.Held(new Record<>(record.key(), record.value(), record.timestamp()), modelMicros));
            if (held.size() > MOST_WINDOWS * settings.windowEvents()) {
                giveUp();
            }
        } else {
            event(record, modelMicros);
        }
    }

    /** Scores whoever waits for truths that have come. */
    private void release() {
        while (held.oldest() != null && tide.passed(held.oldest().record().timestamp())) {
            scoreOldest();
        }
    }

    /** Scores whoever waits, since truths do not come. */
    private void giveUp() {
        tide.giveUp();
        while (held.oldest() != null) {
            meter.untold.increment();
            scoreOldest();
        }
    }

    private void scoreOldest() {
        HeldEvents.Held event = held.remove();
        event(event.record(), event.modelMicros());
    }

    private void truth(Record<byte[], byte[]> record) {
        GroundTruth truth;
        try {
            truth = truthSerde.deserializer().deserialize(topics.labels(), record.value());
        } catch (SerializationException | ClassCastException e) {
            meter.malformed.increment();
            return;
        }
        int label = model.layout().labelClasses().indexOf(truth.getLabel());
        boolean announced = truth.getCampaignId() != null;
        if (!announced) {
            tide.truth(
                    record.timestamp() + EventTimes.TRUTHS_AHEAD_MILLIS,
                    label == model.layout().normalLabel());
        }
        if (!announced && (label < 0 || label == model.layout().normalLabel())) {
            return;
        }
        int[] counted = recent.take(truth.getEventId());
        if (counted == null && bursts.tell(truth.getEventId())) {
            return; // its event is, or was, known without
        }
        if (counted == null) {
            truths.put(truth.getEventId(), announced ? TruthLedger.ANNOUNCED : label);
        } else {
            meter.late.increment();
            if (gapFeature >= 0) {
                gapGate.remove(counted[gapFeature]);
                counted[gapFeature] = -1;
            }
            partial.remove(counted);
            save();
        }
    }

    private void event(Record<byte[], byte[]> record, long modelMicros) {
        ObservedEvent event;
        try {
            event = frames.read(reader.read(record.value()), modelMicros);
        } catch (MalformedEventException e) {
            meter.malformed.increment();
            return;
        }
        long label = truths.take(event.eventId);
        boolean injected = bursts.see(event.eventId);
        if (injected || label == TruthLedger.ANNOUNCED || record.key() == null) {
            meter.announced.increment();
            return;
        }
        if (label >= 0) {
            frames.setLabel(event.frame, label);
        }
        boolean timeKnown = settings.modelTime() || modelMicros != RecordHeaders.ABSENT;
        if (!timeKnown && meter.turnOff("gap")) {
            LOG.warn("{}: events carry no model time, so that feature gap is not scored", topics.events());
        }
        score(record, event, timeKnown);
    }

    private void score(Record<byte[], byte[]> record, ObservedEvent event, boolean timeKnown) {
        EntityState state = memory.recall(record.key());
        long now = event.frame.timeMicros;
        long gap = memory.lastMicros() == EntityMemory.NEVER ? -1 : Math.max(0, now - memory.lastMicros());
        if (gap < 0 && !fromTheBeginning) {
            // what the entity did before is not known, so that nothing can be said of this event
            judge.observe(state, event);
            meter.warmedUp.increment();
        } else {
            int[] cells = partial.cells(judge.score(state, event, timeKnown));
            recent.put(event.eventId, cells.clone());
            if (gapFeature >= 0) {
                holdGap(now, gap, cells);
            }
            count(record, event, cells);
        }
        memory.keep(record.key(), now);
        save();
    }

    /** Puts the gap's score behind the gate, and counts what comes through. */
    private void holdGap(long now, long gap, int[] cells) {
        int[] through = gapGate.pass(now, gap, cells[gapFeature]);
        cells[gapFeature] = -1;
        if (through != null) {
            partial.add(gapFeature, through);
        }
    }

    private void count(Record<byte[], byte[]> record, ObservedEvent event, int[] cells) {
        partial.add(cells, event.eventTimeMicros);
        meter.scored.increment();
        if (partial.events() >= settings.partialEvents()) {
            context.forward(record.withKey(PARTIAL_KEY.get()).withValue(partial.toBytes()));
            partial.clear();
        }
    }
}
