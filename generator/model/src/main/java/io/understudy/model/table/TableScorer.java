package io.understudy.model.table;

import io.understudy.model.ColumnFormat;
import io.understudy.model.EntityScorer;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.EventRandom;
import io.understudy.model.chain.FrameBook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores observed events by the tables. The cluster of an observed entity is not known: all conditionals are averaged over
 * a filtered belief. How round a number is does not count. Scratch of one thread.
 */
final class TableScorer implements EntityScorer {
    private static final int SCORE = 5;

    private final ChainShape shape;
    private final TableLaws laws;
    private final WordPlan plan;
    private final CodeBook book;
    private final EventCodes codes;
    private final int[] code;
    private final Belief belief;
    private final TimeScore time;
    private final FrameBook frames;
    private final EventRandom random = new EventRandom();
    private final int[] typeColumns;
    private final int[] categoryColumns;
    private final int[] numberColumns;
    private final int[] staticColumns;
    private final List<String> features;

    TableScorer(ChainShape shape, TableLaws laws) {
        this.shape = shape;
        this.laws = laws;
        plan = new WordPlan(shape, laws.balance() != null, laws.stay() != null);
        book = LawIndex.book(shape, laws);
        codes = LawIndex.codes(shape, laws, false);
        code = codes.code;
        belief = new Belief(shape);
        time = new TimeScore(shape, laws, codes);
        frames = new FrameBook(shape, laws.balance(), laws.times());
        typeColumns = shape.typeColumns();
        categoryColumns = shape.categoricalColumns();
        numberColumns = shape.numericColumns();
        staticColumns = shape.staticColumns();
        features = names();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of("gap", "token"));
        for (int[] columns : List.of(categoryColumns, numberColumns, staticColumns)) {
            Arrays.stream(columns)
                    .forEach(c -> names.add(shape.layout().column(c).name()));
        }
        return List.copyOf(names);
    }

    @Override
    public List<String> features() {
        return features;
    }

    @Override
    public void score(EntityState entityState, EventFrame frame, long randomSeed, double[] scoreByFeature) {
        TableState state = (TableState) entityState;
        long[] words = state.words;
        Arrays.fill(scoreByFeature, Double.NaN);
        random.open(randomSeed, 0, 0, SCORE);
        boolean first = meet(words, frame);
        belief.load(state);
        codes.load(state);
        int at = 2 + categoryColumns.length + numberColumns.length;
        for (int i = 0; first && i < staticColumns.length; i++) {
            scoreByFeature[at + i] = scoreStatic(words, i, frame.values[staticColumns[i]]);
        }
        int label = frames.classOf(frame.label);
        int own = shape.borneByKey(label) ? 0 : label;
        if (laws.label() != null) {
            learn(laws.label(), own, own + 1, laws.label().outcomes());
        }
        int token = token(frame);
        codes.take(own, -1);
        RowTable tokens = first ? laws.first() : laws.token();
        scoreByFeature[1] = token < 0 ? NOVEL : learn(tokens, token, token + 1, shape.tokens());
        codes.take(own, token);
        if (!first) {
            scoreByFeature[0] = scoreTime(words[WordPlan.LAST_TIME], frame.timeMicros);
        }
        codes.at(words, frame.timeMicros);
        codes.takeLabel(label);
        for (int i = 0; i < categoryColumns.length; i++) {
            scoreByFeature[2 + i] = scoreCategory(i, frame.values[categoryColumns[i]], token);
        }
        for (int i = 0; i < numberColumns.length; i++) {
            long value = frame.values[numberColumns[i]];
            codes.takeNumber(i, value);
            double score = scoreNumber(
                    laws.numbers().get(i), book.number(i), value, codes.past().lastBin(words, i));
            scoreByFeature[2 + categoryColumns.length + i] = token < 0 ? Double.NaN : score;
        }
        belief.store(state);
        finish(words, frame, token);
    }

    /** Begins an entity that has had no event; true if this is its first. */
    private boolean meet(long[] words, EventFrame frame) {
        boolean first = (int) words[WordPlan.COUNT] == 0;
        if (first && (words[WordPlan.HEAD] & 0xffff) == 0) {
            words[WordPlan.ENTITY] = frame.entity;
            words[WordPlan.COUNT] = shape.referenceEntities() << 32;
            if (laws.stay() != null) {
                words[plan.stay] = Long.MAX_VALUE;
            }
        }
        if (first) {
            words[WordPlan.LAST_TIME] = frame.timeMicros;
        }
        return first;
    }

    private int token(EventFrame frame) {
        for (int token = 0; token < shape.tokens(); token++) {
            boolean equal = true;
            for (int i = 0; i < typeColumns.length && equal; i++) {
                equal = shape.tokenValues()[token * typeColumns.length + i] == frame.values[typeColumns[i]];
            }
            if (equal) {
                return token;
            }
        }
        return ChainShape.UNKNOWN;
    }

    /**
     * Scores outcomes {@code low} to {@code end - 1} of a law, and learns of the cluster, given that the outcome is below
     * {@code limit}.
     */
    private double learn(RowTable law, int low, int end, int limit) {
        if (limit < law.outcomes()) {
            for (int i = 0; i < belief.size; i++) {
                code[CodeBook.CLUSTER] = belief.cluster[i];
                belief.below[i] = 0;
                belief.at[i] = law.mass(law.row(code), 0, limit);
            }
            if (belief.learn(0) == NOVEL) {
                return NOVEL;
            }
        }
        for (int i = 0; i < belief.size; i++) {
            code[CodeBook.CLUSTER] = belief.cluster[i];
            int row = law.row(code);
            double all = law.mass(row, 0, limit);
            belief.below[i] = all > 0 ? law.mass(row, 0, low) / all : 0;
            belief.at[i] = all > 0 ? law.mass(row, low, end) / all : 0;
        }
        return belief.learn(random.nextDouble());
    }

    private double scoreTime(long lastMicros, long micros) {
        for (int i = 0; i < belief.size; i++) {
            code[CodeBook.CLUSTER] = belief.cluster[i];
            time.find(lastMicros, micros);
            belief.below[i] = time.below;
            belief.at[i] = time.at;
        }
        return belief.learn(random.nextDouble());
    }

    private double scoreCategory(int mark, long value, int token) {
        RowTable law = laws.categories().get(mark);
        int outcome = value == ColumnFormat.MISSING ? 0 : (int) Math.min(value + 1, law.outcomes());
        boolean known = outcome < law.outcomes();
        double score = token < 0 ? Double.NaN : known ? learn(law, outcome, outcome + 1, law.outcomes()) : NOVEL;
        codes.takeCategory(mark, known ? outcome : 0);
        return score;
    }

    private double scoreStatic(long[] words, int index, long value) {
        TableLaws.Fixed fixed = laws.statics().get(index);
        double score;
        if (fixed.name() != null) {
            int outcomes = fixed.name().outcomes();
            int outcome = value == ColumnFormat.MISSING ? 0 : (int) Math.min(value + 1, outcomes);
            score = outcome < outcomes ? learn(fixed.name(), outcome, outcome + 1, outcomes) : NOVEL;
        } else {
            code[book.fixed(index)] = fixed.number().grid().code(value);
            score = scoreNumber(fixed.number(), book.fixed(index), value, -1);
        }
        codes.fix(words, index, value);
        return score;
    }

    /** Scores the bin of a value; {@code feature} holds the code of its group. */
    private double scoreNumber(TableLaws.Number number, int feature, long value, int lastBin) {
        ValueGrid grid = number.grid();
        boolean missing = value == ColumnFormat.MISSING;
        boolean held = missing || grid.bins().holds(value);
        int bin = missing ? -1 : grid.bins().find(value);
        int group = code[feature] - 1;
        for (int i = 0; i < belief.size; i++) {
            code[CodeBook.CLUSTER] = belief.cluster[i];
            RowTable groups = number.group();
            code[feature] = 0;
            int row = groups.row(code);
            double none = groups.mass(row, TableLaws.Number.MISSING, TableLaws.Number.MISSING + 1);
            double same = groups.mass(row, TableLaws.Number.LAST, TableLaws.Number.LAST + 1);
            double scale = lastBin < 0 && same < 1 ? 1 / (1 - same) : 1; // without a last value there is no other draw
            belief.below[i] = 0;
            belief.at[i] = lastBin >= 0 && lastBin == bin ? same : 0;
            if (missing) {
                belief.at[i] += none * scale;
                continue;
            }
            int outcome = TableLaws.Number.FIRST_GROUP + group;
            double share = scale * groups.mass(row, outcome, outcome + 1);
            code[feature] = group + 1;
            int valueRow = number.value().row(code);
            int low = firstOutcome(grid, bin);
            int end = firstOutcome(grid, bin + 1);
            belief.below[i] = none * scale
                    + (lastBin >= 0 && lastBin < bin ? same : 0)
                    + scale * groups.mass(row, TableLaws.Number.FIRST_GROUP, outcome)
                    + share * number.value().mass(valueRow, 0, low);
            belief.at[i] += share * number.value().mass(valueRow, low, end);
        }
        code[feature] = group + 1;
        return held ? belief.learn(random.nextDouble()) : NOVEL;
    }

    /** The first outcome of a bin or a later one. */
    private static int firstOutcome(ValueGrid grid, int bin) {
        int outcome = 0;
        while (outcome < grid.outcomes() && grid.binByOutcome()[outcome] < bin) {
            outcome++;
        }
        return outcome;
    }

    @Override
    public void observe(EntityState entityState, EventFrame frame) {
        TableState state = (TableState) entityState;
        long[] words = state.words;
        boolean first = meet(words, frame);
        codes.load(state);
        for (int i = 0; first && i < staticColumns.length; i++) {
            codes.fix(words, i, frame.values[staticColumns[i]]);
        }
        int label = frames.classOf(frame.label);
        int token = token(frame);
        codes.take(shape.borneByKey(label) ? 0 : label, token);
        codes.at(words, frame.timeMicros);
        for (int i = 0; i < categoryColumns.length; i++) {
            long value = frame.values[categoryColumns[i]];
            boolean known = value != ColumnFormat.MISSING && value + 1 < book.radix(book.category(i));
            codes.takeCategory(i, known ? (int) value + 1 : 0);
        }
        for (int i = 0; i < numberColumns.length; i++) {
            codes.takeNumber(i, frame.values[numberColumns[i]]);
        }
        finish(words, frame, token);
    }

    private void finish(long[] words, EventFrame frame, int token) {
        long balance = codes.balance(words);
        if (laws.balance() != null && token >= 0) {
            balance = laws.balance()
                    .next(balance, token, codes.numbers[laws.balance().mark()]);
        }
        Arrays.fill(codes.keyPlaces, 0);
        codes.append(words, frame.timeMicros, frames.balanceIn(frame, balance));
    }
}
