package io.understudy.streams;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnFormat.Decimal;
import io.understudy.model.ColumnFormat.Dictionary;
import io.understudy.model.ColumnFormat.Serial;
import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.Provenance;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.Timestamp;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A model small enough to know by heart. A card buys (3/4) or refunds (1/4); gaps are uniform on [0, 20) s, or [0, 1) s
 * in card testing; amounts are uniform on [0, 100) or, in card testing, on [0, 1). A card's balance counts its events, and
 * so shows which state it went on from.
 */
public final class ToyModel implements SequenceModel {
    public static final int CARD = 0;
    public static final int TIME = 1;
    public static final int KIND = 2;
    public static final int AMOUNT = 3;
    public static final int COUNT = 4;
    public static final int LABEL = 5;
    public static final long START_MICROS = 1_700_000_000_000_000L;

    public static final EventLayout LAYOUT = new EventLayout(
            "toy",
            List.of(
                    new Column("card", ColumnRole.ENTITY, false, false, new Serial("c", 4, 0)),
                    new Column(
                            "time",
                            ColumnRole.TIME,
                            false,
                            false,
                            new Timestamp(Timestamp.Style.EPOCH_MICROS, "", "UTC")),
                    new Column("kind", ColumnRole.TYPE, false, false, new Dictionary(List.of("buy", "refund"))),
                    new Column("amount.eur", ColumnRole.NUMERIC, false, true, new Decimal(2, 2)),
                    new Column("count", ColumnRole.DERIVED, false, false, new Decimal(0, 0)),
                    new Column(
                            "label",
                            ColumnRole.LABEL,
                            false,
                            false,
                            new Dictionary(List.of("none", "card_testing", "bust_out")))),
            LABEL,
            0);

    @Override
    public String kind() {
        return "toy";
    }

    @Override
    public EventLayout layout() {
        return LAYOUT;
    }

    @Override
    public Provenance provenance() {
        return new Provenance("toy", "", 1, 1, START_MICROS, START_MICROS, Map.of(), "test");
    }

    /** When the last event was, and how many there were. */
    private static final class State implements EntityState {
        private long entity;
        private long lastMicros;
        private long nextMicros;
        private long events;

        @Override
        public byte[] toBytes() {
            return ByteBuffer.allocate(32)
                    .putLong(entity)
                    .putLong(lastMicros)
                    .putLong(nextMicros)
                    .putLong(events)
                    .array();
        }

        @Override
        public void restore(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            entity = in.getLong();
            lastMicros = in.getLong();
            nextMicros = in.getLong();
            events = in.getLong();
        }
    }

    @Override
    public EntityState newState() {
        return new State();
    }

    private static long maxGap(long label) {
        return label == 0 ? 20_000_000 : 1_000_000;
    }

    private static int maxAmount(long label) {
        return label == 0 ? 10_000 : 100;
    }

    @Override
    public EntitySampler sampler(SamplerSettings settings) {
        return new EntitySampler() {
            @Override
            public void begin(EntityState state, long entity, long population) {
                State toy = (State) state;
                toy.entity = entity;
                toy.lastMicros = settings.startMicros();
                toy.nextMicros = settings.startMicros() + random(toy).nextLong(maxGap(0));
            }

            private SplittableRandom random(State toy) {
                return new SplittableRandom(settings.seed() * 31 + toy.entity * 1_000_003 + toy.events);
            }

            @Override
            public long nextTimeMicros(EntityState state) {
                return ((State) state).nextMicros;
            }

            @Override
            public void emit(EntityState state, EventFrame frame) {
                State toy = (State) state;
                SplittableRandom random = random(toy);
                draw(toy, 0, toy.nextMicros, random, frame);
                toy.nextMicros += random.nextLong(maxGap(0));
            }

            @Override
            public void emitForced(EntityState state, long label, long timeMicros, long randomSeed, EventFrame frame) {
                draw((State) state, label, timeMicros, new SplittableRandom(randomSeed), frame);
            }

            private void draw(State toy, long label, long timeMicros, SplittableRandom random, EventFrame frame) {
                frame.entity = toy.entity;
                frame.sequence = toy.events;
                frame.timeMicros = timeMicros;
                frame.label = label;
                frame.values[CARD] = toy.entity;
                frame.values[TIME] = timeMicros;
                frame.values[KIND] = random.nextInt(4) == 0 ? 1 : 0;
                frame.values[AMOUNT] = random.nextInt(maxAmount(label));
                frame.values[COUNT] = ++toy.events;
                frame.values[LABEL] = label;
                toy.lastMicros = timeMicros;
            }

            @Override
            public long forcedGapMicros(EntityState state, long label, long randomSeed) {
                return new SplittableRandom(randomSeed).nextLong(maxGap(label));
            }
        };
    }

    @Override
    public EntityScorer scorer() {
        return new EntityScorer() {
            @Override
            public List<String> features() {
                return List.of("token", "gap", "amount.eur");
            }

            @Override
            public void score(EntityState state, EventFrame frame, long randomSeed, double[] scoreByFeature) {
                SplittableRandom random = new SplittableRandom(randomSeed);
                State toy = (State) state;
                double tie = random.nextDouble();
                scoreByFeature[0] = frame.values[KIND] == 0 ? 0.75 * tie : 0.75 + 0.25 * tie;
                double gap = (double) (frame.timeMicros - toy.lastMicros) / maxGap(frame.label);
                scoreByFeature[1] = toy.events == 0 ? Double.NaN : gap >= 0 && gap < 1 ? gap : NOVEL;
                long amount = frame.values[AMOUNT];
                scoreByFeature[2] = amount == ColumnFormat.MISSING
                        ? Double.NaN
                        : amount < 0 || amount >= maxAmount(frame.label)
                                ? NOVEL
                                : (amount + random.nextDouble()) / maxAmount(frame.label);
                observe(state, frame);
            }

            @Override
            public void observe(EntityState state, EventFrame frame) {
                State toy = (State) state;
                toy.entity = frame.entity;
                toy.lastMicros = frame.timeMicros;
                toy.events++;
            }
        };
    }
}
