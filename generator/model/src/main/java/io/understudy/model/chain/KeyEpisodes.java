package io.understudy.model.chain;

/**
 * Law of a class that keys carry: for a while all that happens at a key may be of the class, whoever uses it (a terminal
 * that was tampered with). When a key has it follows from (seed, key, time) alone, so that all entities agree.
 *
 * <p>Time is cut into slots of {@code meanMicros}; a key has at most one start in a slot, at a uniform moment.
 *
 * @param label the class
 * @param key index of the key column
 * @param startsPerSlot probability that an episode starts on a key within {@code meanMicros}
 * @param meanMicros mean length of an episode
 * @param fixed true if all episodes are equally long; else their lengths are exponential, cut off at
 *     {@link #MOST_MEANS} means
 * @param share of a key's events inside an episode that are of the class
 */
public record KeyEpisodes(int label, int key, double startsPerSlot, long meanMicros, boolean fixed, double share) {
    /** Longest episode in means. */
    public static final int MOST_MEANS = 6;

    public KeyEpisodes {
        if (!(startsPerSlot >= 0 && startsPerSlot <= 1) || !(share > 0 && share <= 1) || meanMicros < 1) {
            throw new IllegalArgumentException("an episode starts with a probability, lasts a time and has a share of"
                    + " events, not " + startsPerSlot + ", " + meanMicros + " and " + share);
        }
    }

    /** Whether {@code keyOrdinal} is inside an episode at {@code timeMicros}, where starts have {@code odds} times the odds. */
    public boolean active(long seed, long keyOrdinal, long timeMicros, double odds) {
        return activeBelow(bound(odds), seed, keyOrdinal, timeMicros);
    }

    /** What {@link #activeBelow} wants where starts have {@code odds} times the odds. */
    public long bound(double odds) {
        double likely = startsPerSlot * odds / (1 + startsPerSlot * (odds - 1));
        return (long) Math.ceil(likely * 0x1.0p53);
    }

    /** {@link #active} without a division of doubles: an episode starts in a slot whose 53 random bits are below {@code bound}. */
    public boolean activeBelow(long bound, long seed, long keyOrdinal, long timeMicros) {
        long slot = Math.floorDiv(timeMicros, meanMicros);
        long column = EventRandom.mix(seed ^ (keyOrdinal + 1) * 0x9E3779B97F4A7C15L) + 31L * label + key;
        int slots = fixed ? 2 : MOST_MEANS + 2;
        for (int i = 0; i < slots; i++) {
            long bits = EventRandom.mix(column ^ (slot - i) * 0xD1342543DE82EF95L);
            if (bits >>> 11 < bound && covers(timeMicros, slot - i, EventRandom.mix(bits + 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the episode that starts in a slot, as {@code bits} say, is on at {@code timeMicros}. */
    private boolean covers(long timeMicros, long slot, long bits) {
        long since = timeMicros - slot * meanMicros - (long) (KeyLaw.unit(bits) * meanMicros);
        return since >= 0 && since < length(KeyLaw.unit(EventRandom.mix(bits + 2)));
    }

    private double length(double u) {
        return fixed ? meanMicros : meanMicros * Math.min(MOST_MEANS, -Logarithm.ln(Math.max(1 - u, 1e-9)));
    }
}
