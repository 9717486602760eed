package io.understudy.model.table;

import java.util.ArrayList;
import java.util.List;

/** Makes the law of classes that starts rare ones more often: the odds of every start are multiplied. */
final class RareTilt {
    private RareTilt() {}

    /** The law with {@code odds}; its first feature is the last event's class. */
    static RowTable of(RowTable law, double odds) {
        if (law == null || odds == 1) {
            return law;
        }
        int classes = law.outcomes();
        int[] rowByPair = new int[classes * law.rows().length];
        List<Integer> rows = new ArrayList<>();
        RowSlots slots = new RowSlots();
        char[] rowByCell = new char[law.rowByCell().length];
        for (int cell = 0; cell < rowByCell.length; cell++) {
            int last = lastClass(law, cell);
            int pair = last * law.rows().length + law.rowByCell()[cell];
            if (rowByPair[pair] == 0) {
                rows.add(slots.add(outcomes(classes), weights(law, law.rowByCell()[cell], last, odds)));
                rowByPair[pair] = rows.size();
            }
            rowByCell[cell] = (char) (rowByPair[pair] - 1);
        }
        int[] parents = new int[rows.size()];
        java.util.Arrays.fill(parents, -1);
        return new RowTable(
                law.features(),
                law.mapStart(),
                law.map(),
                rowByCell,
                rows.stream().mapToInt(Integer::intValue).toArray(),
                parents,
                slots.toArray(),
                classes);
    }

    private static int lastClass(RowTable law, int cell) {
        int last = 0;
        for (int code = 0; code < law.outcomes(); code++) {
            last = law.map()[law.mapStart()[0] + code] <= cell ? code : last; // the first feature has the widest steps
        }
        return last;
    }

    private static int[] outcomes(int classes) {
        return java.util.stream.IntStream.range(0, classes).toArray();
    }

    private static double[] weights(RowTable law, int row, int last, double odds) {
        double[] weights = new double[law.outcomes()];
        double sum = 0;
        for (int label = 0; label < weights.length; label++) {
            double share = law.mass(row, label, label + 1);
            weights[label] = label == last || label == 0 ? share : share * odds;
            sum += weights[label];
        }
        if (!(sum > 0)) {
            weights[0] = 1;
        }
        return weights;
    }
}
