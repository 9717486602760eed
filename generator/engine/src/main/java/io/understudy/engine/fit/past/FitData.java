package io.understudy.engine.fit.past;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.BalanceRule;
import io.understudy.model.chain.ChainShape;

/** The reference as the trees learn from it: tokens, classes and marks by place, entities after one another. */
public final class FitData {
    public static final int FEW_ENTITIES = 80;

    public final EventLog log;
    public final ChainShape shape;
    public final BalanceRule balance; // null where no column runs
    public final int[] rowByPlace; // [place] row of the log
    public final int[] token; // [place] -1 where too rare
    public final int[] label; // [place]
    public final int[] ownLabel; // [place] the same, 0 where the class comes with a key
    public final long[][] numbers; // [numeric mark][place]
    public final int[][] categories; // [categorical mark][place] value + 1
    public final int[][] keys; // [key][place] place in the entity's pool + 1, 0 if missing
    public final long[][] statics; // [static][entity]
    public final int[] cluster; // [entity]
    final int[] pace; // [entity] grade of its life; -1 where lives have no pace of their own
    public final byte[] opens; // [place] 1 where an order opens, -1 where that is unseen; null without orders
    final Running running; // where the running column of each entity lies
    private final int[] stratum; // [place]; null where it follows from the class
    private int strata = 2;

    public FitData(
            EventLog log,
            ChainShape shape,
            BalanceRule balance,
            int[] rowByPlace,
            int[] tokenByRow,
            int[] labelByRow,
            long[][] cells,
            int[] cluster,
            int[] pace,
            Running running) {
        this.log = log;
        this.shape = shape;
        this.balance = balance;
        this.rowByPlace = rowByPlace;
        this.cluster = cluster;
        this.pace = pace;
        this.running = running;
        int rows = log.rows();
        token = new int[rows];
        label = new int[rows];
        ownLabel = new int[rows];
        for (int place = 0; place < rows; place++) {
            token[place] = tokenByRow[rowByPlace[place]];
            label[place] = Math.max(0, labelByRow[rowByPlace[place]]);
            ownLabel[place] = shape.borneByKey(label[place]) ? 0 : label[place];
        }
        int[] numberColumns = shape.numericColumns();
        numbers = new long[numberColumns.length][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = placed(cells[numberColumns[i]]);
        }
        int[] categoryColumns = shape.categoricalColumns();
        categories = new int[categoryColumns.length][rows];
        for (int i = 0; i < categories.length; i++) {
            for (int place = 0; place < rows; place++) {
                long cell = cells[categoryColumns[i]][rowByPlace[place]];
                categories[i][place] = cell == ColumnFormat.MISSING ? 0 : (int) cell + 1;
            }
        }
        int[] staticColumns = shape.staticColumns();
        statics = new long[staticColumns.length][log.entities()];
        for (int i = 0; i < statics.length; i++) {
            for (int e = 0; e < log.entities(); e++) {
                statics[i][e] = cells[staticColumns[i]][log.firstRow(e)];
            }
        }
        int[] keyColumns = shape.keyColumns();
        keys = new int[keyColumns.length][];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = pools(log.column(keyColumns[i]));
        }
        stratum = byKind() ? steps() : null;
        boolean orders = shape.due().memory() > 0 && numbers.length > 0 && !byKind();
        opens = orders ? Openings.of(this) : null;
    }

    private long[] placed(long[] cells) {
        long[] placed = new long[cells.length];
        for (int place = 0; place < placed.length; place++) {
            placed[place] = cells[rowByPlace[place]];
        }
        return placed;
    }

    private int[] pools(long[] cells) {
        int[] pool = new int[cells.length];
        java.util.Map<Long, Integer> known = new java.util.HashMap<>();
        for (int e = 0; e < log.entities(); e++) {
            known.clear();
            for (int place = log.firstRow(e); place < log.endRow(e); place++) {
                long cell = cells[rowByPlace[place]];
                if (cell != ColumnFormat.MISSING) {
                    Integer at = known.get(cell);
                    if (at == null) {
                        at = Math.min(known.size() + 1, Short.MAX_VALUE - 1);
                        known.put(cell, at);
                    }
                    pool[place] = at;
                }
            }
        }
        return pool;
    }

    /** True where entities are too few to tell what they share from what each does: the laws are learned by cluster. */
    public boolean byKind() {
        return byKind(log, shape);
    }

    /** The same of a log whose data are not built yet. */
    public static boolean byKind(EventLog log, ChainShape shape) {
        return log.entities() < FEW_ENTITIES && shape.clusters() > 1;
    }

    /**
     * What {@link Thinning} keeps apart: the rare classes; and where laws go by cluster, every step from one token to the
     * next of every class of every cluster, so that a step that is seldom taken is learned though others fill the log.
     */
    public int stratum(int place) {
        return stratum == null ? Math.min(1, label[place]) : stratum[place];
    }

    /** A thinning of the rows to about {@code wanted}, by stratum. */
    public Thinning thinning(long wanted) {
        long[] rows = new long[strata];
        for (int place = 0; place < log.rows(); place++) {
            rows[stratum(place)]++;
        }
        return new Thinning(rows, wanted);
    }

    private int[] steps() {
        int[] step = new int[log.rows()];
        java.util.Map<java.util.List<Integer>, Integer> known = new java.util.HashMap<>();
        for (int e = 0; e < log.entities(); e++) {
            int before = -2;
            for (int place = log.firstRow(e); place < log.endRow(e); place++) {
                boolean now = place > log.firstRow(e) && timeMicros(place) == timeMicros(place - 1);
                java.util.List<Integer> kind =
                        java.util.List.of(cluster[e], label[place], before, token[place], now ? 1 : 0);
                Integer at = known.get(kind);
                if (at == null) {
                    at = known.size();
                    known.put(kind, at);
                }
                step[place] = at;
                before = token[place];
            }
        }
        strata = known.size();
        return step;
    }

    public long timeMicros(int place) {
        return log.timeMicros(rowByPlace[place]);
    }

    /** The token of each row of the log; -1 where too rare. // [row] */
    public int[] tokenByRow() {
        int[] tokens = new int[token.length];
        for (int place = 0; place < tokens.length; place++) {
            tokens[rowByPlace[place]] = token[place];
        }
        return tokens;
    }
}
