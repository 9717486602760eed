package io.understudy.engine.fit.column;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import io.understudy.model.chain.BalanceRule;
import io.understudy.model.chain.TimeColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Finds the columns that follow from others by a rule: from the event's time, or from the amounts that they run with. */
public final class RuledColumns {
    public final EventLayout layout; // in which these columns are derived
    public final List<TimeColumn> times = new ArrayList<>();
    private final EventLog log;
    private final TupleBook tokens;
    private final int k;
    private final Consumer<String> progress;
    private final List<Column> columns;
    private BalanceRule balance; // null where no column runs
    private int[] rowByPlace;

    public RuledColumns(EventLog log, EventLayout read, TupleBook tokens, int k, Consumer<String> progress) {
        this.log = log;
        this.tokens = tokens;
        this.k = k;
        this.progress = progress;
        columns = new ArrayList<>(read.columns());
        rowByPlace = IntStream.range(0, log.rows()).toArray();
        findTimes();
        findBalance();
        layout = new EventLayout(read.name(), columns, read.labelIndex(), read.normalLabel());
    }

    /** The rule of the running column; null if none runs. */
    public BalanceRule balance() {
        return balance;
    }

    /** The rows in the order in which they happened, which the running column tells where times do not. */
    public int[] rowByPlace() {
        return rowByPlace;
    }

    /** Makes columns that follow from time derived ones; timestamps that follow from nothing are written empty. */
    private void findTimes() {
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            boolean candidate = column.role() == ColumnRole.DERIVED || column.role() == ColumnRole.NUMERIC;
            boolean stamp = column.role() != ColumnRole.TIME && column.format() instanceof Timestamp;
            if (!candidate && !stamp) {
                continue;
            }
            TimeColumn rule = TimeColumnFinder.find(log, c);
            if (rule != null) {
                times.add(rule);
                take(c, ColumnRole.DERIVED, column.format());
            } else if (stamp) {
                progress.accept(column.name() + ": follows from nothing known and is written empty");
                take(c, ColumnRole.IGNORED, new ColumnFormat.Empty());
            }
        }
    }

    private void take(int c, ColumnRole role, ColumnFormat format) {
        Column column = columns.get(c);
        columns.set(c, new Column(column.name(), role, column.constantPerEntity(), column.nullable(), format));
    }

    /** Finds the running column, if there is one; other derived numbers become ordinary marks. */
    private void findBalance() {
        List<Integer> candidates = candidates();
        for (int running : candidates) {
            for (int amount : candidates) {
                if (running != amount && balance == null && scale(running) == scale(amount)) {
                    tryBalance(running, amount, candidates);
                }
            }
        }
        for (int c : candidates) {
            if (balance == null || c != balance.column()) {
                take(c, ColumnRole.NUMERIC, columns.get(c).format());
            }
        }
    }

    private List<Integer> candidates() {
        List<Integer> candidates = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            boolean number = column.format() instanceof ColumnFormat.Decimal && !column.constantPerEntity();
            boolean timed = column.role() == ColumnRole.DERIVED && TimeColumnFinder.find(log, c) != null;
            if (number && !timed && (column.role() == ColumnRole.NUMERIC || column.role() == ColumnRole.DERIVED)) {
                candidates.add(c);
            }
        }
        return candidates;
    }

    private int scale(int c) {
        return ((ColumnFormat.Decimal) columns.get(c).format()).scale();
    }

    private void tryBalance(int running, int amount, List<Integer> candidates) {
        long tolerance = (long) (Math.pow(10, scale(running)) / 5);
        BalanceFinder finder = new BalanceFinder(log, tokens.numberByRow, tokens.size, tolerance);
        BalanceRule rule = finder.find(running, amount, 0);
        if (rule == null) {
            return;
        }
        take(running, ColumnRole.DERIVED, columns.get(running).format());
        int mark = 0;
        for (int c : candidates) {
            mark += c < amount && c != running ? 1 : 0;
        }
        balance = new BalanceRule(
                running, mark, rule.signByToken(), finder.least(running, k), finder.leastByToken(running, k));
        rowByPlace = finder.order(rule, amount);
        progress.accept(columns.get(running).name() + ": runs with "
                + columns.get(amount).name());
    }
}
