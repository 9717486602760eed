package io.understudy.model.chain;

import java.util.Arrays;

/**
 * Law of when a long-lived entity is first and last seen, for references of few entities: they come in cohorts, such as
 * the hosts of one site, that are watched over the same stretch of time. Within a cohort both moments are drawn between
 * those of its entities.
 *
 * @param cohortShares // [cluster * cohorts + cohort] cumulative share of the cluster's entities, ends at 1
 * @param startByCohort // [cohort] into the two arrays below, one more than there are cohorts
 * @param firstMicros // [] since the start of the reference, ascending within a cohort
 * @param lastMicros // [] the same of the last events
 * @param openMicros last moment from which on an entity is held to stay, since the reference ends there
 */
@SuppressWarnings("ArrayRecordComponent")
public record StayLaw(
        double[] cohortShares, int[] startByCohort, long[] firstMicros, long[] lastMicros, long openMicros) {
    public StayLaw {
        int cohorts = startByCohort.length - 1;
        if (cohorts < 1 || cohortShares.length % cohorts != 0 || firstMicros.length != lastMicros.length) {
            throw new IllegalArgumentException("a law of stays needs a share of each cohort in each cluster, and as"
                    + " many first as last moments, not " + Arrays.toString(startByCohort));
        }
    }

    /** Number of cohorts. */
    public int cohorts() {
        return startByCohort.length - 1;
    }

    /** Cumulative share of the cohorts of a cluster up to {@code cohort}; 0 for -1. */
    public double share(int cluster, int cohort) {
        return cohort < 0 ? 0 : cohortShares[cluster * cohorts() + cohort];
    }

    /** Time of the first event since the start of the window, at quantile {@code u} of the cohort. */
    public long first(int cohort, double u) {
        return between(firstMicros, cohort, u);
    }

    /** Time behind which there is no event, since the start of the window; {@code Long.MAX_VALUE} if it stays. */
    public long last(int cohort, double u) {
        long last = between(lastMicros, cohort, u);
        return last >= openMicros ? Long.MAX_VALUE : last;
    }

    /** How long the reference goes on, from its start to the last event that counts. */
    long watchedMicros() {
        return Arrays.stream(lastMicros).max().orElse(0);
    }

    /**
     * How likely an entity of a cluster is first seen so long after the start of the window, in units of {@code widthMicros},
     * to which moments are rounded down.
     */
    double likelihood(int cluster, long sinceMicros, long widthMicros) {
        double sum = 0;
        for (int cohort = 0; cohort < cohorts(); cohort++) {
            double share = share(cluster, cohort) - share(cluster, cohort - 1);
            int from = startByCohort[cohort];
            int parts = Math.max(1, startByCohort[cohort + 1] - from - 1);
            for (int part = 0; part < parts && share > 0; part++) {
                long low = firstMicros[from + part];
                long high = firstMicros[Math.min(from + part + 1, startByCohort[cohort + 1] - 1)];
                boolean holds = low - widthMicros < sinceMicros && sinceMicros <= high;
                sum += holds ? share / parts * Math.min(1, widthMicros / (double) Math.max(1, high - low)) : 0;
            }
        }
        return sum;
    }

    private long between(long[] moments, int cohort, double u) {
        int from = startByCohort[cohort];
        double place = u * (startByCohort[cohort + 1] - from - 1);
        int at = from + (int) place;
        long low = moments[at];
        long high = moments[Math.min(at + 1, startByCohort[cohort + 1] - 1)];
        return low + (long) ((place - (int) place) * (high - low));
    }
}
