package io.understudy.engine.reference;

import io.understudy.model.ColumnRole;
import io.understudy.model.InputException;
import io.understudy.model.NearestName;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the user says about a reference; all that is left out is found by profiling.
 *
 * @param name of the data; empty for the stem of the first file
 * @param columnsByRole names of the columns that have a role, in order. The first label column holds the classes. A
 *     role that is absent is found; the single name {@link #NONE} says that no column has it
 * @param statics names of columns that are constant within an entity
 * @param sql query that makes the log from the files, each a view named by its stem; empty to read the files as they are
 * @param zone of wall-clock times without offset, and of the calendar; empty for UTC or the zone found
 * @param decimalMark point or comma
 * @param k fewest entities that anything learned may rest on, at least 1
 */
public record ReferenceSpec(
        String name,
        Map<ColumnRole, List<String>> columnsByRole,
        List<String> statics,
        String sql,
        String zone,
        char decimalMark,
        int k) {

    /** Stands for "no column" where a role's columns are named. */
    public static final String NONE = "none";

    /** Entities that everything rests on unless told otherwise. */
    public static final int DEFAULT_K = 5;

    public ReferenceSpec {
        Map<ColumnRole, List<String>> copy = new EnumMap<>(ColumnRole.class);
        columnsByRole.forEach((role, columns) -> copy.put(role, List.copyOf(columns)));
        columnsByRole = Map.copyOf(copy);
        statics = List.copyOf(statics);
        if (decimalMark != '.' && decimalMark != ',') {
            throw new InputException("decimal mark \"" + decimalMark + "\" must be a point or a comma");
        }
        if (k < 1) {
            throw new InputException("k is " + k + "; it counts entities and must be at least 1");
        }
        if (!zone.isEmpty() && !ZoneRulesProvider.getAvailableZoneIds().contains(zone) && !isOffset(zone)) {
            throw new InputException("zone \"" + zone + "\" is not known"
                    + NearestName.of(zone, ZoneRulesProvider.getAvailableZoneIds())
                            .map(nearest -> "; did you mean \"" + nearest + "\"?")
                            .orElse("; give a name such as Europe/Berlin, or an offset such as +01:00"));
        }
        checkOneRoleEach(columnsByRole);
        if (columnsByRole.getOrDefault(ColumnRole.TIME, List.of()).size() > 1) {
            throw new InputException("time names the columns " + columnsByRole.get(ColumnRole.TIME)
                    + "; an event log has one; join them by --sql");
        }
    }

    private static boolean isOffset(String zone) {
        try {
            return ZoneId.of(zone).getRules().isFixedOffset();
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void checkOneRoleEach(Map<ColumnRole, List<String>> columnsByRole) {
        Map<String, ColumnRole> roleByColumn = new HashMap<>();
        for (ColumnRole role : ColumnRole.values()) {
            for (String column : columnsByRole.getOrDefault(role, List.of())) {
                ColumnRole other = roleByColumn.put(column, role);
                if (other != null && !column.equals(NONE)) {
                    throw new InputException("column " + column + " is named as " + word(other) + " and as "
                            + word(role) + "; a column has one role");
                }
            }
        }
    }

    private static String word(ColumnRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** A specification that leaves everything to be found. */
    public static ReferenceSpec found() {
        return new ReferenceSpec("", Map.of(), List.of(), "", "", '.', DEFAULT_K);
    }

    /** This with the columns of one role named; an empty list changes nothing. */
    public ReferenceSpec with(ColumnRole role, List<String> columns) {
        if (columns.isEmpty()) {
            return this;
        }
        Map<ColumnRole, List<String>> roles = new EnumMap<>(ColumnRole.class);
        roles.putAll(columnsByRole);
        roles.put(role, columns);
        return new ReferenceSpec(name, roles, statics, sql, zone, decimalMark, k);
    }

    public ReferenceSpec with(ColumnRole role, String... columns) {
        return with(role, List.of(columns));
    }

    public ReferenceSpec withName(String other) {
        return new ReferenceSpec(other, columnsByRole, statics, sql, zone, decimalMark, k);
    }

    public ReferenceSpec withStatics(List<String> columns) {
        return new ReferenceSpec(name, columnsByRole, columns, sql, zone, decimalMark, k);
    }

    public ReferenceSpec withSql(String query) {
        return new ReferenceSpec(name, columnsByRole, statics, query, zone, decimalMark, k);
    }

    public ReferenceSpec withZone(String other) {
        return new ReferenceSpec(name, columnsByRole, statics, sql, other, decimalMark, k);
    }

    public ReferenceSpec withDecimalMark(char mark) {
        return new ReferenceSpec(name, columnsByRole, statics, sql, zone, mark, k);
    }

    public ReferenceSpec withK(int entities) {
        return new ReferenceSpec(name, columnsByRole, statics, sql, zone, decimalMark, entities);
    }

    /** True where the user says which columns have {@code role}, or that none has. */
    boolean names(ColumnRole role) {
        return columnsByRole.containsKey(role);
    }

    /** The columns named for {@code role}; empty if none has it or nothing is said. */
    List<String> columns(ColumnRole role) {
        List<String> columns = columnsByRole.getOrDefault(role, List.of());
        return columns.equals(List.of(NONE)) ? List.of() : columns;
    }

    /** The role that the user gives a column, or null. */
    ColumnRole role(String column) {
        for (ColumnRole role : ColumnRole.values()) {
            if (columns(role).contains(column)) {
                return role;
            }
        }
        return null;
    }

    /**
     * Checks that every named column exists.
     *
     * @throws InputException naming the nearest column if one does not
     */
    void checkColumns(String source, List<String> known) {
        List<String> named = new ArrayList<>(statics);
        for (ColumnRole role : ColumnRole.values()) {
            named.addAll(columns(role));
        }
        for (String column : named) {
            if (!known.contains(column)) {
                throw new InputException(source + " has no column \"" + column + "\"; "
                        + NearestName.of(column, known)
                                .map(nearest -> "did you mean \"" + nearest + "\"? Columns")
                                .orElse("columns")
                        + " are " + String.join(", ", known));
            }
        }
    }
}
