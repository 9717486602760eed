package io.understudy.streams.inject;

import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.InputException;
import io.understudy.model.SequenceModel;
import io.understudy.schemas.ContractRegistry;
import io.understudy.schemas.ControlRecords;
import io.understudy.schemas.FaultMark;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.BurstAction;
import io.understudy.schemas.record.BurstCommand;
import io.understudy.streams.wire.EntityMemory;
import io.understudy.streams.wire.EventReader;
import io.understudy.streams.wire.MalformedEventException;
import io.understudy.streams.wire.ObservedEvent;
import io.understudy.streams.wire.RecordFrames;
import io.understudy.streams.wire.RecordHeaders;
import io.understudy.streams.wire.RoutedKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes base events through and puts the events of live bursts between them; what is to go wrong with either on purpose does so
 * here, behind all else. Before a base record leaves, all
 * injected events up to its timestamp do, so that the stream stays in event-time order without holding anything back.
 */
final class InjectProcessor implements Processor<byte[], byte[], RoutedKey, Object> {
    static final String ENTITIES = "inject-entities";
    static final String BURSTS = "inject-bursts";
    static final String VICTIMS = "inject-victims";
    static final String CLOCK = "inject-clock";

    private static final Logger LOG = LoggerFactory.getLogger(InjectProcessor.class);
    private static final Bytes CLOCK_KEY = Bytes.wrap("clock".getBytes(StandardCharsets.UTF_8));
    private static final long MICROS_PER_MILLI = 1_000;

    private final Topics topics;
    private final SequenceModel model;
    private final InjectSettings settings;
    private final InjectMeter meter;
    private final Serde<BurstCommand> commands;
    private final EventReader reader;
    private final RecordFrames frames;
    private final EntityScorer observer;
    private final ModelClock clock = new ModelClock();

    private ProcessorContext<RoutedKey, Object> context;
    private int partition;
    private KeyValueStore<Bytes, byte[]> clockStore;
    private EntityMemory memory;
    private BurstLedger ledger;
    private EventForge forge;
    private long nowMicros = Long.MIN_VALUE;

    InjectProcessor(
            Topics topics, SequenceModel model, InjectSettings settings, ContractRegistry registry, InjectMeter meter) {
        this.topics = topics;
        this.model = model;
        this.settings = settings;
        this.meter = meter;
        this.commands = ControlRecords.serde(BurstCommand.class, registry);
        this.reader = new EventReader(registry.client());
        this.frames = new RecordFrames(model.layout());
        this.observer = model.scorer();
    }

    @Override
    public void init(ProcessorContext<RoutedKey, Object> context) {
        this.context = context;
        partition = context.taskId().partition();
        memory = new EntityMemory(model, context.getStateStore(ENTITIES));
        clockStore = context.getStateStore(CLOCK);
        byte[] kept = clockStore.get(CLOCK_KEY);
        if (kept != null) {
            clock.restore(kept);
        }
        forge = new EventForge(model, settings, partition, reader, memory, clock);
        ledger = new BurstLedger(context.getStateStore(BURSTS), context.getStateStore(VICTIMS), this::activateStored);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String topic = context.recordMetadata().orElseThrow().topic();
        if (topic.equals(topics.bursts())) {
            command(record.value());
        } else if (record.value() == null && record.headers().lastHeader(RecordHeaders.TICK) != null) {
            tick(record);
        } else {
            event(record);
        }
    }

    private void tick(Record<byte[], byte[]> record) {
        long modelMicros = RecordHeaders.modelTimeMicros(record.headers());
        if (modelMicros != RecordHeaders.ABSENT) {
            clock.pass(record.timestamp() * MICROS_PER_MILLI, modelMicros);
        }
        advance(record.timestamp() * MICROS_PER_MILLI);
    }

    private void event(Record<byte[], byte[]> record) {
        meter.baseEvents.increment();
        long timeMicros = record.timestamp() * MICROS_PER_MILLI;
        long modelMicros = RecordHeaders.modelTimeMicros(record.headers());
        if (modelMicros != RecordHeaders.ABSENT) {
            clock.pass(timeMicros, modelMicros);
        }
        advance(timeMicros);
        FaultMark fault = takeMark(record.headers());
        leave(record.withKey(new RoutedKey(record.key(), partition)), fault);
        if (record.value() != null && record.key() != null && observe(record, modelMicros)) {
            offer(record, timeMicros);
        }
        if (modelMicros != RecordHeaders.ABSENT && !ledger.live().isEmpty()) {
            clockStore.put(CLOCK_KEY, clock.toBytes());
        }
    }

    /** Makes the event part of its entity's sequence; false if it is malformed. */
    private boolean observe(Record<byte[], byte[]> record, long modelMicros) {
        try {
            ObservedEvent event = frames.read(reader.read(record.value()), modelMicros);
            EntityState state = memory.recall(record.key());
            if (frames.modelKnows(event)) {
                observer.observe(state, event.frame);
            }
            memory.keep(record.key(), event.frame.timeMicros);
            return true;
        } catch (MalformedEventException e) {
            meter.malformed.increment();
            return false;
        }
    }

    /** Offers the entity of a base event to the live bursts. */
    private void offer(Record<byte[], byte[]> record, long timeMicros) {
        for (ActiveBurst burst : ledger.live()) {
            if (!burst.started()) {
                burst.reach(timeMicros);
                if (!burst.started()) {
                    continue;
                }
                meter.began(burst);
                ledger.save(burst);
            }
            if (burst.picks(record.key(), timeMicros)) {
                Victim victim = Victim.of(record.key(), record.value(), record.headers(), timeMicros);
                burst.add(victim);
                meter.picked(burst);
                ledger.save(burst, victim);
            }
        }
    }

    /** Moves stream time to {@code toMicros}: what is due leaves, what is over ends. Time never goes back. */
    private void advance(long toMicros) {
        nowMicros = Math.max(nowMicros, toMicros);
        if (ledger.live().isEmpty()) {
            return;
        }
        for (ActiveBurst burst = earliest(); burst != null; burst = earliest()) {
            inject(burst);
        }
        List<ActiveBurst> over = new ArrayList<>(ledger.live());
        over.removeIf(burst -> !burst.over(nowMicros));
        for (ActiveBurst burst : over) {
            end(burst);
        }
    }

    /** The burst whose next event is due first, up to now; null if none is. */
    private ActiveBurst earliest() {
        ActiveBurst earliest = null;
        long earliestMicros = Long.MAX_VALUE;
        for (ActiveBurst burst : ledger.live()) {
            long next = burst.nextMicros();
            if (next <= nowMicros && next < earliestMicros) {
                earliest = burst;
                earliestMicros = next;
            }
        }
        return earliest;
    }

    private void inject(ActiveBurst burst) {
        long slotMicros = burst.nextMicros();
        long slot = burst.nextSlot();
        Victim victim = burst.takeVictim();
        InjectedEvent event = forge.forge(burst, slot, victim, slotMicros);
        burst.giveBack(victim);
        ledger.save(burst, victim);
        ledger.save(burst);
        RoutedKey key = new RoutedKey(victim.key, partition);
        context.forward(new Record<>(key, (Object) event.truth(), event.timestampMillis()), InjectTopology.LABELS);
        leave(new Record<>(key, event.value(), event.timestampMillis(), event.headers()), event.fault());
        meter.injected(burst);
    }

    /** The fault that the generator has left to this app; its header goes no further. */
    private static FaultMark takeMark(Headers headers) {
        Header header = headers.lastHeader(FaultMark.HEADER);
        if (header == null) {
            return null;
        }
        headers.remove(FaultMark.HEADER);
        return FaultMark.ofBytes(header.value());
    }

    /** Lets a record go, the last stage before the stream, with what goes wrong with it on purpose. */
    private void leave(Record<RoutedKey, byte[]> record, FaultMark fault) {
        if (fault == null) {
            forward(record, record.value());
        } else if (fault.kind() == FaultMark.Kind.HEADERS) {
            RecordHeaders.addStumblingBlocks(record.headers(), fault.detail());
            forward(record, record.value());
        } else if (fault.kind() != FaultMark.Kind.DROPPED) {
            forward(record, fault.applyTo(record.value()));
            if (fault.kind() == FaultMark.Kind.DUPLICATE) {
                forward(record, record.value());
            }
        }
    }

    private void forward(Record<RoutedKey, byte[]> record, byte[] value) {
        context.forward(record.withValue((Object) value), InjectTopology.EVENTS);
    }

    private void command(byte[] bytes) {
        BurstCommand command = decode(bytes);
        if (command == null) {
            meter.refused.increment();
        } else if (command.getAction() == BurstAction.CANCEL) {
            ledger.live().stream()
                    .filter(burst -> burst.order.id().equals(command.getBurstId()))
                    .findFirst()
                    .ifPresent(this::end);
        } else if (!ledger.holds(command.getBurstId())) {
            ActiveBurst burst = activate(command);
            if (burst == null) {
                meter.refused.increment();
            } else {
                ledger.begin(burst, bytes);
            }
        }
    }

    private void end(ActiveBurst burst) {
        meter.ended(burst);
        ledger.end(burst.order.id());
    }

    private BurstCommand decode(byte[] bytes) {
        try {
            return commands.deserializer().deserialize(topics.bursts(), bytes);
        } catch (SerializationException | ClassCastException e) {
            LOG.warn(
                    "{} partition {}: a burst command cannot be decoded and is skipped: {}",
                    topics.bursts(),
                    partition,
                    e.getMessage());
            return null;
        }
    }

    private ActiveBurst activateStored(byte[] bytes) {
        BurstCommand command = decode(bytes);
        return command == null ? null : activate(command);
    }

    private ActiveBurst activate(BurstCommand command) {
        try {
            BurstOrder order = BurstOrder.of(command, model.layout());
            return new ActiveBurst(order, BurstShare.of(order, partition, settings.partitions()));
        } catch (InputException e) {
            if (partition == 0) {
                LOG.warn("{}: skipped a command; {}", topics.bursts(), e.getMessage());
            }
            return null;
        }
    }
}
