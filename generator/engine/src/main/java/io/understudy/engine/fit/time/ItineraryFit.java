package io.understudy.engine.fit.time;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.chain.Itineraries;
import io.understudy.model.chain.WallClock;
import java.util.ArrayList;
import java.util.List;

/** Learns which classes few entities go through: one itinerary an entity, told by the runs of its classes. */
public final class ItineraryFit {
    private static final long TIMED_MICROS =
            3_600 * WallClock.SECOND; // from which on a normal stage is measured in time

    private final FitData data;

    public ItineraryFit(FitData data) {
        this.data = data;
    }

    /** The itineraries; null where there is one class alone, or entities change their class too often for a plan. */
    public Itineraries fit() {
        List<Integer> classes = new ArrayList<>();
        List<Integer> events = new ArrayList<>();
        List<Integer> seconds = new ArrayList<>();
        List<Integer> lastTokens = new ArrayList<>();
        int n = data.log.entities();
        int[] starts = new int[n + 1];
        int statics = data.statics.length;
        long[] cells = new long[n * statics];
        double[] life = new double[n];
        int[] startByCluster = new int[data.shape.clusters() + 1];
        int used = 0;
        for (int c = 0; c < data.shape.clusters(); c++) {
            for (int e = 0; e < n; e++) {
                if (data.cluster[e] == c) {
                    stages(e, classes, events, seconds, lastTokens);
                    for (int i = 0; i < statics; i++) {
                        cells[used * statics + i] = data.statics[i][e];
                    }
                    long first = data.timeMicros(data.log.firstRow(e));
                    life[used] = (data.timeMicros(data.log.endRow(e) - 1) - first) / (double) WallClock.SECOND;
                    starts[++used] = classes.size();
                }
            }
            startByCluster[c + 1] = used;
        }
        boolean rare = classes.stream().anyMatch(label -> label > 0);
        return !rare || classes.size() > Itineraries.MOST_STAGES
                ? null
                : new Itineraries(
                        startByCluster,
                        statics,
                        cells,
                        life,
                        starts,
                        ints(classes),
                        ints(events),
                        ints(seconds),
                        ints(lastTokens));
    }

    private void stages(
            int entity, List<Integer> classes, List<Integer> events, List<Integer> seconds, List<Integer> lastTokens) {
        int from = data.log.firstRow(entity);
        for (int place = from; place < data.log.endRow(entity); place++) {
            boolean last = place + 1 == data.log.endRow(entity);
            if (last || data.ownLabel[place + 1] != data.ownLabel[place]) {
                long micros = last ? 0 : data.timeMicros(place + 1) - data.timeMicros(from);
                boolean timed = data.ownLabel[place] == 0 && micros >= TIMED_MICROS;
                classes.add(data.ownLabel[place]);
                events.add(timed ? 0 : last && data.ownLabel[place] == 0 ? Integer.MAX_VALUE : place + 1 - from);
                seconds.add(timed ? (int) (micros / WallClock.SECOND) : 0);
                lastTokens.add(data.token[place]);
                from = place + 1;
            }
        }
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
