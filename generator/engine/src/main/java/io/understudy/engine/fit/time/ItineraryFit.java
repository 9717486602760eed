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
    private final List<Integer> classes = new ArrayList<>();
    private final List<Integer> events = new ArrayList<>();
    private final List<Integer> seconds = new ArrayList<>();
    private final List<Integer> firstSteps = new ArrayList<>();
    private final List<Integer> tokens = new ArrayList<>();
    private final List<Long> gaps = new ArrayList<>();

    public ItineraryFit(FitData data) {
        this.data = data;
    }

    /** The itineraries; null where there is one class alone, or entities change their class too often for a plan. */
    public Itineraries fit() {
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
                    noteStages(e);
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
        firstSteps.add(tokens.size());
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
                        ints(firstSteps),
                        ints(tokens),
                        gaps.stream().mapToLong(Long::longValue).toArray());
    }

    private void noteStages(int entity) {
        int from = data.log.firstRow(entity);
        int end = data.log.endRow(entity);
        for (int place = from; place < end; place++) {
            boolean last = place + 1 == end;
            if (last || data.ownLabel[place + 1] != data.ownLabel[place]) {
                long micros = last ? 0 : data.timeMicros(place + 1) - data.timeMicros(from);
                boolean timed = data.ownLabel[place] == 0 && micros >= TIMED_MICROS;
                boolean open = last && data.ownLabel[place] == 0;
                classes.add(data.ownLabel[place]);
                events.add(timed ? 0 : open ? Integer.MAX_VALUE : place + 1 - from);
                seconds.add(timed ? (int) (micros / WallClock.SECOND) : 0);
                firstSteps.add(tokens.size());
                if (!timed && !open) {
                    noteSteps(entity, from, place + 1);
                }
                from = place + 1;
            }
        }
    }

    /** Notes the steps of a stage of few events that are all known. */
    private void noteSteps(int entity, int from, int to) {
        boolean known = to - from <= Itineraries.MOST_STEPS && !data.shape.dateOnly();
        for (int place = from; place < to && known; place++) {
            known = data.token[place] >= 0;
        }
        for (int place = from; place < to && known; place++) {
            boolean first = place == data.log.firstRow(entity);
            tokens.add(data.token[place]);
            gaps.add(first ? 0 : data.timeMicros(place) - data.timeMicros(place - 1));
        }
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
