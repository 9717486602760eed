package io.understudy.engine.fit;

import io.understudy.engine.fit.key.KeySharing;
import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.table.LawExamples;
import io.understudy.engine.fit.table.LawSearch;
import io.understudy.engine.fit.time.ArrivalFit;
import io.understudy.engine.fit.time.StayFit;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.KeyEpisodes;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.TimeColumn;
import io.understudy.model.chain.WallClock;
import io.understudy.model.table.CodeBook;
import io.understudy.model.table.RowTable;
import io.understudy.model.table.TableLaws;
import io.understudy.model.table.TimeGrid;
import io.understudy.model.table.ValueGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Learns tables: says what each law has to tell and may ask, and has it learned. */
final class TablesFit {
    private static final double REPEATS =
            0.02; // share of events beyond chance from which on a number repeats its last value

    private final FitData data;
    private final FitSettings settings;
    private final Consumer<String> progress;
    private final ChainShape shape;
    private final WallClock clock;
    private final int rows;
    private final CodedLog coded;
    private final CodeBook book;
    private final CodeMenu menu;
    private final LawSearch search;
    private final int[] entityByPlace;

    TablesFit(FitData data, FitSettings settings, Consumer<String> progress) {
        this.data = data;
        this.settings = settings;
        this.progress = progress;
        shape = data.shape;
        clock = new WallClock(shape.layout().timestamp().zoneId());
        rows = data.log.rows();
        coded = new CodedLog(data, settings);
        book = coded.book;
        entityByPlace = coded.entityByPlace;
        menu = new CodeMenu(data, book);
        search = new LawSearch(coded.matrix, settings.k());
    }

    TableLaws laws(List<TimeColumn> times, List<KeyEpisodes> episodes) {
        int k = settings.k();
        return new TableLaws(
                ArrivalFit.fit(data.log, clock, shape.originMicros(), shape.spanMicros(), shape.dateOnly(), k),
                data.byKind() ? new StayFit(data, k).fit() : null,
                coded.timeGrid,
                shape.classes() > 1 ? label() : null,
                first(),
                token(),
                day(),
                coded.timeGrid.gaps() == null ? null : gap(),
                coded.timeGrid.times() == null ? null : timeOfDay(),
                categories(),
                numbers(),
                statics(),
                keys(),
                keyLaws(),
                data.balance,
                coded.balanceBins,
                times,
                episodes);
    }

    private void tell(String what) {
        progress.accept("fitting " + what);
    }

    private String name(int[] columns, int index) {
        return shape.layout().column(columns[index]).name();
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
        return search.lawWithin(examples, CodeBook.LAST_LABEL, menu.past());
    }

    private RowTable first() {
        LawExamples examples = new LawExamples(shape.tokens(), data.log.entities());
        for (int e = 0; e < data.log.entities(); e++) {
            int place = data.log.firstRow(e);
            if (data.token[place] >= 0) {
                examples.add(place, data.token[place], 1, e);
            }
        }
        return search.law(examples, menu.past(CodeBook.OWN_LABEL), -1);
    }

    private RowTable token() {
        tell("token");
        EndOdds odds = new EndOdds(data, coded.timeGrid.mostDays());
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
        return search.law(examples, menu.past(CodeBook.OWN_LABEL), CodeBook.OWN_LABEL);
    }

    private long day(int place) {
        return WallClock.day(clock.local(data.timeMicros(place)));
    }

    private RowTable day() {
        tell("day");
        long[] days = coded.timeGrid.days();
        LawExamples examples = new LawExamples(days.length, rows);
        for (int place = 0; place < rows; place++) {
            if (!first(place)) {
                long ahead = day(place) - day(place - 1);
                examples.add(place, ahead <= 0 ? 0 : 1 + TimeGrid.stretch(days, ahead), 1, entityByPlace[place]);
            }
        }
        return search.law(examples, menu.past(CodeBook.OWN_LABEL, CodeBook.TOKEN_0), CodeBook.OWN_LABEL);
    }

    private RowTable gap() {
        tell("gap");
        LawExamples examples = new LawExamples(coded.timeGrid.gaps().size(), rows);
        for (int place = 0; place < rows; place++) {
            if (!first(place) && day(place) <= day(place - 1)) {
                long units = (data.timeMicros(place) - data.timeMicros(place - 1)) / shape.resolutionMicros();
                examples.add(place, coded.timeGrid.gaps().find(units), 1, entityByPlace[place]);
            }
        }
        return search.law(examples, menu.past(CodeBook.OWN_LABEL, CodeBook.TOKEN_0), CodeBook.OWN_LABEL);
    }

    private RowTable timeOfDay() {
        LawExamples examples = new LawExamples(coded.timeGrid.times().size(), rows);
        for (int place = 0; place < rows; place++) {
            long local = clock.local(data.timeMicros(place));
            if (!first(place) && WallClock.day(local) > WallClock.day(clock.local(data.timeMicros(place - 1)))) {
                long units = Math.floorMod(local, WallClock.DAY) / shape.resolutionMicros();
                examples.add(place, coded.timeGrid.times().find(units), 1, entityByPlace[place]);
            }
        }
        int[] features = menu.past(
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
                    menu.now(IntStream.concat(IntStream.of(CodeBook.LABEL), IntStream.of(earlier))
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
            ValueGrid grid = coded.grids.get(mark);
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
            int[] features = menu.now(IntStream.concat(IntStream.of(CodeBook.LABEL), IntStream.of(marks))
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
            laws.add(coded.name(i) ? fixedName(i, earlier) : fixedNumber(i, earlier));
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
        ValueGrid grid = coded.staticGrids.get(index);
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
        for (int i = 0; i < coded.keyKinds.length; i++) {
            tell(name(shape.keyColumns(), i));
            boolean fixed = shape.layout().column(shape.keyColumns()[i]).constantPerEntity();
            LawExamples examples = new LawExamples(KeyLaw.KINDS, rows);
            for (int place = 0; place < rows; place++) {
                if (!fixed || first(place)) {
                    examples.add(place, coded.keyKinds[i][place], 1, entityByPlace[place]);
                }
            }
            int key = i;
            int[] others = IntStream.concat(
                            IntStream.of(CodeBook.OWN_LABEL, book.keysUsed(key)),
                            IntStream.range(0, key).map(book::keyKind))
                    .toArray();
            laws.add(search.law(examples, menu.now(others), CodeBook.OWN_LABEL));
        }
        return laws;
    }
}
