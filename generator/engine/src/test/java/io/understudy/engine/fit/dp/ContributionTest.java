package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sensitivity of clipped tables, by brute force on small ones. */
class ContributionTest {
    private static final int CELLS = 7;

    private static int[][] entities(SplittableRandom random) {
        int[][] entities = new int[1 + random.nextInt(6)][];
        for (int e = 0; e < entities.length; e++) {
            entities[e] = new int[random.nextInt(30)];
            int favourite = random.nextInt(CELLS);
            for (int i = 0; i < entities[e].length; i++) {
                entities[e][i] = random.nextInt(3) == 0 ? favourite : random.nextInt(CELLS);
            }
        }
        return entities;
    }

    private static int[] table(int[][] entities, int without, long clipSquared) {
        int[] table = new int[CELLS];
        Contribution contribution = new Contribution();
        for (int e = 0; e < entities.length; e++) {
            if (e != without) {
                for (int cell : entities[e]) {
                    contribution.add(cell);
                }
                contribution.addTo(table, clipSquared);
                contribution.clear();
            }
        }
        return table;
    }

    private static long squaredDistance(int[] a, int[] b) {
        long distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance += (long) (a[i] - b[i]) * (a[i] - b[i]);
        }
        return distance;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void removingAnyEntityMovesTheTableByTheClipAtMost(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean reached = false;
        for (int trial = 0; trial < 2_000; trial++) {
            int[][] entities = entities(random);
            long clipSquared = 1 + random.nextInt(60);
            int[] all = table(entities, -1, clipSquared);
            for (int e = 0; e < entities.length; e++) {
                long moved = squaredDistance(all, table(entities, e, clipSquared));
                assertThat(moved).isLessThanOrEqualTo(clipSquared);
                reached |= moved == clipSquared;
            }
        }
        assertThat(reached).as("the bound is tight").isTrue();
    }

    /** The control: without a clip the same entities break the bound. */
    @ParameterizedTest
    @ValueSource(longs = {1})
    void withoutAClipTheBoundBreaks(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean broken = false;
        for (int trial = 0; trial < 100; trial++) {
            int[][] entities = entities(random);
            int[] all = table(entities, -1, Long.MAX_VALUE);
            broken |= squaredDistance(all, table(entities, 0, Long.MAX_VALUE)) > 60;
        }
        assertThat(broken).isTrue();
    }

    /** What an entity keeps does not hang on who else is there. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsAddUpOverEntities(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] entities = entities(random);
        int[] sum = new int[CELLS];
        for (int[] one : entities) {
            int[] alone = table(new int[][] {one}, -1, 9);
            for (int c = 0; c < CELLS; c++) {
                sum[c] += alone[c];
            }
        }

        assertThat(table(entities, -1, 9)).isEqualTo(sum);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsAllEventsUnderAWideClipAndNearlyTheNormUnderATightOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Contribution contribution = new Contribution();
        int events = 20 + random.nextInt(40);
        for (int i = 0; i < events; i++) {
            contribution.add(random.nextInt(CELLS));
        }

        int[] wide = new int[CELLS];
        contribution.addTo(wide, contribution.squaredNorm());
        int[] tight = new int[CELLS];
        contribution.addTo(tight, contribution.squaredNorm() / 4);

        assertThat(java.util.Arrays.stream(wide).sum()).isEqualTo(events);
        assertThat(java.util.Arrays.stream(tight).sum()).isBetween(events / 3, events * 2 / 3);
    }
}
