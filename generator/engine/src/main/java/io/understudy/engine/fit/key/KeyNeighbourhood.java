package io.understudy.engine.fit.key;

import io.understudy.engine.fit.tree.TreeGrower;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures whether entities that share one key share more than chance brings (neighbours in a town, hosts of a network),
 * and among how many keys an entity's own lie then. On a plane where entities see all keys of a square around them, two
 * that share a key have 4/9 of a square in common in the mean, weighed by what they share.
 */
final class KeyNeighbourhood {
    /** Keys that more than one in so many entities use are nobody's neighbours. */
    static final int HUB = 10;

    private static final int MOST_PAIRS = 20_000;
    private static final double OVERLAP = 4 / 9.0;
    private static final double LEAST_COMMON = 1; // further keys in common
    private static final double SURPRISE = 3; // times what strangers have in common

    private final List<Set<Long>> pools;
    private final Map<Long, Integer> degree;
    private final int hub;

    /**
     * @param pools keys of each entity
     * @param degree entities of each key
     * @param hub degree above which keys do not count
     */
    KeyNeighbourhood(List<Set<Long>> pools, Map<Long, Integer> degree, int hub) {
        this.pools = pools;
        this.degree = degree;
        this.hub = hub;
    }

    /** Keys, those of hubs apart, among which an entity's own lie; 0 if that is all of them. */
    double keys() {
        Map<Long, List<Integer>> users = new HashMap<>();
        int[] local = new int[pools.size()];
        for (int e = 0; e < pools.size(); e++) {
            for (long key : pools.get(e)) {
                if (counts(key)) {
                    users.computeIfAbsent(key, k -> new ArrayList<>()).add(e);
                    local[e]++;
                }
            }
        }
        List<Long> keys = new ArrayList<>(users.keySet());
        Collections.sort(keys);
        if (keys.size() < 2) {
            return 0;
        }
        double common = 0;
        double strange = 0;
        double squares = 0;
        long state = 1;
        for (int pair = 0; pair < MOST_PAIRS; pair++) {
            List<Integer> here =
                    users.get(keys.get((int) Math.floorMod(state = TreeGrower.mix(state + pair), (long) keys.size())));
            List<Integer> there =
                    users.get(keys.get((int) Math.floorMod(state = TreeGrower.mix(state + pair), (long) keys.size())));
            int first = (int) Math.floorMod(state = TreeGrower.mix(state + pair), (long) here.size());
            int second = (int) Math.floorMod(state = TreeGrower.mix(state + pair), here.size() - 1L);
            int e = here.get(first);
            int neighbour = here.get(second < first ? second : second + 1);
            int stranger = there.get((int) Math.floorMod(state = TreeGrower.mix(state + pair), (long) there.size()));
            common += common(e, neighbour) - 1;
            strange += e == stranger ? 0 : common(e, stranger);
            squares += (double) local[e] * local[neighbour];
        }
        boolean near = common >= LEAST_COMMON * MOST_PAIRS && common > SURPRISE * (strange + 0.1 * MOST_PAIRS);
        return near ? Math.max(OVERLAP * squares / common, upperEnd(local)) : 0;
    }

    private boolean counts(long key) {
        int users = degree.get(key);
        return users >= 2 && users <= hub;
    }

    private int common(int e, int f) {
        Set<Long> less = pools.get(e).size() < pools.get(f).size() ? pools.get(e) : pools.get(f);
        Set<Long> more = less == pools.get(e) ? pools.get(f) : pools.get(e);
        int both = 0;
        for (long key : less) {
            both += counts(key) && more.contains(key) ? 1 : 0;
        }
        return both;
    }

    /** Keys of an entity that has more than 95 in 100. */
    private static int upperEnd(int[] local) {
        int[] sorted = local.clone();
        java.util.Arrays.sort(sorted);
        return sorted[(int) (0.95 * (sorted.length - 1))];
    }
}
