package io.understudy.model.tree;

import java.util.Arrays;

/**
 * A source that remembers what it was asked, until what the answer rests on changes. The trees of one event ask the same
 * features over and over (the hour ten times, in a model of payments), and many cost a logarithm or a look at the
 * calendar. Scratch of one thread.
 *
 * <p>An id holds an argument in its {@value #ARGUMENT_BITS} lowest bits. Features whose argument is {@value #WIDTH} or
 * more are never remembered.
 */
public abstract class FeatureMemo implements FeatureSource {
    static final int ARGUMENT_BITS = 10;
    private static final int WIDTH_BITS = 5;
    private static final int WIDTH = 1 << WIDTH_BITS;

    /** Where nothing is ever remembered. */
    public static final int NOWHERE = 0;

    private static final long UNSET = 0x7ff8_0000_5eed_0001L; // one of the many NaNs, which no arithmetic makes

    /** Group of a feature that is asked anew each time. */
    public static final int NEVER = -1;

    private final double[] valueBySlot;
    private final int[][] slotsByGroup; // [group] those that are set
    private final int[] countByGroup;

    /**
     * A memory with nothing in it.
     *
     * @param features number of features without their arguments
     * @param groups number of groups; 0 remembers nothing
     */
    protected FeatureMemo(int features, int groups) {
        valueBySlot = new double[(features + 1) * WIDTH];
        Arrays.fill(valueBySlot, Double.longBitsToDouble(UNSET));
        slotsByGroup = new int[groups][valueBySlot.length];
        countByGroup = new int[groups];
    }

    /** Which group's change makes the feature's answer void, or {@link #NEVER}. */
    protected abstract int group(int id);

    /** Place of a feature's answer. */
    public static int slot(int id) {
        int argument = id & (1 << ARGUMENT_BITS) - 1;
        return argument < WIDTH ? (id >> ARGUMENT_BITS) + 1 << WIDTH_BITS | argument : NOWHERE;
    }

    /** The value of feature {@code id}, whose place is {@code slot}. */
    final double remembered(int slot, int id) {
        double value = valueBySlot[slot];
        if (Double.doubleToRawLongBits(value) == UNSET) {
            return ask(slot, id);
        }
        assert Double.compare(value, feature(id)) == 0 : "feature " + id + " changed from " + value + " unnoticed";
        return value;
    }

    private double ask(int slot, int id) {
        double value = feature(id);
        if (slot != NOWHERE) {
            remember(slot, id, value);
        }
        return value;
    }

    private void remember(int slot, int id, double value) {
        int group = slotsByGroup.length == 0 ? NEVER : group(id);
        if (group != NEVER) {
            valueBySlot[slot] = value;
            slotsByGroup[group][countByGroup[group]++] = slot;
        }
    }

    /**
     * Remembers a value that is known already, until another is: for features whose answer is cheaper to give whenever
     * it changes than to ask for. Their group is {@link #NEVER}.
     *
     * @param slot of the feature, which is {@link #slot}
     */
    protected final void know(int slot, double value) {
        valueBySlot[slot] = value;
    }

    /** Forgets what was known. */
    protected final void forget(int[] slots) {
        for (int slot : slots) {
            valueBySlot[slot] = Double.longBitsToDouble(UNSET);
        }
    }

    /** Forgets the answers of a group. */
    protected final void forget(int group) {
        if (slotsByGroup.length > 0) {
            int[] slots = slotsByGroup[group];
            for (int i = countByGroup[group] - 1; i >= 0; i--) {
                valueBySlot[slots[i]] = Double.longBitsToDouble(UNSET);
            }
            countByGroup[group] = 0;
        }
    }
}
