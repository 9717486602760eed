package io.understudy.ops.dashboard;

/**
 * What may be changed on a run while it goes on. Every method throws an {@link IllegalArgumentException} with one line
 * for the user where it cannot do as asked. Safe for many threads.
 */
public interface Controls {

    /** A run on which nothing can be changed. */
    Controls NONE = new Controls() {
        @Override
        public RateChanged rate(String stream, String plan) {
            throw new IllegalArgumentException("nothing can be changed on this run");
        }

        @Override
        public DriftTurned drift(String stream, String kind, String target, String at, String over) {
            throw new IllegalArgumentException("nothing can be changed on this run");
        }
    };

    /**
     * Lets another rate plan take over.
     *
     * @param stream null where the run has one stream only
     * @param plan in the words of {@code --rate}
     */
    RateChanged rate(String stream, String plan);

    /**
     * Turns a drift on.
     *
     * @param stream null where the run has one stream only
     * @param kind abrupt or gradual
     * @param target in the words of the job file
     * @param at time of the stream at which it begins; null for at once
     * @param over how long a gradual drift takes; null for an abrupt one
     */
    DriftTurned drift(String stream, String kind, String target, String at, String over);

    /**
     * A plan that took over.
     *
     * @param rate as it was understood
     * @param atSeconds when, on the clock of the stream's plan
     */
    record RateChanged(String stream, String rate, double atSeconds) {}

    /**
     * A drift that was turned on.
     *
     * @param startTime of its first change, in the stream's time
     */
    record DriftTurned(String stream, String kind, String target, String startTime) {}
}
