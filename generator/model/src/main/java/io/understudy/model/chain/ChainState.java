package io.understudy.model.chain;

import io.understudy.model.EntityState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What the chain remembers of one entity: one array of bytes, laid out by {@link StatePlan}. */
public final class ChainState implements EntityState {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final int base; // bytes without a belief
    private final int beliefBytes;
    private byte[] bytes;

    ChainState(int size, int beliefSize) {
        base = size;
        beliefBytes = beliefSize;
        bytes = new byte[size];
    }

    @Override
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public void restore(byte[] from) {
        if (from.length != base && from.length != base + beliefBytes) {
            throw new IllegalArgumentException("the state of an entity of this model has " + base + " bytes, or "
                    + beliefBytes + " more, not " + from.length + "; it belongs to another model");
        }
        bytes = from.clone();
    }

    /** True if there is room for a belief, which a state gets when it is first observed. */
    boolean hasBelief() {
        return bytes.length > base;
    }

    void makeRoomForBelief() {
        if (!hasBelief()) {
            bytes = java.util.Arrays.copyOf(bytes, base + beliefBytes);
        }
    }

    /** Forgets everything. */
    void clear() {
        java.util.Arrays.fill(bytes, (byte) 0);
    }

    /** The long at an offset that {@link StatePlan} names. */
    public long getLong(int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Keeps a long at an offset that {@link StatePlan} names. */
    public void putLong(int at, long value) {
        LONG.set(bytes, at, value);
    }

    /** The int at an offset that {@link StatePlan} names. */
    public int getInt(int at) {
        return (int) INT.get(bytes, at);
    }

    void putInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    float getFloat(int at) {
        return (float) FLOAT.get(bytes, at);
    }

    void putFloat(int at, float value) {
        FLOAT.set(bytes, at, value);
    }

    double getDouble(int at) {
        return Double.longBitsToDouble(getLong(at));
    }

    void putDouble(int at, double value) {
        putLong(at, Double.doubleToRawLongBits(value));
    }

    /** The short at an offset that {@link StatePlan} names. */
    public int getShort(int at) {
        return (short) SHORT.get(bytes, at);
    }

    /** Keeps a short at an offset that {@link StatePlan} names. */
    public void putShort(int at, int value) {
        SHORT.set(bytes, at, (short) value);
    }
}
