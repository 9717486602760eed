package io.understudy.streams.inject;

import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.Timestamp;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.Scenarios;
import io.understudy.schemas.record.GroundTruth;
import io.understudy.streams.wire.EntityMemory;
import io.understudy.streams.wire.EventReader;
import io.understudy.streams.wire.EventWriter;
import io.understudy.streams.wire.MalformedEventException;
import io.understudy.streams.wire.ObservedEvent;
import io.understudy.streams.wire.RecordFrames;
import io.understudy.streams.wire.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.generic.GenericRecord;

/**
 * Makes the events of bursts: each continues its victim's own sequence and looks like a record of the generator. Scratch
 * of one task.
 */
final class EventForge {
    private final EventLayout layout;
    private final InjectSettings settings;
    private final int partition;
    private final EventReader reader;
    private final RecordFrames frames;
    private final EventWriter writer = new EventWriter();
    private final EntityMemory memory;
    private final ModelClock clock;
    private final EntitySampler sampler;
    private final EventFrame frame;
    private final EventIds ids;

    EventForge(
            SequenceModel model,
            InjectSettings settings,
            int partition,
            EventReader reader,
            EntityMemory memory,
            ModelClock clock) {
        this.layout = model.layout();
        this.settings = settings;
        this.partition = partition;
        this.reader = reader;
        this.frames = new RecordFrames(layout);
        this.memory = memory;
        this.clock = clock;
        this.sampler = model.sampler(
                new SamplerSettings(settings.idSeed(), model.provenance().startMicros(), Long.MAX_VALUE, 1));
        this.frame = new EventFrame(layout.size());
        this.ids = EventIds.ofSeed(settings.idSeed());
    }

    /** Makes the next event of {@code burst} in {@code victim}, and notes it in the victim and in the memory. */
    InjectedEvent forge(ActiveBurst burst, long slot, Victim victim, long slotMicros) {
        GenericRecord template;
        long eventMicros;
        long[] templateCells;
        try {
            template = reader.read(victim.template);
            ObservedEvent read = frames.read(template, RecordHeaders.ABSENT);
            eventMicros = onGrid(slotMicros, read.eventTimeMicros);
            templateCells = read.frame.values;
        } catch (MalformedEventException e) {
            throw new IllegalStateException("a victim's own record was decodable when it was picked", e);
        }
        long seed = Seeds.derive(Seeds.derive(burst.share.seed(), victim.key), victim.steps);
        EntityState state = memory.recall(victim.key);
        long modelMicros =
                Math.max(memory.lastMicros(), victim.hasModelTime() ? clock.modelMicros(eventMicros) : eventMicros);
        sampler.emitForced(state, burst.order.label(), modelMicros, seed, frame);
        for (int id : layout.indexes(ColumnRole.ID)) {
            frame.values[id] = rowId(templateCells[id], Seeds.derive(seed, id));
        }
        long id = eventId(burst.order.id(), slot);
        String eventId = EventIds.text(id);
        byte[] value = writer.write(
                frames.write(frame, template, eventId, eventMicros), EventReader.schemaId(victim.template));
        victim.dueMicros =
                slotMicros + Math.max(0, sampler.forcedGapMicros(state, burst.order.label(), Seeds.derive(seed, 1)));
        memory.keep(victim.key, modelMicros);
        frame.entity = id;
        frame.sequence = slot;
        InjectFaults.Choice fault = settings.faults().of(frame, value);
        GroundTruth truth = truth(burst.order, victim, eventId, eventMicros, fault);
        victim.steps++;
        return new InjectedEvent(
                value,
                victim.headersAt(modelMicros),
                Math.floorDiv(eventMicros, 1_000L),
                truth,
                fault == null ? null : fault.mark());
    }

    /** {@code micros} as coarse as the stream's own times, going by {@code sampleMicros}, one of them. */
    private long onGrid(long micros, long sampleMicros) {
        Timestamp format = layout.timestamp();
        return format.parse(format.text(sampleMicros)) == sampleMicros ? format.parse(format.text(micros)) : micros;
    }

    /** A row number of as many digits as the stream's own, going by {@code sample}, one of them. */
    private static long rowId(long sample, long seed) {
        if (sample == ColumnFormat.MISSING) {
            return ColumnFormat.MISSING;
        }
        long most = 10;
        while (most <= sample && most < Long.MAX_VALUE / 10) {
            most *= 10;
        }
        return (long) (Seeds.unit(seed) * most);
    }

    /** Unique for (burst, partition, slot): the burst and partition give origin and entity, 38 bits. */
    private long eventId(String burst, long slot) {
        long name = Seeds.derive(Seeds.derive(0, burst), partition);
        int origin = 1 + (int) Math.floorMod(name, EventIds.ORIGINS - 1L);
        return ids.id(origin, name >>> 30, slot);
    }

    private GroundTruth truth(
            BurstOrder order, Victim victim, String eventId, long eventMicros, InjectFaults.Choice fault) {
        Instant time = Instant.EPOCH.plus(eventMicros, ChronoUnit.MICROS);
        return GroundTruth.newBuilder()
                .setEventId(eventId)
                .setEntityId(new String(victim.key, StandardCharsets.UTF_8))
                .setEventTime(time)
                .setLabel(order.scenario())
                .setScenario(order.scenario())
                .setCampaignId(order.id())
                .setStep(victim.steps)
                .setTechnique(Scenarios.find(order.scenario())
                        .map(Scenarios.Scenario::technique)
                        .orElse(null))
                .setAvailableAt(time.plus(settings.labelDelay()))
                .setFault(fault == null ? null : fault.label())
                .build();
    }
}
