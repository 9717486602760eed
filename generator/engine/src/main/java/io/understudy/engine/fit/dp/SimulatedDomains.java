package io.understudy.engine.fit.dp;

import io.understudy.engine.reference.EventLog;
import io.understudy.engine.simulate.Simulation;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.chain.WallClock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is public of the logs that this program simulates itself: their domains, and their span in whole days. */
final class SimulatedDomains {
    private static final double MOST = 1e6;

    private SimulatedDomains() {}

    /** Settings for a log with the columns of a simulated one; null for any other. */
    static PrivacySettings settings(double epsilon, double delta, EventLog log) {
        List<String> names = log.layout().columns().stream().map(Column::name).toList();
        EventLayout layout = Simulation.layouts(log.entities()).stream()
                .filter(known ->
                        known.columns().stream().map(Column::name).toList().equals(names))
                .findFirst()
                .orElse(null);
        if (layout == null) {
            return null;
        }
        Map<String, ColumnRole> roles = new HashMap<>();
        Map<String, Domain> domains = new HashMap<>();
        for (Column column : layout.columns()) {
            roles.put(column.name(), column.role());
            Domain domain = domain(column, log);
            if (domain != null) {
                domains.put(column.name(), domain);
            }
        }
        return new PrivacySettings(epsilon, delta, roles, Set.of(), new Domains(domains));
    }

    private static Domain domain(Column column, EventLog log) {
        if (column.role() == ColumnRole.TIME) {
            return span(log);
        }
        if (column.format() instanceof ColumnFormat.Decimal decimal) {
            return new Domain.Range(0, MOST, decimal.scale());
        }
        if (column.format() instanceof ColumnFormat.Dictionary dictionary) {
            List<String> values = dictionary.values();
            if (column.role() == ColumnRole.ENTITY || column.role() == ColumnRole.KEY) {
                String name = values.get(0);
                int digits = 0;
                while (digits < name.length() && Character.isDigit(name.charAt(name.length() - 1 - digits))) {
                    digits++;
                }
                return new Domain.Names(name.substring(0, name.length() - digits), digits, values.size());
            }
            return new Domain.Values(values);
        }
        return null;
    }

    private static Domain.Span span(EventLog log) {
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (int row = 0; row < log.rows(); row++) {
            start = Math.min(start, log.timeMicros(row));
            end = Math.max(end, log.timeMicros(row));
        }
        return new Domain.Span(
                LocalDate.ofEpochDay(Math.floorDiv(start, WallClock.DAY)),
                LocalDate.ofEpochDay(Math.floorDiv(end, WallClock.DAY) + 1));
    }
}
