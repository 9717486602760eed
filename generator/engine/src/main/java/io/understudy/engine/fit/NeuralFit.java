package io.understudy.engine.fit;

import io.understudy.engine.fit.floor.BinCutter;
import io.understudy.engine.fit.floor.CellOwners;
import io.understudy.engine.fit.floor.EntityFloor;
import io.understudy.engine.fit.key.KeySharing;
import io.understudy.engine.fit.neural.EventTable;
import io.understudy.engine.fit.neural.Trainer;
import io.understudy.engine.fit.neural.TrainingSettings;
import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.time.ArrivalFit;
import io.understudy.engine.fit.time.GapFit;
import io.understudy.engine.fit.tree.Growth;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.KeyEpisodes;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.TimeColumn;
import io.understudy.model.chain.WallClock;
import io.understudy.model.neural.Alphabet;
import io.understudy.model.neural.NetPlan;
import io.understudy.model.neural.NeuralLaws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Cuts the cells that a network chooses among, under the same floor as the trees' outcomes, and has it trained. */
final class NeuralFit {
    private static final int MOST_CELLS = 400; // of a category; rarer outcomes share one
    private static final int NUMBER_BINS = 160;
    private static final int ROWS_PER_BIN = 12;
    private static final int BALANCE_BINS = 24;
    private static final long WANTED_ROWS = 250_000;

    private final FitData data;
    private final FitSettings settings;
    private final ChainShape shape;
    private final NeuralLaws laws;

    NeuralFit(FitData data, List<TimeColumn> times, List<KeyEpisodes> episodes, FitSettings settings) {
        this.data = data;
        this.settings = settings;
        shape = data.shape;
        WallClock clock = new WallClock(shape.layout().timestamp().zoneId());
        long[] tokens = new long[shape.tokens()];
        Arrays.stream(data.token).filter(t -> t >= 0).forEach(t -> tokens[t]++);
        Alphabet token = Alphabet.of(tokens, MOST_CELLS);
        laws = new NeuralLaws(
                ArrivalFit.fit(
                        data.log, clock, shape.originMicros(), shape.spanMicros(), shape.dateOnly(), settings.k()),
                new GapFit(data, null, new Growth(settings.k(), settings.seed(), 1), WANTED_ROWS).frame(),
                token,
                categories(token),
                numbers(),
                statics(),
                keys(),
                data.balance,
                data.balance == null ? null : balanceBins(),
                times,
                episodes);
    }

    NeuralLaws laws() {
        return laws;
    }

    /** The weights of a network of this width. */
    float[] train(TrainingSettings training, Consumer<String> progress) {
        NetPlan plan = new NetPlan(shape, laws, training.width());
        EventTable table = new TableFit(data, laws, plan).table();
        progress.accept("training a network of " + plan.size() + " weights");
        return Trainer.train(plan, laws, table, training, settings.seed(), settings.threads(), progress);
    }

    private List<NeuralLaws.Category> categories(Alphabet token) {
        List<NeuralLaws.Category> categories = new ArrayList<>();
        for (int mark = 0; mark < data.categories.length; mark++) {
            int column = shape.categoricalColumns()[mark];
            boolean nullable = shape.layout().column(column).nullable();
            long[] counts = new long[names(column) + 1];
            for (int place = 0; place < data.token.length; place++) {
                counts[data.categories[mark][place]]++;
            }
            Alphabet alphabet = Alphabet.of(counts, MOST_CELLS);
            categories.add(new NeuralLaws.Category(alphabet, known(mark, nullable, token, alphabet)));
        }
        return categories;
    }

    /** Bits of the cells that k entities have with a token; of those that k have at all where there are none. */
    private long[] known(int mark, boolean nullable, Alphabet token, Alphabet alphabet) {
        int cells = alphabet.cells();
        int words = (cells >> 6) + 1;
        CellOwners owners = new CellOwners((token.cells() + 1) * cells); // the last line is that of all tokens
        for (int e = 0; e < data.log.entities(); e++) {
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                int outcome = data.categories[mark][place];
                if (data.token[place] >= 0 && (nullable || outcome > 0)) {
                    int cell = alphabet.cell(outcome);
                    owners.see(token.cell(data.token[place]) * cells + cell, e);
                    owners.see(token.cells() * cells + cell, e);
                }
            }
        }
        long[] known = new long[token.cells() * words];
        for (int line = 0; line < token.cells(); line++) {
            boolean borne = false;
            for (int cell = 0; cell < cells; cell++) {
                borne |= owners.of(line * cells + cell) >= settings.k();
            }
            for (int cell = 0; cell < cells; cell++) {
                boolean kept = owners.of((borne ? line : token.cells()) * cells + cell) >= settings.k();
                known[line * words + (cell >> 6)] |= kept ? 1L << (cell & 63) : 0;
            }
        }
        return known;
    }

    private int names(int column) {
        return ((ColumnFormat.Dictionary) shape.layout().column(column).format())
                .values()
                .size();
    }

    private List<Bins> numbers() {
        List<Bins> numbers = new ArrayList<>();
        for (long[] values : data.numbers) {
            numbers.add(bins(values, NUMBER_BINS));
        }
        return numbers;
    }

    private Bins balanceBins() {
        long[] values = new long[data.token.length];
        for (int place = 0; place < values.length; place++) {
            values[place] = data.log.value(data.balance.column(), data.rowByPlace[place]);
        }
        return bins(values, BALANCE_BINS);
    }

    /** Bins of the values by place, ends on k entities. */
    private Bins bins(long[] byPlace, int most) {
        long[] values = new long[byPlace.length];
        int[] entities = new int[byPlace.length];
        int size = 0;
        for (int e = 0; e < data.log.entities(); e++) {
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                if (byPlace[place] != ColumnFormat.MISSING) {
                    entities[size] = e;
                    values[size++] = byPlace[place];
                }
            }
        }
        EntityFloor.clip(values, entities, size, settings.k());
        int wanted = Math.max(4, Math.min(most, size / ROWS_PER_BIN));
        Bins bins = BinCutter.cut(values, size, wanted, settings.k());
        return BinCutter.floored(bins, values, entities, size, settings.k());
    }

    private List<NeuralLaws.Fixed> statics() {
        List<NeuralLaws.Fixed> statics = new ArrayList<>();
        for (int i = 0; i < data.statics.length; i++) {
            int column = shape.staticColumns()[i];
            long[] values = data.statics[i];
            if (shape.layout().column(column).format() instanceof ColumnFormat.Dictionary) {
                long[] counts = new long[names(column) + 1];
                for (long value : values) {
                    counts[value == ColumnFormat.MISSING ? 0 : (int) value + 1]++;
                }
                statics.add(new NeuralLaws.Fixed(Alphabet.of(counts, MOST_CELLS), null));
            } else {
                long[] there = Arrays.stream(values)
                        .filter(v -> v != ColumnFormat.MISSING)
                        .toArray();
                int wanted = Math.max(4, Math.min(NUMBER_BINS, there.length / ROWS_PER_BIN));
                statics.add(new NeuralLaws.Fixed(null, BinCutter.cut(there, there.length, wanted, settings.k())));
            }
        }
        return statics;
    }

    private List<KeyLaw> keys() {
        List<KeyLaw> keys = new ArrayList<>();
        for (int column : shape.keyColumns()) {
            keys.add(KeySharing.law(data.log, column, null, data.cluster, settings.k()));
        }
        return keys;
    }
}
