package io.understudy.engine.fit.dp;

import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.tree.ProbabilityTree;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Learns how keys are shared, without their names: entities by the keys that they use are counted in buckets of a public
 * hash, so that a popular key stands out as a bucket with many entities. Keys that do not stand out are as many as are
 * declared, and as unequal as all their buckets together say.
 */
final class KeyDegrees {
    private static final int BUCKETS_PER_KEY = 4;
    private static final int MOST_BUCKETS = 1 << 18;
    private static final int CLASSES = 24;
    private static final int TAIL_CLASSES = 12;
    private static final double MEAN_OF_OCTAVE = 0.75; // over its end
    private static final double STEP = 1.2; // from one class of degrees to the next

    private final PrivateLog log;
    private final int column;
    private final int distinct;
    private final int buckets;
    private final Contribution entity = new Contribution();

    KeyDegrees(PrivateLog log, int column, int distinct) {
        this.log = log;
        this.column = column;
        this.distinct = distinct;
        buckets = (int) Math.min(MOST_BUCKETS, Math.max(64L, (long) BUCKETS_PER_KEY * distinct));
    }

    private void see(int e) {
        entity.clear();
        Set<Long> seen = new HashSet<>();
        for (int place = log.first[e]; place < log.first[e + 1]; place++) {
            long name = log.name(column, place);
            if (name != ColumnFormat.MISSING && seen.add(name)) {
                CRC32C hash = new CRC32C();
                hash.update(log.nameText(column, place).getBytes(StandardCharsets.UTF_8));
                entity.add((int) (hash.getValue() % buckets));
            }
        }
    }

    /** The law, for {@code share} of the budget, a tenth of it to find the clip. */
    KeyLaw fit(ProbabilityTree kind, Budget budget, double share) {
        String name = log.layout.column(column).name();
        int[] norms = new int[ClipChoice.NORMS];
        for (int e = 0; e < log.entities(); e++) {
            see(e);
            if (entity.size() > 0) {
                norms[ClipChoice.norm(entity.squaredNorm())]++;
            }
        }
        NoisedTable survey = budget.release("entities by keys of " + name, norms, 1, share / 10);
        long clip = ClipChoice.squared(survey, 0, buckets, budget.rho() * share * 0.9, 1, 1);
        int[] degrees = new int[buckets];
        for (int e = 0; e < log.entities(); e++) {
            see(e);
            entity.addTo(degrees, clip);
        }
        return law(
                kind, budget.release("entities by hash of " + name, degrees, clip, share * 0.9), places(survey, clip));
    }

    /** About how many keys all entities use, each entity's counted, as far as the survey of norms tells. */
    private static double places(NoisedTable survey, long clip) {
        double places = 0;
        for (int norm = 0; norm < ClipChoice.NORMS; norm++) {
            double keys = norm == 0 ? 1 : MEAN_OF_OCTAVE * Math.scalb(1.0, norm);
            places += survey.count(norm) * Math.min(clip, keys);
        }
        return places;
    }

    /** @param surveyed places in entities' pools, where noise in the buckets hides how many there are */
    private KeyLaw law(ProbabilityTree kind, NoisedTable table, double surveyed) {
        double[] places = new double[CLASSES + TAIL_CLASSES];
        double[] keys = new double[CLASSES + TAIL_CLASSES];
        double[] popular = Arrays.stream(table.counts())
                .filter(count -> count >= table.line())
                .asDoubleStream()
                .sorted()
                .toArray();
        double counted = Arrays.stream(table.counts()).sum();
        double clear = NoisedTable.PRUNED_BELOW * table.noise() * Math.sqrt(buckets);
        double all = Math.max(1, counted < clear ? surveyed : counted);
        int at = 0;
        double first = 0;
        for (double degree : popular) {
            if (first == 0 || degree > first * STEP && at < CLASSES - 1) {
                at += first == 0 ? 0 : 1;
                first = degree;
            }
            places[at] += degree;
            keys[at]++;
        }
        double told = Arrays.stream(places).sum();
        int classes = popular.length == 0 ? 0 : at + 1;
        if (distinct > popular.length) {
            int rest = distinct - popular.length;
            KeyTail tail = KeyTail.of(table, popular.length, rest, Math.max(0, all - told));
            int[] ranks = tail.cut(TAIL_CLASSES);
            for (int c = 0; c < ranks.length; c++) {
                int end = c + 1 < ranks.length ? ranks[c + 1] : rest;
                for (int i = ranks[c]; i < end; i++) {
                    places[classes] += tail.degrees()[i];
                }
                keys[classes++] = end - ranks[c];
            }
        }
        double total = Math.max(1, Arrays.stream(places).sum());
        double[] cumulative = new double[classes];
        double[] perEntity = new double[classes];
        double below = 0;
        for (int c = 0; c < classes; c++) {
            below += places[c] / total;
            cumulative[c] = below;
            perEntity[c] = keys[c] / log.entities();
        }
        if (below > 0) {
            cumulative[classes - 1] = 1;
        }
        return new KeyLaw(kind, new double[] {1}, cumulative, perEntity);
    }
}
