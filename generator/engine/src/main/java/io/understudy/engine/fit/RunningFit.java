package io.understudy.engine.fit;

import io.understudy.engine.fit.mark.LevelFit;
import io.understudy.engine.fit.mark.LevelSpread;
import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.past.Running;
import io.understudy.engine.fit.time.PaceFit;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.chain.BalanceRule;
import io.understudy.model.chain.EntityLevel;
import io.understudy.model.chain.Logarithm;
import io.understudy.model.chain.RunningLaw;
import java.util.Arrays;
import java.util.Map;

/**
 * Finds where the running column lies over the life of each entity, and how far it swings.
 *
 * @param law null where no column runs, or entities are too few to tell
 * @param known of the reference's entities
 */
record RunningFit(RunningLaw law, Running known) {
    /** Nothing runs. */
    static RunningFit none() {
        return new RunningFit(null, Running.none());
    }

    /** What the entities of a log do in the column that runs by {@code rule}, which is null where none does. */
    static RunningFit of(EventLog log, BalanceRule rule, int[] cluster, PaceFit pace, int clusters, int k) {
        if (rule == null || log.entities() < FitData.FEW_ENTITIES) {
            return none();
        }
        Part level = new Part(log, rule, cluster, clusters, null);
        Part swing = new Part(log, rule, cluster, clusters, level.known);
        if (!level.spread(k).tells()) {
            return none();
        }
        RunningLaw law = new RunningLaw(level.law(pace, k), swing.law(pace, k));
        return new RunningFit(law, new Running(floats(level.known), floats(swing.known)));
    }

    private static float[] floats(double[] from) {
        float[] to = new float[from.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) from[i];
        }
        return to;
    }

    /** One of the two. */
    private static final class Part {
        private final LevelFit fit;
        private final EntityLevel plain;
        private final int[] cluster;
        private final double[] known; // [entity]

        /**
         * The mean logarithm of the column, or of how far its logarithm lies from another.
         *
         * @param around // [entity] that other one; null for the column itself
         */
        Part(EventLog log, BalanceRule rule, int[] cluster, int clusters, double[] around) {
            this.cluster = cluster;
            fit = new LevelFit(clusters);
            for (int e = 0; e < log.entities(); e++) {
                for (int row = log.firstRow(e); row < log.endRow(e); row++) {
                    long value = log.value(rule.column(), row);
                    if (value != ColumnFormat.MISSING) {
                        fit.add(e, cluster[e], 0, around == null ? value : away(value, around[e]));
                    }
                }
            }
            plain = fit.level();
            Map<Long, LevelFit.Lived> lives = fit.lives(plain);
            known = new double[log.entities()];
            Arrays.setAll(known, e -> {
                LevelFit.Lived lived = lives.get(LevelFit.key(e, 0));
                return lived == null ? plain.meanByCluster()[cluster[e]] : lived.level();
            });
        }

        private static long away(long value, double level) {
            return (long) (Math.abs(Logarithm.signed(value) - level) / RunningLaw.UNIT);
        }

        LevelSpread spread(int k) {
            return fit.spread(plain, k);
        }

        EntityLevel law(PaceFit pace, int k) {
            return spread(k).with(common(pace));
        }

        /** Square of how this goes with the grades of paces, within clusters. */
        private double common(PaceFit pace) {
            double product = 0;
            double grades = 0;
            double squares = 0;
            for (int e = 0; e < known.length; e++) {
                double from = pace.law.from(cluster[e], pace.grades[e]);
                double place = (from + pace.law.to(cluster[e], pace.grades[e]) - 1) / 2;
                double away = known[e] - plain.meanByCluster()[cluster[e]];
                product += place * away;
                grades += place * place;
                squares += away * away;
            }
            return product <= 0 ? 0 : Math.min(1, product * product / (grades * squares));
        }
    }
}
