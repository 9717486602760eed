package io.understudy.streams.inject;

/**
 * One partition's part in a burst: how many victims it takes, and when their events are due. A pure function of the order
 * and the partition, so that any task computes the same.
 *
 * @param victims that this partition takes; the partitions' shares sum to the order's entities
 * @param eventsPerSecond of stream time
 */
record BurstShare(int victims, double eventsPerSecond, long seed) {

    /** The share of partition {@code partition} of {@code partitions}. */
    static BurstShare of(BurstOrder order, int partition, int partitions) {
        long seed = Seeds.derive(order.seed(), order.id());
        int first = (int) Math.floorMod(Seeds.derive(seed, "first partition"), (long) partitions);
        int place = Math.floorMod(partition - first, partitions);
        int victims = order.entities() / partitions + (place < order.entities() % partitions ? 1 : 0);
        return new BurstShare(
                victims, order.eventsPerSecond() * victims / order.entities(), Seeds.derive(seed, partition));
    }

    /**
     * When event {@code slot} of this share is due, in microseconds behind the burst's start: one in each interval of the
     * rate, at a random place in it. Ascending.
     */
    double offsetMicros(long slot) {
        return eventsPerSecond == 0
                ? Double.POSITIVE_INFINITY
                : (slot + Seeds.unit(Seeds.derive(seed, slot))) / eventsPerSecond * 1e6;
    }
}
