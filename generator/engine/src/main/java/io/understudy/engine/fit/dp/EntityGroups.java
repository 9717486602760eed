package io.understudy.engine.fit.dp;

/**
 * Groups of entities by how many events they have and by the level of their first number. The borders are quantiles of
 * noised tables, so that an entity's group depends on itself and on what was released.
 */
final class EntityGroups {
    private static final int MOST_BY_SIZE = 10;
    private static final int MOST_BY_LEVEL = 12;
    private static final int ENTITIES_PER_GROUP = 400;

    private final Opening opening;
    private final int[] sizeGroup; // [size class]
    private final int[] levelGroup; // [level]
    final int bySize;
    final int byLevel;

    EntityGroups(Opening opening, int entities) {
        this.opening = opening;
        int wanted = Math.max(1, entities / ENTITIES_PER_GROUP);
        sizeGroup = groups(opening.sizes, Math.min(MOST_BY_SIZE, wanted));
        bySize = sizeGroup[sizeGroup.length - 1] + 1;
        levelGroup = opening.levels == null
                ? new int[Opening.LEVELS]
                : groups(opening.levels, Math.min(MOST_BY_LEVEL, Math.max(1, wanted / bySize)));
        byLevel = levelGroup[levelGroup.length - 1] + 1;
    }

    /** Groups of neighbouring cells with about equal counts. // [cell] */
    private static int[] groups(NoisedTable table, int wanted) {
        double total = table.total();
        int[] group = new int[table.counts().length];
        double below = 0;
        double begun = 0;
        int at = 0;
        for (int cell = 0; cell < group.length; cell++) {
            if (below - begun >= total / wanted * 0.999 && total - below >= total / wanted * 0.5) {
                at++;
                begun = below;
            }
            group[cell] = at;
            below += table.count(cell);
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
