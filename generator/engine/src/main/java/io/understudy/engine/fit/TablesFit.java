package io.understudy.engine.fit;

import io.understudy.engine.fit.table.CodeMatrix;
import io.understudy.engine.fit.table.LawExamples;
import io.understudy.engine.fit.table.LawSearch;
import io.understudy.model.ColumnFormat;
import io.understudy.model.EntityState;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.KeyEpisodes;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.TimeColumn;
import io.understudy.model.chain.WallClock;
import io.understudy.model.neural.GapFrame;
import io.understudy.model.table.CodeBook;
import io.understudy.model.table.EventCodes;
import io.understudy.model.table.RowTable;
import io.understudy.model.table.TableLaws;
import io.understudy.model.table.TableModel;
import io.understudy.model.table.TimeGrid;
import io.understudy.model.table.ValueGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Learns tables: cuts numbers and times into outcomes, leads the codes through the reference, and has each law learned. */
final class TablesFit {
    private static final int BALANCE_BINS = 24;
    private static final long GAP_ROWS = 250_000;
    private static final double REPEATS =
            0.02; // share of events beyond chance from which on a number repeats its last value

    private final FitData data;
    private final FitSettings settings;
    private final Consumer<String> progress;
    private final ChainShape shape;
    private final WallClock clock;
    private final int rows;
    private final List<ValueGrid> grids = new ArrayList<>();
    private final List<ValueGrid> staticGrids = new ArrayList<>(); // null for names
    private final Bins balanceBins;
    private final TimeGrid timeGrid;
    private final CodeBook book;
    private final CodeMatrix matrix;
    private final LawSearch search;
    private final int[][] keyKinds; // [key][place]
    private final int[] entityByPlace;

    TablesFit(FitData data, FitSettings settings, Consumer<String> progress) {
        this.data = data;
        this.settings = settings;
        this.progress = progress;
        shape = data.shape;
        clock = new WallClock(shape.layout().timestamp().zoneId());
        rows = data.log.rows();
        entityByPlace = new int[rows];
        for (int e = 0; e < data.log.entities(); e++) {
            Arrays.fill(entityByPlace, data.log.firstRow(e), data.log.endRow(e), e);
        }
        for (long[] values : data.numbers) {
            grids.add(GridFit.of(values, entityByPlace, settings.k()));
        }
        int[] entities = IntStream.range(0, data.log.entities()).toArray();
        for (int i = 0; i < data.statics.length; i++) {
            staticGrids.add(name(i) ? null : GridFit.of(data.statics[i], entities, settings.k()));
        }
        balanceBins = data.balance == null ? null : balanceBins();
        GapFrame frame = new GapFit(data, null, new Growth(settings.k(), settings.seed(), 1), GAP_ROWS).frame();
        timeGrid = new TimeGrid(frame.gaps(), frame.times(), frame.mostDays(), frame.mostPerInstant());
        book = TableModel.book(shape, grids, staticGrids, balanceBins);
        matrix = new CodeMatrix(book, rows + data.log.entities());
        keyKinds = new int[data.keys.length][rows];
        replay();
        search = new LawSearch(matrix, settings.k());
    }

    private boolean name(int index) {
        return shape.layout().column(shape.staticColumns()[index]).format() instanceof ColumnFormat.Dictionary;
    }

    private Bins balanceBins() {
        long[] values = new long[rows];
        int[] entities = new int[rows];
        int size = 0;
        for (int place = 0; place < rows; place++) {
            long value = data.log.value(data.balance.column(), data.rowByPlace[place]);
            if (value != ColumnFormat.MISSING) {
                values[size] = value;
                entities[size++] = entityByPlace[place];
            }
        }
        return GridFit.bins(values, entities, size, BALANCE_BINS, settings.k());
    }

    /** Leads the codes through the reference, and keeps them. */
    private void replay() {
        EventCodes codes = new EventCodes(
                shape, book, grids.toArray(ValueGrid[]::new), staticGrids.toArray(ValueGrid[]::new), balanceBins);
        long[] statics = new long[data.statics.length];
        EntityState state = codes.newState();
        for (int e = 0; e < data.log.entities(); e++) {
            for (int i = 0; i < statics.length; i++) {
                statics[i] = data.statics[i][e];
            }
            codes.begin(state, data.cluster[e], data.timeMicros(data.log.firstRow(e)), statics);
            long balance = 0;
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                codes.load(state);
                codes.take(data.ownLabel[place], data.token[place]);
                codes.takeTime(state, data.timeMicros(place));
                for (int i = 0; i < keyKinds.length; i++) {
                    keyKinds[i][place] = codes.takeKey(state, i, data.keys[i][place]);
                }
                codes.takeLabel(data.label[place]);
                for (int i = 0; i < data.categories.length; i++) {
                    codes.takeCategory(i, data.categories[i][place]);
                }
                for (int i = 0; i < data.numbers.length; i++) {
                    codes.takeNumber(i, data.numbers[i][place]);
                }
                matrix.put(place, codes.codes());
                balance = balance(place, balance);
                codes.append(state, data.timeMicros(place), balance);
            }
            codes.load(state);
            matrix.put(rows + e, codes.codes());
        }
    }

    private long balance(int place, long before) {
        if (data.balance == null) {
            return 0;
        }
        long stated = data.log.value(data.balance.column(), data.rowByPlace[place]);
        return stated == ColumnFormat.MISSING ? before : stated;
    }

    TableLaws laws(List<TimeColumn> times, List<KeyEpisodes> episodes) {
        int k = settings.k();
        return new TableLaws(
                ArrivalFit.fit(data.log, clock, shape.originMicros(), shape.spanMicros(), shape.dateOnly(), k),
                data.byKind() ? new StayFit(data, k).fit() : null,
                timeGrid,
                shape.classes() > 1 ? label() : null,
                first(),
                token(),
                day(),
                timeGrid.gaps() == null ? null : gap(),
                timeGrid.times() == null ? null : timeOfDay(),
                categories(),
                numbers(),
                statics(),
                keys(),
                keyLaws(),
                data.balance,
                balanceBins,
                times,
                episodes);
    }

    private void tell(String what) {
        progress.accept("fitting " + what);
    }

    private String name(int[] columns, int index) {
        return shape.layout().column(columns[index]).name();
    }

    private int[] past(int... further) {
        IntStream head = IntStream.of(
                CodeBook.CLUSTER,
                CodeBook.COUNT,
                CodeBook.LAST_LABEL,
                CodeBook.RUN,
                CodeBook.LABELLED,
                CodeBook.TOKEN_1,
                CodeBook.TOKEN_2,
                CodeBook.TOKEN_3,
                CodeBook.GAP_1,
                CodeBook.GAP_MEAN,
                CodeBook.INSTANTS,
                CodeBook.DAY_COUNT,
                CodeBook.HOUR_1,
                CodeBook.WEEKDAY_1,
                CodeBook.DAY_1,
                CodeBook.LEFT_1,
                CodeBook.AGE,
                CodeBook.HOUR_MEAN,
                CodeBook.BALANCE);
        IntStream marks = IntStream.concat(
                IntStream.range(0, data.categories.length).map(book::lastCategory),
                IntStream.range(0, data.numbers.length).flatMap(i -> IntStream.of(book.lastNumber(i), book.level(i))));
        IntStream fixed = IntStream.range(0, data.statics.length).map(book::fixed);
        return IntStream.concat(IntStream.of(further), IntStream.concat(head, IntStream.concat(marks, fixed)))
                .toArray();
    }

    /** What is known of the event itself comes first: of two features that tell as much, the first is taken. */
    private int[] now(int... further) {
        IntStream event = IntStream.of(
                CodeBook.TOKEN_0,
                CodeBook.DAYS_0,
                CodeBook.WEEKDAY_0,
                CodeBook.DAY_0,
                CodeBook.LEFT_0,
                CodeBook.HOUR_0,
                CodeBook.GAP_0);
        return IntStream.concat(IntStream.concat(IntStream.of(further), event), IntStream.of(past()))
                .toArray();
    }

    private boolean first(int place) {
        return place == data.log.firstRow(entityByPlace[place]);
    }

    private RowTable label() {
        tell("label");
        LawExamples examples = new LawExamples(shape.classes(), rows);
        for (int place = 0; place < rows; place++) {
            examples.add(place, data.ownLabel[place], 1, entityByPlace[place]);
        }
        return search.lawWithin(examples, CodeBook.LAST_LABEL, past());
    }

    private RowTable first() {
        LawExamples examples = new LawExamples(shape.tokens(), data.log.entities());
        for (int e = 0; e < data.log.entities(); e++) {
            int place = data.log.firstRow(e);
            if (data.token[place] >= 0) {
                examples.add(place, data.token[place], 1, e);
            }
        }
        return search.law(examples, past(CodeBook.OWN_LABEL), -1);
    }

    private RowTable token() {
        tell("token");
        EndOdds odds = new EndOdds(data, timeGrid.mostDays());
        LawExamples examples = new LawExamples(shape.tokens() + 1, rows);
        for (int e = 0; e < data.log.entities(); e++) {
            for (int place = data.log.firstRow(e) + 1; place < data.log.endRow(e); place++) {
                if (data.token[place] >= 0) {
                    examples.add(place, data.token[place], 1, e);
                }
            }
            double ended = odds.ended(e);
            if (ended > 0) {
                examples.add(rows + e, shape.tokens(), ended, e);
            }
        }
        return search.law(examples, past(CodeBook.OWN_LABEL), CodeBook.OWN_LABEL);
    }

    private long day(int place) {
        return WallClock.day(clock.local(data.timeMicros(place)));
    }

    private RowTable day() {
        tell("day");
        long[] days = timeGrid.days();
        LawExamples examples = new LawExamples(days.length, rows);
        for (int place = 0; place < rows; place++) {
            if (!first(place)) {
                long ahead = day(place) - day(place - 1);
                examples.add(place, ahead <= 0 ? 0 : 1 + TimeGrid.stretch(days, ahead), 1, entityByPlace[place]);
            }
        }
        return search.law(examples, past(CodeBook.OWN_LABEL, CodeBook.TOKEN_0), CodeBook.OWN_LABEL);
    }

    private RowTable gap() {
        tell("gap");
        LawExamples examples = new LawExamples(timeGrid.gaps().size(), rows);
        for (int place = 0; place < rows; place++) {
            if (!first(place) && day(place) <= day(place - 1)) {
                long units = (data.timeMicros(place) - data.timeMicros(place - 1)) / shape.resolutionMicros();
                examples.add(place, timeGrid.gaps().find(units), 1, entityByPlace[place]);
            }
        }
        return search.law(examples, past(CodeBook.OWN_LABEL, CodeBook.TOKEN_0), CodeBook.OWN_LABEL);
    }

    private RowTable timeOfDay() {
        LawExamples examples = new LawExamples(timeGrid.times().size(), rows);
        for (int place = 0; place < rows; place++) {
            long local = clock.local(data.timeMicros(place));
            if (!first(place) && WallClock.day(local) > WallClock.day(clock.local(data.timeMicros(place - 1)))) {
                long units = Math.floorMod(local, WallClock.DAY) / shape.resolutionMicros();
                examples.add(place, timeGrid.times().find(units), 1, entityByPlace[place]);
            }
        }
        int[] features = past(
                CodeBook.OWN_LABEL,
                CodeBook.TOKEN_0,
                CodeBook.DAYS_0,
                CodeBook.WEEKDAY_0,
                CodeBook.DAY_0,
                CodeBook.LEFT_0);
        return search.law(examples, features, CodeBook.OWN_LABEL);
    }

    private List<RowTable> categories() {
        List<RowTable> laws = new ArrayList<>();
        for (int mark = 0; mark < data.categories.length; mark++) {
            tell(name(shape.categoricalColumns(), mark));
            int[] earlier = IntStream.range(0, mark).map(book::category).toArray();
            int outcomes = Math.min(RowTable.MOST_OUTCOMES, book.radix(book.category(mark)));
            LawExamples examples = new LawExamples(outcomes, rows);
            boolean nullable =
                    shape.layout().column(shape.categoricalColumns()[mark]).nullable();
            for (int place = 0; place < rows; place++) {
                int outcome = data.categories[mark][place];
                if (outcome < outcomes && data.token[place] >= 0 && (nullable || outcome > 0)) {
                    examples.add(place, outcome, 1, entityByPlace[place]);
                }
            }
            laws.add(search.law(
                    examples,
                    now(IntStream.concat(IntStream.of(CodeBook.LABEL), IntStream.of(earlier))
                            .toArray()),
                    CodeBook.LABEL));
        }
        return laws;
    }

    private List<TableLaws.Number> numbers() {
        List<TableLaws.Number> laws = new ArrayList<>();
        int[] categories =
                IntStream.range(0, data.categories.length).map(book::category).toArray();
        for (int mark = 0; mark < data.numbers.length; mark++) {
            tell(name(shape.numericColumns(), mark));
            ValueGrid grid = grids.get(mark);
            long[] values = data.numbers[mark];
            boolean repeats = repeats(values);
            LawExamples groups = new LawExamples(TableLaws.Number.FIRST_GROUP + grid.groups(), rows);
            LawExamples fine = new LawExamples(grid.outcomes(), rows);
            for (int place = 0; place < rows; place++) {
                if (data.token[place] < 0) {
                    continue;
                }
                boolean missing = values[place] == ColumnFormat.MISSING;
                boolean again = repeats && !first(place) && values[place] == values[place - 1];
                int group = missing
                        ? TableLaws.Number.MISSING
                        : again ? TableLaws.Number.LAST : TableLaws.Number.FIRST_GROUP + grid.code(values[place]) - 1;
                groups.add(place, group, 1, entityByPlace[place]);
                if (!missing && !again) {
                    fine.add(place, GridFit.outcome(grid, values[place]), 1, entityByPlace[place]);
                }
            }
            int[] marks = IntStream.concat(
                            IntStream.of(categories), IntStream.range(0, mark).map(book::number))
                    .toArray();
            int[] features = now(IntStream.concat(IntStream.of(CodeBook.LABEL), IntStream.of(marks))
                    .toArray());
            laws.add(new TableLaws.Number(
                    grid,
                    search.law(groups, features, CodeBook.LABEL),
                    search.lawWithin(fine, book.number(mark), features)));
        }
        return laws;
    }

    /** Whether the last value comes again more often than chance brings it. */
    private boolean repeats(long[] values) {
        java.util.Map<Long, Long> count = new java.util.HashMap<>();
        long again = 0;
        long pairs = 0;
        for (int place = 0; place < rows; place++) {
            if (values[place] != ColumnFormat.MISSING) {
                count.merge(values[place], 1L, Long::sum);
            }
            if (!first(place) && values[place] != ColumnFormat.MISSING) {
                pairs++;
                again += values[place] == values[place - 1] ? 1 : 0;
            }
        }
        double all = count.values().stream().mapToDouble(n -> n).sum();
        double chance =
                count.values().stream().mapToDouble(n -> n / all * n / all).sum();
        return pairs > 0 && again / (double) pairs > chance + REPEATS;
    }

    private List<TableLaws.Fixed> statics() {
        List<TableLaws.Fixed> laws = new ArrayList<>();
        for (int i = 0; i < data.statics.length; i++) {
            tell(name(shape.staticColumns(), i));
            int[] earlier = IntStream.concat(
                            IntStream.of(CodeBook.CLUSTER),
                            IntStream.range(0, i).map(book::fixed))
                    .toArray();
            laws.add(name(i) ? fixedName(i, earlier) : fixedNumber(i, earlier));
        }
        return laws;
    }

    private TableLaws.Fixed fixedName(int index, int[] features) {
        int outcomes = Math.min(RowTable.MOST_OUTCOMES, book.radix(book.fixed(index)));
        LawExamples examples = new LawExamples(outcomes, data.log.entities());
        for (int e = 0; e < data.log.entities(); e++) {
            long value = data.statics[index][e];
            examples.add(data.log.firstRow(e), value == ColumnFormat.MISSING ? 0 : (int) value + 1, 1, e);
        }
        return new TableLaws.Fixed(search.law(examples, features, -1), null);
    }

    private TableLaws.Fixed fixedNumber(int index, int[] features) {
        ValueGrid grid = staticGrids.get(index);
        LawExamples groups = new LawExamples(TableLaws.Number.FIRST_GROUP + grid.groups(), data.log.entities());
        LawExamples fine = new LawExamples(grid.outcomes(), data.log.entities());
        for (int e = 0; e < data.log.entities(); e++) {
            long value = data.statics[index][e];
            int row = data.log.firstRow(e);
            if (value == ColumnFormat.MISSING) {
                groups.add(row, TableLaws.Number.MISSING, 1, e);
            } else {
                groups.add(row, TableLaws.Number.FIRST_GROUP + grid.code(value) - 1, 1, e);
                fine.add(row, GridFit.outcome(grid, value), 1, e);
            }
        }
        return new TableLaws.Fixed(
                null,
                new TableLaws.Number(
                        grid, search.law(groups, features, -1), search.lawWithin(fine, book.fixed(index), features)));
    }

    private List<KeyLaw> keys() {
        List<KeyLaw> keys = new ArrayList<>();
        for (int column : shape.keyColumns()) {
            keys.add(KeySharing.law(data.log, column, null, data.cluster, settings.k()));
        }
        return keys;
    }

    private List<RowTable> keyLaws() {
        List<RowTable> laws = new ArrayList<>();
        for (int i = 0; i < keyKinds.length; i++) {
            tell(name(shape.keyColumns(), i));
            boolean fixed = shape.layout().column(shape.keyColumns()[i]).constantPerEntity();
            LawExamples examples = new LawExamples(KeyLaw.KINDS, rows);
            for (int place = 0; place < rows; place++) {
                if (!fixed || first(place)) {
                    examples.add(place, keyKinds[i][place], 1, entityByPlace[place]);
                }
            }
            int key = i;
            int[] others = IntStream.concat(
                            IntStream.of(CodeBook.OWN_LABEL, book.keysUsed(key)),
                            IntStream.range(0, key).map(book::keyKind))
                    .toArray();
            laws.add(search.law(examples, now(others), CodeBook.OWN_LABEL));
        }
        return laws;
    }
}
