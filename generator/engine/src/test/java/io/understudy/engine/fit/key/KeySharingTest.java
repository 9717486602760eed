package io.understudy.engine.fit.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.SmallLog;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.chain.KeyLaw;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are shared as often as in the reference, and with neighbours where the reference has neighbours. */
class KeySharingTest {
    private static final int ENTITIES = 400;
    private static final int SIDE = 60; // keys lie on a plane of 3,600
    private static final int REACH = 6; // an entity uses keys of a square of 36 around it
    private static final int USED = 30;

    /** Each entity uses 30 keys, of a square around it or of anywhere. */
    private static EventLog log(boolean neighbours) {
        SplittableRandom random = new SplittableRandom(3);
        SmallLog log = new SmallLog().number("key", ColumnRole.KEY);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int x = random.nextInt(SIDE);
            int y = random.nextInt(SIDE);
            Set<Integer> used = new HashSet<>();
            while (used.size() < USED) {
                int column = neighbours ? (x + random.nextInt(REACH)) % SIDE : random.nextInt(SIDE);
                int row = neighbours ? (y + random.nextInt(REACH)) % SIDE : random.nextInt(SIDE);
                used.add(column * SIDE + row);
            }
            long seconds = 0;
            for (int key : used) {
                log.row(seconds += 600, key);
            }
        }
        return log.build();
    }

    private static List<Set<Long>> pools(EventLog log) {
        List<Set<Long>> pools = new ArrayList<>();
        for (int e = 0; e < log.entities(); e++) {
            Set<Long> pool = new HashSet<>();
            for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                pool.add(log.value(2, row));
            }
            pools.add(pool);
        }
        return pools;
    }

    private static List<Set<Long>> drawn(KeyLaw law) {
        List<Set<Long>> pools = new ArrayList<>();
        for (int e = 0; e < ENTITIES; e++) {
            Set<Long> pool = new HashSet<>();
            for (int place = 0; place < USED; place++) {
                pool.add(law.key(11, 0, e, 0, place, ENTITIES));
            }
            pools.add(pool);
        }
        return pools;
    }

    private static KeyLaw fit(EventLog log) {
        return KeySharing.law(log, 2, null, new int[ENTITIES], 10);
    }

    /** Keys that two entities have in common, where they have any. */
    private static double common(List<Set<Long>> pools) {
        double pairs = 0;
        double common = 0;
        for (int e = 0; e < pools.size(); e++) {
            for (int f = e + 1; f < pools.size(); f++) {
                Set<Long> both = new HashSet<>(pools.get(e));
                both.retainAll(pools.get(f));
                pairs += both.isEmpty() ? 0 : 1;
                common += both.size();
            }
        }
        return common / pairs;
    }

    private static double keys(List<Set<Long>> pools) {
        Set<Long> all = new HashSet<>();
        pools.forEach(all::addAll);
        return all.size();
    }

    @Test
    void sharesWithNeighboursWhereTheReferenceDoes() {
        EventLog log = log(true);

        List<Set<Long>> drawn = drawn(fit(log));

        assertThat(common(pools(log))).isGreaterThan(6);
        assertThat(common(drawn)).isBetween(0.7 * common(pools(log)), 1.4 * common(pools(log)));
        assertThat(keys(drawn)).isBetween(0.9 * keys(pools(log)), 1.1 * keys(pools(log)));
        assertThat(drawn).allMatch(pool -> pool.size() >= USED - 2);
    }

    /** The control: strangers share as chance brings it. */
    @Test
    void sharesWithAnybodyWhereTheReferenceDoes() {
        EventLog log = log(false);

        KeyLaw law = fit(log);

        assertThat(law.windows()).containsOnly(0);
        assertThat(common(drawn(law))).isBetween(0.9 * common(pools(log)), 1.2 * common(pools(log)));
        assertThat(keys(drawn(law))).isBetween(0.95 * keys(pools(log)), 1.05 * keys(pools(log)));
    }

    /** Each entity uses 30 keys, popular ones the likelier. */
    private static EventLog popular() {
        SplittableRandom random = new SplittableRandom(5);
        SmallLog log = new SmallLog().number("key", ColumnRole.KEY);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            Set<Integer> used = new HashSet<>();
            while (used.size() < USED) {
                used.add((int) (4000 * Math.pow(random.nextDouble(), 3)));
            }
            long seconds = 0;
            for (int key : used) {
                log.row(seconds += 600, key);
            }
        }
        return log.build();
    }

    /** Users of the keys, most first. */
    private static int[] users(List<Set<Long>> pools) {
        Map<Long, Integer> users = new HashMap<>();
        pools.forEach(pool -> pool.forEach(key -> users.merge(key, 1, Integer::sum)));
        return users.values().stream()
                .sorted(Comparator.reverseOrder())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void keepsPopularKeysAndSeldomUsedOnes(int k) {
        EventLog log = popular();
        int[] users = users(pools(log));

        List<Set<Long>> drawn = drawn(KeySharing.law(log, 2, null, new int[ENTITIES], k));

        int[] drawnUsers = users(drawn);
        assertThat((double) drawnUsers.length).isBetween(0.93 * users.length, 1.07 * users.length);
        for (double rank : new double[] {0.002, 0.01, 0.05, 0.2}) {
            int at = (int) (rank * users.length);
            assertThat((double) drawnUsers[at]).isBetween(0.8 * users[at], 1.25 * users[at]);
        }
        assertThat(drawnUsers[users.length / 2]).isBetween(users[users.length / 2] - 1, users[users.length / 2] + 1);
        assertThat(drawn).allMatch(pool -> pool.size() >= USED - 3);
    }

    /** Some entities draw cash from the bank's one account, now and then; all pay to two accounts of their own. */
    private static EventLog cash(int drawing) {
        SmallLog log = new SmallLog().number("key", ColumnRole.KEY);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            log.row(600, 1000 + 2L * e).row(1200, 1001 + 2L * e);
            if (e < drawing) {
                log.row(1800, 7);
            }
        }
        return log.build();
    }

    private static int[] tokenByRow(EventLog log) {
        int[] tokens = new int[log.rows()];
        for (int row = 0; row < tokens.length; row++) {
            tokens[row] = log.value(2, row) == 7 ? 1 : 0;
        }
        return tokens;
    }

    /** Distinct keys that all entities have at their first places with a token. */
    private static int keys(KeyLaw law, int token) {
        Set<Long> keys = new HashSet<>();
        for (int e = 0; e < ENTITIES; e++) {
            for (int place = 0; place < 2; place++) {
                keys.add(law.key(11, 0, e, 0, token, place, ENTITIES));
            }
        }
        return keys.size();
    }

    @Test
    void sharesTheKeysOfATokenAsThatTokenDoes() {
        EventLog log = cash(60);

        KeyLaw law = KeySharing.law(log, 2, null, new int[ENTITIES], tokenByRow(log), 10);

        assertThat(keys(law, 1)).isEqualTo(1);
        assertThat(keys(law, 0)).isEqualTo(2 * ENTITIES);
    }

    /** Keys that a handful have with a neighbour are too few to tell of; that makes no further banks. */
    @Test
    void oneKeyOfManyStaysOne() {
        SmallLog log = new SmallLog().number("key", ColumnRole.KEY);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            log.row(600, 1000 + 2L * e).row(1200, e < 4 ? 3000 + e / 2 : 1001 + 2L * e);
            if (e % 10 == 0) {
                log.row(1800, 7);
            }
        }
        EventLog built = log.build();

        List<Set<Long>> drawn = new ArrayList<>();
        KeyLaw law = KeySharing.law(built, 2, null, new int[ENTITIES], 5);
        for (int e = 0; e < ENTITIES; e++) {
            drawn.add(Set.of(law.key(11, 0, e, 0, 0, ENTITIES), law.key(11, 0, e, 0, 1, ENTITIES)));
        }

        assertThat(users(drawn)[0]).isGreaterThan(20);
        assertThat(users(drawn)[1]).isLessThan(5);
    }

    /** The control: what fewer than k entities do with a token is nothing of its own. */
    @Test
    void sharesAlikeWhereFewEntitiesHaveTheToken() {
        EventLog log = cash(9);

        KeyLaw law = KeySharing.law(log, 2, null, new int[ENTITIES], tokenByRow(log), 10);

        assertThat(law.byToken()).isNull();
        assertThat(keys(law, 1)).isEqualTo(keys(law, 0));
    }
}
