package io.understudy.engine.fit.time;

import io.understudy.engine.fit.past.FitData;
import io.understudy.model.chain.RunLaw;
import java.util.ArrayList;
import java.util.List;

/** Learns how long the runs of rare classes are, where entities are few and runs long. */
public final class RunFit {
    private static final double LEAST_MEAN = 32; // events: the end of shorter runs is left to the law of the class

    private final FitData data;
    private final int k;

    public RunFit(FitData data, int k) {
        this.data = data;
        this.k = k;
    }

    /** The law; null where no runs are long. */
    public RunLaw fit() {
        int classes = data.shape.classes();
        List<List<int[]>> runsByCell = new ArrayList<>(); // {length, entity}
        for (int cell = 0; cell < data.shape.clusters() * classes; cell++) {
            runsByCell.add(new ArrayList<>());
        }
        for (int e = 0; e < data.log.entities(); e++) {
            int run = 0;
            for (int place = data.log.firstRow(e); place < data.log.endRow(e); place++) {
                run++;
                boolean last = place + 1 == data.log.endRow(e) || data.ownLabel[place + 1] != data.ownLabel[place];
                if (last) {
                    runsByCell
                            .get(data.cluster[e] * classes + data.ownLabel[place])
                            .add(new int[] {run, e});
                    run = 0;
                }
            }
        }
        int[] start = new int[runsByCell.size() + 1];
        int[] most = new int[runsByCell.size()];
        List<Integer> lengths = new ArrayList<>();
        for (int cell = 0; cell < runsByCell.size(); cell++) {
            List<int[]> runs = runsByCell.get(cell);
            double mean = runs.stream().mapToInt(r -> r[0]).average().orElse(0);
            if (cell % classes > 0 && mean >= LEAST_MEAN && owners(runs) >= k) {
                lengths.addAll(means(runs));
            }
            start[cell + 1] = lengths.size();
            most[cell] = most(runs);
        }
        return lengths.isEmpty()
                ? null
                : new RunLaw(
                        classes,
                        start,
                        lengths.stream().mapToInt(Integer::intValue).toArray(),
                        most);
    }

    /** The k-th largest number of runs of an entity. */
    private int most(List<int[]> runs) {
        int[] byEntity = new int[data.log.entities()];
        runs.forEach(run -> byEntity[run[1]]++);
        java.util.Arrays.sort(byEntity);
        return byEntity[Math.max(0, byEntity.length - k)];
    }

    private static long owners(List<int[]> runs) {
        return runs.stream().mapToInt(r -> r[1]).distinct().count();
    }

    /** Means of neighbours in length, each of runs of k entities. */
    private List<Integer> means(List<int[]> runs) {
        List<int[]> sorted = new ArrayList<>(runs);
        sorted.sort((a, b) -> Integer.compare(a[0], b[0]));
        List<Integer> means = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= sorted.size(); to++) {
            boolean rest = to < sorted.size() && owners(sorted.subList(to, sorted.size())) < k;
            if (!rest && owners(sorted.subList(from, to)) >= k) {
                double mean = sorted.subList(from, to).stream()
                        .mapToInt(r -> r[0])
                        .average()
                        .orElseThrow();
                means.add((int) Math.round(mean));
                from = to;
            }
        }
        return means;
    }
}
