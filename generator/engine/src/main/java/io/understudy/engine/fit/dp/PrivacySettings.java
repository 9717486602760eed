package io.understudy.engine.fit.dp;

import io.understudy.engine.reference.EventLog;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.model.Column;
import io.understudy.model.ColumnRole;
import io.understudy.model.InputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a private fit is asked for and told.
 *
 * @param epsilon how much the model may tell of one entity
 * @param delta how likely it may tell more; 0 for a tenth of one over the number of entities
 * @param roles of all columns, by name
 * @param statics names of columns that are constant within an entity
 * @param domains of the columns that are modelled
 */
public record PrivacySettings(
        double epsilon, double delta, Map<String, ColumnRole> roles, Set<String> statics, Domains domains) {
    public PrivacySettings {
        roles = Map.copyOf(roles);
        statics = Set.copyOf(statics);
        if (delta != 0) {
            Accountant.rho(epsilon, delta);
        } else {
            Accountant.rho(epsilon, 0.1);
        }
    }

    double deltaFor(int entities) {
        return delta == 0 ? 0.1 / entities : delta;
    }

    /**
     * Settings by what {@code spec} and {@code domains} declare of {@code log}, or by what is public of a simulated log.
     *
     * @throws InputException naming a column whose role is not declared
     */
    public static PrivacySettings of(double epsilon, double delta, EventLog log, ReferenceSpec spec, Domains domains) {
        PrivacySettings simulated = SimulatedDomains.settings(epsilon, delta, log);
        if (simulated != null
                && spec.columnsByRole().isEmpty()
                && domains.byColumn().isEmpty()) {
            return simulated;
        }
        Map<String, ColumnRole> roles = new LinkedHashMap<>();
        spec.columnsByRole().forEach((role, columns) -> columns.forEach(column -> roles.put(column, role)));
        List<Column> columns = log.layout().columns();
        for (Column column : columns) {
            if (!roles.containsKey(column.name())) {
                throw new InputException("--epsilon needs the role of column " + column.name()
                        + ", since it must not be found in the data; name it in --spec or by a flag such as --categorical "
                        + column.name() + ", or leave it out by --ignore " + column.name());
            }
        }
        return new PrivacySettings(epsilon, delta, roles, Set.copyOf(spec.statics()), domains);
    }
}
