package io.understudy.engine.fault;

import java.util.Arrays;

/** Ranks by Zipf's law: rank r, from 0, as often as 1 / (r + 1) to the power of an exponent. */
public final class HotKeys {
    private final double[] endByRank; // running sums of the probabilities

    public HotKeys(Fault.KeySkew skew) {
        endByRank = new double[skew.keys()];
        double sum = 0;
        for (int rank = 0; rank < endByRank.length; rank++) {
            sum += StrictMath.pow(rank + 1.0, -skew.exponent());
            endByRank[rank] = sum;
        }
        for (int rank = 0; rank < endByRank.length; rank++) {
            endByRank[rank] /= sum;
        }
    }

    /** How many ranks there are. */
    public int size() {
        return endByRank.length;
    }

    /** The rank that 64 random bits stand for. */
    public int rank(long chance) {
        double uniform = (chance >>> 11) * 0x1p-53;
        int found = Arrays.binarySearch(endByRank, uniform);
        return Math.min(endByRank.length - 1, found >= 0 ? found + 1 : -found - 1);
    }
}
