package io.understudy.model.chain;

/**
 * A derived column that follows from time: floor((t - base) / unit), or the time of the entity's first event.
 *
 * @param unitMicros length of the unit; 0 for the time of the first event itself
 */
public record TimeColumn(int column, long baseMicros, long unitMicros) {

    /** The value at a time, of an entity whose first event was at another. */
    public long value(long timeMicros, long firstMicros) {
        return unitMicros == 0 ? firstMicros : Math.floorDiv(timeMicros - baseMicros, unitMicros);
    }
}
