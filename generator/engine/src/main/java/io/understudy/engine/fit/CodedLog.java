package io.understudy.engine.fit;

import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.table.CodeMatrix;
import io.understudy.engine.fit.time.GapFit;
import io.understudy.engine.fit.tree.Growth;
import io.understudy.model.ColumnFormat;
import io.understudy.model.EntityState;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.neural.GapFrame;
import io.understudy.model.table.CodeBook;
import io.understudy.model.table.EventCodes;
import io.understudy.model.table.TableModel;
import io.understudy.model.table.TimeGrid;
import io.understudy.model.table.ValueGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The reference in codes: cuts numbers and times into outcomes, and leads the codes through all entities' lives. */
final class CodedLog {
    private static final int BALANCE_BINS = 24;
    private static final long GAP_ROWS = 250_000;

    private final FitData data;
    private final FitSettings settings;
    private final ChainShape shape;
    private final int rows;
    final List<ValueGrid> grids = new ArrayList<>();
    final List<ValueGrid> staticGrids = new ArrayList<>(); // null for names
    final Bins balanceBins;
    final TimeGrid timeGrid;
    final CodeBook book;
    final CodeMatrix matrix; // a row a place, and one an entity of what comes behind its last event
    final int[][] keyKinds; // [key][place]
    final int[] entityByPlace;

    CodedLog(FitData data, FitSettings settings) {
        this.data = data;
        this.settings = settings;
        shape = data.shape;
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
    }

    /** True if static column number {@code index} holds names rather than numbers. */
    boolean name(int index) {
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
}
