package io.understudy.engine.sample;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventBatch;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.Provenance;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** A model whose every event is a mix of seed, entity and sequence: uniform gaps, types, amounts; one event in 16 is rare. */
public final class FakeModel implements SequenceModel {
    /** Events after which an entity of an endless stream is followed by a fresh one. */
    public static final int LIFE_EVENTS = 40;

    public static final long START_MICROS = 1_600_000_000_000_000L;
    public static final long SPAN_MICROS = 86_400_000_000L;

    private final long gapMicros;
    private final Runnable born; // told of each state
    private final int together;
    private final IntConsumer batches; // told of the size of each
    private final int leastTenths;

    /**
     * @param gapMicros largest gap between two events of an entity; gaps are whole multiples of a tenth of it, so that ties
     *     happen
     */
    public FakeModel(long gapMicros) {
        this(gapMicros, () -> {}, 1, count -> {}, 1);
    }

    private FakeModel(long gapMicros, Runnable born, int together, IntConsumer batches, int leastTenths) {
        this.gapMicros = gapMicros;
        this.born = born;
        this.together = together;
        this.batches = batches;
        this.leastTenths = leastTenths;
    }

    /** The same model, which tells {@code listener} of each entity that it makes room for. */
    public FakeModel told(Runnable listener) {
        return new FakeModel(gapMicros, listener, together, batches, leastTenths);
    }

    /** The same model, which likes to draw so many events at once, and tells {@code listener} how many they are. */
    public FakeModel drawing(int most, IntConsumer listener) {
        return new FakeModel(gapMicros, born, most, listener, leastTenths);
    }

    /** The same model, but entities may have several events at one time. */
    public FakeModel crowded() {
        return new FakeModel(gapMicros, born, together, batches, 0);
    }

    @Override
    public String kind() {
        return "fake";
    }

    @Override
    public EventLayout layout() {
        return new EventLayout(
                "fakes",
                List.of(
                        column("row", ColumnRole.ID, new ColumnFormat.Serial("R", 6, 1)),
                        column("at", ColumnRole.TIME, new Timestamp(Timestamp.Style.EPOCH_MICROS, "", "UTC")),
                        column("card", ColumnRole.ENTITY, new ColumnFormat.Serial("C", 8, 1)),
                        column("type", ColumnRole.TYPE, new ColumnFormat.Dictionary(List.of("buy", "refund", "cash"))),
                        column("amount", ColumnRole.NUMERIC, new ColumnFormat.Decimal(2, 2)),
                        column(
                                "class",
                                ColumnRole.LABEL,
                                new ColumnFormat.Dictionary(List.of("normal", "card_testing")))),
                5,
                0);
    }

    private static Column column(String name, ColumnRole role, ColumnFormat format) {
        return new Column(name, role, false, role == ColumnRole.NUMERIC, format);
    }

    @Override
    public Provenance provenance() {
        return new Provenance("fake.csv", "00", 1_000, 50, START_MICROS, START_MICROS + SPAN_MICROS, Map.of(), "test");
    }

    @Override
    public EntityState newState() {
        born.run();
        return new State();
    }

    @Override
    public EntitySampler sampler(SamplerSettings settings) {
        return new Sampler(settings);
    }

    @Override
    public EntityScorer scorer() {
        throw new UnsupportedOperationException();
    }

    private static final class State implements EntityState {
        private long entity;
        private long population;
        private long sequence;
        private long timeMicros;

        @Override
        public byte[] toBytes() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void restore(byte[] bytes) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Sampler implements EntitySampler {
        private final SamplerSettings settings;

        Sampler(SamplerSettings settings) {
            this.settings = settings;
        }

        @Override
        public void begin(EntityState state, long entity, long population) {
            State s = (State) state;
            s.entity = entity;
            s.population = population;
            s.sequence = 0;
            s.timeMicros = settings.startMicros() + gap(s);
        }

        @Override
        public long nextTimeMicros(EntityState state) {
            State s = (State) state;
            return s.timeMicros < settings.endMicros() ? s.timeMicros : ENDED;
        }

        @Override
        public void emit(EntityState state, EventFrame frame) {
            State s = (State) state;
            long bits = mix(s, 1);
            frame.entity = s.entity;
            frame.sequence = s.sequence;
            frame.timeMicros = s.timeMicros;
            frame.label = (bits & 15) == 0 ? 1 : 0;
            frame.values[0] = ColumnFormat.MISSING;
            frame.values[1] = s.timeMicros;
            frame.values[2] = s.entity;
            frame.values[3] = Math.floorMod(bits >> 8, 3L);
            frame.values[4] = (bits >>> 20) % 100_000;
            frame.values[5] = frame.label;
            s.sequence++;
            if (settings.endMicros() == Long.MAX_VALUE && s.sequence == LIFE_EVENTS) {
                s.entity += s.population;
                s.sequence = 0;
            }
            s.timeMicros += gap(s);
        }

        @Override
        public int together() {
            return together;
        }

        @Override
        public void emit(EntityState[] states, int count, EventBatch events) {
            batches.accept(count);
            EventFrame frame = new EventFrame(events.columns);
            for (int lane = 0; lane < count; lane++) {
                emit(states[lane], frame);
                events.entity[lane] = frame.entity;
                events.sequence[lane] = frame.sequence;
                events.timeMicros[lane] = frame.timeMicros;
                events.label[lane] = frame.label;
                System.arraycopy(frame.values, 0, events.values, lane * events.columns, events.columns);
                events.nextMicros[lane] = nextTimeMicros(states[lane]);
            }
        }

        private long gap(State s) {
            return gapMicros / 10 * (leastTenths + Math.floorMod(mix(s, 2), 10L));
        }

        private long mix(State s, int salt) {
            long z = settings.seed() * 0x9e3779b97f4a7c15L + s.entity * 0xbf58476d1ce4e5b9L + s.sequence * 31 + salt;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }

        @Override
        public void emitForced(EntityState state, long label, long timeMicros, long randomSeed, EventFrame frame) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long forcedGapMicros(EntityState state, long label, long randomSeed) {
            throw new UnsupportedOperationException();
        }
    }
}
