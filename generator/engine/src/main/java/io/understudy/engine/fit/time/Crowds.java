package io.understudy.engine.fit.time;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.chain.WallClock;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** How many events an entity may have at once, or on one day: no more than k entities ever had. */
final class Crowds {
    private final FitData data;
    private final WallClock clock;
    private final int k;

    Crowds(FitData data, WallClock clock, int k) {
        this.data = data;
        this.clock = clock;
        this.k = k;
    }

    /** On one local day. // [cluster] */
    int[] byDay() {
        return kthLargest(place -> day(place) == day(place - 1));
    }

    /** At one instant. // [cluster] */
    int[] byInstant() {
        return kthLargest(place -> data.timeMicros(place) == data.timeMicros(place - 1));
    }

    private long day(int place) {
        return WallClock.day(clock.local(data.timeMicros(place)));
    }

    /**
     * The k-th largest of the entities' largest numbers of events together; among those of the cluster where laws go by
     * cluster. // [cluster]
     */
    private int[] kthLargest(IntPredicate withTheLast) {
        int[] most = new int[data.log.entities()];
        for (int e = 0; e < most.length; e++) {
            int together = 0;
            for (int p = data.log.firstRow(e); p < data.log.endRow(e); p++) {
                together = p > data.log.firstRow(e) && withTheLast.test(p) ? together + 1 : 1;
                most[e] = Math.max(most[e], together);
            }
        }
        int[] crowd = new int[data.shape.clusters()];
        for (int c = 0; c < crowd.length; c++) {
            int cluster = c;
            int[] sorted = IntStream.range(0, most.length)
                    .filter(e -> !data.byKind() || data.cluster[e] == cluster)
                    .map(e -> most[e])
                    .sorted()
                    .toArray();
            crowd[c] = sorted[Math.max(0, sorted.length - k)];
        }
        return crowd;
    }

    static int most(int[] crowdByCluster) {
        return Arrays.stream(crowdByCluster).max().orElseThrow();
    }
}
