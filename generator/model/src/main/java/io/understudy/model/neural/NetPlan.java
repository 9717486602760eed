package io.understudy.model.neural;

import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.NumberLaw;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the network keeps what: offsets into its weights, one array. An event is a list of variables, each in one of some
 * cells; a variable has a row a cell in two tables, one that feeds the draft of the event at hand and one that feeds the
 * memory behind it. Each head chooses among the cells of one part of the event.
 */
public final class NetPlan {
    public static final int LABEL = 0; // variables, and heads where they have the same number
    public static final int GAP = 1;
    public static final int WEEKDAY = 2;
    public static final int DAY = 3;
    public static final int HOUR = 4;
    public static final int TOKEN = 5;
    public static final int BALANCE = 6;
    public static final int MET = 7; // the class, once it is known whether a key brings one

    public static final int SAME_DAY = 1; // heads
    public static final int WITHIN = 2;
    public static final int LATER = 3;
    public static final int TIME = 4;

    public static final int SINCE = 0; // tables of a day that may have the next event
    public static final int DAY_WEEKDAY = 1;
    public static final int DAY_OF_MONTH = 2;
    public static final int MONTH_END = 3;

    /** Where the weights begin with the first memory of an entity // [width]. */
    public static final int FIRST_MEMORY = 0;

    /** Days to the end of the month that are told apart. */
    public static final int MONTH_END_CELLS = 6;

    private static final int[] DAY_CELLS = {GapFrame.BUCKETS, 7, 31, MONTH_END_CELLS};

    final int width;
    final int statics; // first variable of the statics, and so on
    final int categories;
    final int kinds;
    final int values;
    final int keys;
    private final int headStatics; // first head of the statics, and so on
    private final int headStaticZeros;
    private final int headCategories;
    private final int headKinds;
    private final int headBins;
    private final int headZeros;
    private final int headKeys;
    private final int[] variableCells;
    private final int[] headCells;
    private final int[] feedAt;
    private final int[] memoryAt;
    private final int[] headAt;
    private final int[] dayAt = new int[DAY_CELLS.length];
    private int size;
    final int project;
    final int projectBias;
    final int recurrent;
    final int recurrentBias;

    /** The plan for a memory of {@code width} numbers. */
    public NetPlan(ChainShape shape, NeuralLaws laws, int width) {
        this.width = width;
        List<Integer> cells = new ArrayList<>(List.of(
                shape.classes(),
                1 + laws.gap().within() + GapFrame.BUCKETS,
                7,
                31,
                24,
                laws.token().cells() + 1,
                laws.balanceBins() == null ? 1 : laws.balanceBins().size(),
                shape.classes()));
        List<Integer> heads = new ArrayList<>(List.of(
                shape.classes(),
                2,
                laws.gap().within(),
                2,
                laws.gap().times() == null ? 1 : laws.gap().times().size(),
                laws.token().cells()));
        statics = cells.size();
        headStatics = heads.size();
        laws.statics().forEach(fixed -> cells.add(fixed.cells()));
        laws.statics().forEach(fixed -> heads.add(fixed.cells()));
        headStaticZeros = heads.size();
        laws.statics().forEach(fixed -> heads.add(fixed.bins() == null ? 1 : FreshLaw.MOST_ZEROS + 1));
        categories = cells.size();
        headCategories = heads.size();
        laws.categories().forEach(category -> cells.add(category.alphabet().cells()));
        laws.categories().forEach(category -> heads.add(category.alphabet().cells()));
        kinds = cells.size();
        headKinds = heads.size();
        laws.numbers().forEach(bins -> cells.add(NumberLaw.KINDS));
        laws.numbers().forEach(bins -> heads.add(NumberLaw.KINDS));
        values = cells.size();
        headBins = heads.size();
        laws.numbers().forEach(bins -> cells.add(bins.size() + 1));
        laws.numbers().forEach(bins -> heads.add(bins.size()));
        headZeros = heads.size();
        laws.numbers().forEach(bins -> heads.add(FreshLaw.MOST_ZEROS + 1));
        keys = cells.size();
        headKeys = heads.size();
        laws.keys().forEach(key -> cells.add(KeyLaw.KINDS));
        laws.keys().forEach(key -> heads.add(KeyLaw.KINDS));
        variableCells = cells.stream().mapToInt(i -> i).toArray();
        headCells = heads.stream().mapToInt(i -> i).toArray();
        feedAt = new int[variableCells.length];
        memoryAt = new int[variableCells.length];
        headAt = new int[headCells.length];
        take(width); // the first memory
        project = take(width * width);
        projectBias = take(width);
        recurrent = take(width * 3 * width);
        recurrentBias = take(3 * width);
        for (int v = 0; v < variableCells.length; v++) {
            feedAt[v] = take(variableCells[v] * width);
            memoryAt[v] = take(variableCells[v] * 3 * width);
        }
        for (int t = 0; t < dayAt.length; t++) {
            dayAt[t] = take(DAY_CELLS[t] * width);
        }
        for (int h = 0; h < headCells.length; h++) {
            headAt[h] = take((width + 1) * headCells[h]);
        }
    }

    private int take(int count) {
        int at = size;
        size += count;
        return at;
    }

    /** Number of weights. */
    public int size() {
        return size;
    }

    /** Numbers in the memory of an entity. */
    public int width() {
        return width;
    }

    public int variables() {
        return variableCells.length;
    }

    public int heads() {
        return headCells.length;
    }

    /** Cells that a head chooses among. */
    public int cells(int head) {
        return headCells[head];
    }

    /** Most cells of any head. */
    public int mostCells() {
        int most = 0;
        for (int cells : headCells) {
            most = Math.max(most, cells);
        }
        return most;
    }

    /** The matrix from memory to draft // [width * width]; its bias lies at {@link #projectBias()}. */
    public int project() {
        return project;
    }

    public int projectBias() {
        return projectBias;
    }

    /** The matrix from memory to the gates reset, update and candidate // [width * 3 * width]. */
    public int recurrent() {
        return recurrent;
    }

    public int recurrentBias() {
        return recurrentBias;
    }

    /** The row that a variable in {@code cell} adds to the draft // [width]. */
    public int feed(int variable, int cell) {
        return feedAt[variable] + cell * width;
    }

    /** The row that a variable in {@code cell} adds to the gates // [3 * width]. */
    public int memory(int variable, int cell) {
        return memoryAt[variable] + cell * 3 * width;
    }

    /** The row that a day in {@code cell} of {@code table} adds to the draft // [width]. */
    public int day(int table, int cell) {
        return dayAt[table] + cell * width;
    }

    /** The matrix from draft to a head's cells // [width * cells]. */
    public int head(int head) {
        return headAt[head];
    }

    /** The bias of a head // [cells]. */
    public int headBias(int head) {
        return headAt[head] + width * headCells[head];
    }

    /** Variable of a static column. */
    public int fixed(int index) {
        return statics + index;
    }

    /** Variable of a categorical mark. */
    public int category(int mark) {
        return categories + mark;
    }

    /** Variable that tells how a numeric mark came about. */
    public int kind(int mark) {
        return kinds + mark;
    }

    /** Variable of a numeric mark's value: 0 where missing, then a bin. */
    public int value(int mark) {
        return values + mark;
    }

    /** Variable that tells how a key came about. */
    public int key(int key) {
        return keys + key;
    }

    public int fixedHead(int index) {
        return headStatics + index;
    }

    public int fixedZerosHead(int index) {
        return headStaticZeros + index;
    }

    public int categoryHead(int mark) {
        return headCategories + mark;
    }

    public int kindHead(int mark) {
        return headKinds + mark;
    }

    public int binHead(int mark) {
        return headBins + mark;
    }

    public int zerosHead(int mark) {
        return headZeros + mark;
    }

    public int keyHead(int key) {
        return headKeys + key;
    }
}
