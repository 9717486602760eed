package io.understudy.engine.fit.neural;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.BalanceRule;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.DueLaw;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.neural.Alphabet;
import io.understudy.model.neural.GapFrame;
import io.understudy.model.neural.NetPlan;
import io.understudy.model.neural.NeuralLaws;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A network with a head of every kind, and a table of random events that all of them have to answer for. */
final class TinyNetwork {
    static final int EVENTS = 9; // an entity
    private static final int ENTITIES = 3;
    private static final int TOKENS = 5;
    private static final int DAY = 19_700;

    final ChainShape shape;
    final NeuralLaws laws;
    final NetPlan plan;
    final EventTable table;

    TinyNetwork(int width, long seed) {
        List<Column> columns = List.of(
                column("entity", ColumnRole.ENTITY, true, new ColumnFormat.Serial("e", 3, 1)),
                column("time", ColumnRole.TIME, false, new Timestamp(Timestamp.Style.EPOCH_MICROS, "", "UTC")),
                column("type", ColumnRole.TYPE, false, names("a", "b", "c", "d", "e")),
                column("label", ColumnRole.LABEL, false, names("no", "yes", "very")),
                column("channel", ColumnRole.CATEGORICAL, false, names("x", "y", "z")),
                column("amount", ColumnRole.NUMERIC, false, new ColumnFormat.Decimal(2, 2)),
                column("to", ColumnRole.KEY, false, new ColumnFormat.Serial("k", 3, 1)),
                column("region", ColumnRole.CATEGORICAL, true, names("north", "south")),
                column("limit", ColumnRole.NUMERIC, true, new ColumnFormat.Decimal(0, 0)),
                column("balance", ColumnRole.DERIVED, false, new ColumnFormat.Decimal(2, 2)));
        shape = new ChainShape(
                new EventLayout("tiny", columns, 3, 0),
                new long[] {0, 1, 2, 3, 4},
                new long[] {0, 1, 2},
                new int[3],
                new int[] {0, 1, 2, 3, 4},
                6,
                new long[] {1 << 30, 1 << 30, 1 << 30, 1 << 30, 1 << 30, 1 << 30},
                DueLaw.none(6, 0),
                0,
                new double[0],
                new double[] {1},
                0,
                1L << 40,
                1_000_000,
                ENTITIES);
        Bins four = new Bins(new long[] {0, 10, 100, 1000}, new long[] {9, 99, 999, 9999});
        laws = new NeuralLaws(
                new ArrivalLaw(new long[] {0, 1}, new double[] {1}, new double[168]),
                new GapFrame(four, four, 40, 9, 9),
                Alphabet.of(new long[] {5, 4, 3, 2, 1}, 400),
                List.of(new NeuralLaws.Category(
                        Alphabet.of(new long[] {4, 3, 2, 1}, 3), new long[] {0b111, 0b011, 0b101, 0b110, 0b111})),
                List.of(four),
                List.of(
                        new NeuralLaws.Fixed(Alphabet.of(new long[] {1, 2, 3}, 400), null),
                        new NeuralLaws.Fixed(null, four)),
                List.of(new KeyLaw(null, new double[] {1}, new double[0], new double[0])),
                new BalanceRule(9, 0, new int[] {1, 1, 1, -1, -1}, 0),
                four,
                List.of(),
                List.of());
        plan = new NetPlan(shape, laws, width);
        table = new EventTable(new int[] {0, EVENTS, 2 * EVENTS, 3 * EVENTS}, plan.variables(), 1, 1, 2, DAY + 60);
        fill(new SplittableRandom(seed));
    }

    private static Column column(String name, ColumnRole role, boolean constant, ColumnFormat format) {
        return new Column(name, role, constant, true, format);
    }

    private static ColumnFormat names(String... values) {
        return new ColumnFormat.Dictionary(List.of(values));
    }

    private void fill(SplittableRandom random) {
        for (int place = 0; place < table.places(); place++) {
            boolean first = place % EVENTS == 0;
            table.day[place] = first ? DAY : table.day[place - 1] + random.nextInt(4);
            for (int[] cells : table.cells) {
                cells[place] = random.nextInt(2);
            }
            boolean same = !first && table.day[place] == table.day[place - 1];
            table.cells[NetPlan.GAP][place] = first ? 0 : same ? 1 + random.nextInt(4) : 5 + random.nextInt(4);
            table.timeBin[place] = first || same ? -1 : random.nextInt(4);
            int token = random.nextInt(TOKENS);
            table.cells[NetPlan.TOKEN][place] = place == 4 ? 0 : token + 1; // one token that the model does not hold
            table.cells[plan.category(0)][place] =
                    Long.numberOfTrailingZeros(laws.categories().get(0).knownWords()[token]);
            int kind = random.nextInt(NumberLaw.KINDS);
            table.cells[plan.kind(0)][place] = kind;
            table.cells[plan.value(0)][place] = kind == NumberLaw.MISSING ? 0 : 1 + random.nextInt(4);
            table.zeros[0][place] = (byte) (kind == NumberLaw.FRESH ? random.nextInt(4) : -1);
            table.numberKinds[0][place] = 0b1111;
            table.keyKinds[0][place] = 0b11111;
        }
        Arrays.fill(table.fixedZeros[0], (byte) -1);
        Arrays.fill(table.fixedZeros[1], (byte) 2);
    }

    /** Random weights, all of them at work. */
    float[] weights(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] weights = new float[plan.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextDouble() - 0.5);
        }
        return weights;
    }
}
