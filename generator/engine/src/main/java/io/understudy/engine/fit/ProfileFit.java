package io.understudy.engine.fit;

import io.understudy.engine.fit.floor.FlooredFigures;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.Profile;
import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.BalanceRule;
import io.understudy.model.chain.ChainLaws;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.TimeColumn;
import io.understudy.model.chain.WallClock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells what was learned: figures of the reference, as far as k entities bear them, and the size of the laws. */
public final class ProfileFit {
    private final EventLog log;
    private final long[][] cells; // [column][row] in the encoding of the layout
    private final ChainShape shape;
    private final EventLayout layout;
    private final int k;
    private final FlooredFigures figures;

    /**
     * Tells of {@code log}.
     *
     * @param cells // [column][row] in the encoding of the shape's layout
     * @param k fewest entities that a figure rests on
     */
    public ProfileFit(EventLog log, long[][] cells, ChainShape shape, int k) {
        this.log = log;
        this.cells = cells;
        this.shape = shape;
        this.layout = shape.layout();
        this.k = k;
        figures = new FlooredFigures(log, k);
    }

    /** The profile; {@code tokenByRow} is -1 where a row has no token. */
    public Profile of(int[] tokenByRow, ChainLaws laws) {
        TokenTexts tokens = new TokenTexts(shape);
        return of(tokenByRow, laws.arrival(), laws.balance(), laws.times(), new LawCensus(shape, tokens).of(laws));
    }

    /** What was learned by laws of which the census tells. */
    Profile of(
            int[] tokenByRow,
            ArrivalLaw arrival,
            BalanceRule balance,
            List<TimeColumn> times,
            List<Profile.Law> census) {
        TokenTexts tokens = new TokenTexts(shape);
        List<Profile.NumberColumn> numbers = new ArrayList<>();
        List<Profile.CategoryColumn> categories = new ArrayList<>();
        List<Profile.KeyColumn> keys = new ArrayList<>();
        for (int c = 0; c < layout.size(); c++) {
            Column column = layout.column(c);
            boolean running = balance != null && balance.column() == c;
            boolean mark = column.role() == ColumnRole.NUMERIC
                    || column.role() == ColumnRole.CATEGORICAL
                    || column.role() == ColumnRole.KEY;
            if (column.format() instanceof ColumnFormat.Decimal decimal && (mark || running)) {
                numbers.add(new Profile.NumberColumn(
                        column.name(), missing(cells[c]), figures.quantiles(cells[c], decimal.scale())));
            } else if (column.format() instanceof ColumnFormat.Dictionary dictionary && mark) {
                categories.add(category(column, dictionary, cells[c]));
            } else if (column.format() instanceof ColumnFormat.Serial && column.role() == ColumnRole.KEY) {
                keys.add(key(column, log.column(c)));
            }
        }
        return new Profile(
                k,
                shape.tokens(),
                figures.top(
                        figures.count(Arrays.stream(tokenByRow).asLongStream().toArray(), shape.tokens()),
                        tokens::text),
                classes(),
                eventsPerEntity(),
                gaps(),
                rhythm(),
                arrivals(arrival),
                numbers,
                categories,
                keys,
                shape.clusters(),
                census,
                rules(balance, times));
    }

    private double missing(long[] values) {
        long rows = 0;
        long entities = 0;
        for (int e = 0; e < log.entities(); e++) {
            long before = rows;
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                rows += values[row] == ColumnFormat.MISSING ? 1 : 0;
            }
            entities += rows > before ? 1 : 0;
        }
        return figures.share(rows, entities);
    }

    private List<Profile.Share> classes() {
        if (layout.labelIndex() < 0) {
            return List.of();
        }
        List<String> names = layout.labelClasses();
        return figures.top(figures.count(cells[layout.labelIndex()], names.size()), names::get);
    }

    private Profile.Quantiles eventsPerEntity() {
        long[] events = new long[log.entities()];
        for (int e = 0; e < events.length; e++) {
            events[e] = log.endRow(e) - log.firstRow(e);
        }
        return figures.quantilesByEntity(events);
    }

    private Profile.Quantiles gaps() {
        long[] gaps = new long[log.rows()];
        for (int e = 0; e < log.entities(); e++) {
            gaps[log.firstRow(e)] = ColumnFormat.MISSING;
            for (int row = log.firstRow(e) + 1; row < log.endRow(e); row++) {
                gaps[row] = log.timeMicros(row) - log.timeMicros(row - 1);
            }
        }
        return figures.quantiles(gaps, 6);
    }

    private Profile.Rhythm rhythm() {
        WallClock clock = new WallClock(layout.timestamp().zoneId());
        long[] hours = new long[log.rows()];
        long[] weekdays = new long[log.rows()];
        long[] days = new long[log.rows()];
        for (int row = 0; row < hours.length; row++) {
            long local = clock.local(log.timeMicros(row));
            hours[row] = ArrivalLaw.cell(local, false);
            weekdays[row] = hours[row] / 24;
            days[row] = ArrivalLaw.cell(local, true);
        }
        return new Profile.Rhythm(
                shape.dateOnly() ? List.of() : figures.shares(figures.count(hours, 7 * 24)),
                figures.shares(figures.count(weekdays, 7)),
                figures.shares(figures.count(days, 31)));
    }

    /** The stretches of the law, put together until each has k entities. */
    private List<Profile.Arrival> arrivals(ArrivalLaw law) {
        List<Profile.Arrival> arrivals = new ArrayList<>();
        double least = (k - 0.5) / log.entities();
        double from = 0;
        double taken = 0;
        for (int s = 0; s < law.cumulative().length; s++) {
            double share = law.cumulative()[s] - taken;
            if (share >= least && (1 - law.cumulative()[s] >= least || s == law.cumulative().length - 1)) {
                double to = tenths(law.edgeMicros()[s + 1]);
                arrivals.add(new Profile.Arrival(from, to, share));
                from = to;
                taken = law.cumulative()[s];
            }
        }
        return arrivals;
    }

    private static double tenths(long micros) {
        return Math.ceil(10.0 * micros / WallClock.DAY) / 10;
    }

    private Profile.CategoryColumn category(Column column, ColumnFormat.Dictionary dictionary, long[] values) {
        FlooredFigures.Counts counts = figures.count(values, dictionary.values().size());
        return new Profile.CategoryColumn(
                column.name(),
                dictionary.values().size(),
                figures.share(counts.none(), counts.noneEntities()),
                figures.top(counts, dictionary.values()::get));
    }

    private Profile.KeyColumn key(Column column, long[] values) {
        Map<Long, Integer> owners = new HashMap<>();
        List<Set<Long>> pools = new ArrayList<>();
        for (int e = 0; e < log.entities(); e++) {
            Set<Long> pool = new HashSet<>();
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                if (values[row] != ColumnFormat.MISSING && pool.add(values[row])) {
                    owners.merge(values[row], 1, Integer::sum);
                }
            }
            pools.add(pool);
        }
        long pairs = pools.stream().mapToLong(Set::size).sum();
        long shared = owners.values().stream().filter(n -> n > 1).count();
        long sharers = pools.stream()
                .filter(pool -> pool.stream().anyMatch(key -> owners.get(key) > 1))
                .count();
        int distinct = owners.size();
        return new Profile.KeyColumn(
                column.name(),
                distinct,
                pairs / (double) log.entities(),
                pairs / (double) Math.max(1, distinct),
                sharers < k ? 0 : shared / (double) distinct,
                missing(values));
    }

    private List<Profile.Rule> rules(BalanceRule balance, List<TimeColumn> times) {
        List<Profile.Rule> rules = new ArrayList<>();
        if (balance != null) {
            Column column = layout.column(balance.column());
            int scale = ((ColumnFormat.Decimal) column.format()).scale();
            rules.add(new Profile.Rule(
                    column.name(),
                    "the entity's last " + column.name() + ", "
                            + signs(balance, 1, "plus ") + signs(balance, -1, "minus ")
                            + "hardly below "
                            + BigDecimal.valueOf(balance.least(), scale).toPlainString()));
        }
        for (TimeColumn time : times) {
            String name = layout.column(time.column()).name();
            String of = layout.column(layout.timeIndex()).name();
            rules.add(new Profile.Rule(
                    name,
                    time.unitMicros() == 0
                            ? of + " of the entity's first event"
                            : "whole units of "
                                    + BigDecimal.valueOf(time.unitMicros(), 6)
                                            .stripTrailingZeros()
                                            .toPlainString() + " s of " + of + " since the reference's start"));
        }
        return rules;
    }

    private String signs(BalanceRule balance, int sign, String word) {
        long tokens =
                Arrays.stream(balance.signByToken()).filter(s -> s == sign).count();
        String amount = layout.column(shape.numericColumns()[balance.mark()]).name();
        return tokens == 0 ? "" : word + amount + " in " + tokens + (tokens == 1 ? " token, " : " tokens, ");
    }
}
