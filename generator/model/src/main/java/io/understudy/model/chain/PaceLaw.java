package io.understudy.model.chain;

/**
 * How fast the lives of entities go, in grades from the slowest to the fastest, of which each holds as many of the
 * reference's entities. Where clusters tell the pace, the grades are of how great an entity's numbers are, from the least to
 * the greatest, first of those without and then of those with a habit: of having what most tells entities apart on the same day
 * of each month or week. An entity has one grade for life: what its own past alone tells of its pace would let it drift
 * towards the middle while it is made up. Whoever sees an entity does not know its grade, and weighs all.
 *
 * @param habits 2 if grades tell who has a habit; grades of each come together
 * @param ofNumbers whether grades are of numbers rather than of gaps
 * @param grades 1 where lives are too short, or too much alike, to have a pace of their own
 * @param cumulative // [cluster * grades + grade] share of the cluster's entities up to this grade; ends at 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record PaceLaw(int habits, boolean ofNumbers, int grades, float[] cumulative) {
    /** Whose grade is not known. */
    static final int UNKNOWN = -1;

    public PaceLaw {
        if (grades < 1 || grades > 1 && cumulative.length % grades != 0) {
            throw new IllegalArgumentException(
                    "a cluster has a share a grade, not " + cumulative.length + " shares of " + grades + " grades");
        }
    }

    /** All lives go as the past tells. */
    public static PaceLaw none() {
        return new PaceLaw(1, false, 1, new float[0]);
    }

    /** Grades of those who have a habit, and of those who do not. */
    public int sizes() {
        return grades / habits;
    }

    /** Share of a cluster's entities that have a lower grade. */
    double below(int cluster, int grade) {
        return grade == 0 ? 0 : cumulative[Math.max(0, cluster) * grades + grade - 1];
    }

    /** Share of a cluster's entities that have this grade. */
    double share(int cluster, int grade) {
        return grades == 1 ? 1 : cumulative[Math.max(0, cluster) * grades + grade] - below(cluster, grade);
    }

    /** Where a grade begins in the order of its cluster by how great numbers are; 0 where grades say nothing of that. */
    public double from(int cluster, int grade) {
        if (!ofNumbers || grade < 0) {
            return 0;
        }
        int first = grade - grade % sizes();
        double all = below(cluster, first + sizes() - 1) + share(cluster, first + sizes() - 1) - below(cluster, first);
        return all > 0 ? (below(cluster, grade) - below(cluster, first)) / all : 0;
    }

    /** Where it ends; 1 where grades say nothing of that. */
    public double to(int cluster, int grade) {
        return !ofNumbers || grade < 0 || (grade + 1) % sizes() == 0 ? 1 : from(cluster, grade + 1);
    }

    /** The grade at {@code u}, uniform in [0, 1). */
    int draw(int cluster, double u) {
        int grade = 0;
        while (grade < grades - 1 && cumulative[Math.max(0, cluster) * grades + grade] <= u) {
            grade++;
        }
        return grade;
    }
}
