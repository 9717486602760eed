package io.understudy.engine.fit.dp;

import java.util.Arrays;

/**
 * Groups of entities by how many events they have and by the level of their first number. The borders are quantiles of
 * noised tables, so that an entity's group depends on itself and on what was released.
 */
final class EntityGroups {
    private static final int MOST_BY_SIZE = 10;
    private static final int MOST_BY_LEVEL = 12;
    private static final int ENTITIES_PER_SIZE = 50;
    private static final int ENTITIES_PER_GROUP = 100;

    private final Opening opening;
    private final int[] sizeGroup; // [size class]
    private final int[] levelGroup; // [level]
    final int bySize;
    final int byLevel;

    EntityGroups(Opening opening, int entities) {
        this.opening = opening;
        int sizes = Math.max(1, entities / ENTITIES_PER_SIZE);
        sizeGroup = groups(opening.sizes, Math.min(MOST_BY_SIZE, sizes));
        bySize = sizeGroup[sizeGroup.length - 1] + 1;
        levelGroup = opening.levels == null
                ? new int[Opening.LEVELS]
                : groups(opening.levels, Math.min(MOST_BY_LEVEL, Math.max(1, entities / ENTITIES_PER_GROUP / bySize)));
        byLevel = levelGroup[levelGroup.length - 1] + 1;
    }

    /** Groups of neighbouring cells with about equal counts. // [cell] */
    private static int[] groups(double[] table, int wanted) {
        double total = Arrays.stream(table).sum();
        int[] group = new int[table.length];
        double below = 0;
        double begun = 0;
        int at = 0;
        for (int cell = 0; cell < group.length; cell++) {
            if (below - begun >= total / wanted * 0.999 && total - below >= total / wanted * 0.5) {
                at++;
                begun = below;
            }
            group[cell] = at;
            below += table[cell];
        }
        return group;
    }

    int count() {
        return bySize * byLevel;
    }

    int of(int entity) {
        int events = opening.log.first[entity + 1] - opening.log.first[entity];
        int size = events == 0 ? 0 : sizeGroup[Opening.sizeClass(events)];
        return size * byLevel + levelGroup[Math.max(0, opening.level(entity))];
    }

    /** Mean number of events of the groups by size, as far as the noised sizes tell; 0 where they do not. // [size group] */
    double[] sizes() {
        double[] events = new double[bySize];
        double[] entities = new double[bySize];
        for (int c = 0; c < sizeGroup.length; c++) {
            events[sizeGroup[c]] += opening.sizes[c] * Opening.sizeOf(c);
            entities[sizeGroup[c]] += opening.sizes[c];
        }
        for (int g = 0; g < bySize; g++) {
            events[g] /= Math.max(1, entities[g]);
        }
        return events;
    }

    /** The parts of a group's number, as traits of a cluster. // [group * 2 + trait] */
    double[] traits() {
        double[] traits = new double[count() * 2];
        for (int group = 0; group < count(); group++) {
            traits[2 * group] = group / byLevel;
            traits[2 * group + 1] = group % byLevel;
        }
        return traits;
    }
}
