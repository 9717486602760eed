package io.understudy.engine.evaluate.boost;

/**
 * A question that a tree asks: is the bin of {@code feature} one of those that go left?
 *
 * @param gain by how much it lowers the loss
 * @param left // [4] the bins that go left, as bits
 */
record Split(int feature, double gain, long[] left) {

    boolean goesLeft(byte bin) {
        return (left[(bin & 0xFF) >>> 6] >>> (bin & 0x3F) & 1) != 0;
    }

    static void add(long[] left, int bin) {
        left[bin >>> 6] |= 1L << (bin & 0x3F);
    }
}
