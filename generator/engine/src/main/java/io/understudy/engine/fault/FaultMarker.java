package io.understudy.engine.fault;

import io.understudy.model.EventFrame;
import io.understudy.schemas.FaultMark;
import java.nio.ByteBuffer;

/**
 * Says of events what goes wrong with them, without doing it: for their labels, and for whoever does it behind an injection.
 * Immutable.
 */
public final class FaultMarker {
    private static final int DETAIL = 2;

    private final FaultDraw draw;

    /** A marker of the faults of a plan; equal seeds give equal events equal faults. */
    public FaultMarker(FaultPlan plan, long seed) {
        draw = new FaultDraw(plan, seed);
    }

    /** The event's fault; null if it has none. */
    public Fault of(EventFrame frame) {
        return draw.of(frame);
    }

    /** 64 bits of the event's own, for {@code purpose} 1 and above. */
    public long chance(EventFrame frame, int purpose) {
        return draw.chance(frame, purpose);
    }

    /** What the label of an event with {@code fault} says. */
    public String text(Fault fault, EventFrame frame) {
        return fault instanceof Fault.Malformed malformed
                ? malformed.key() + ":" + kind(malformed, frame).text()
                : fault.key();
    }

    private Malformation kind(Fault.Malformed malformed, EventFrame frame) {
        int kinds = malformed.kinds().size();
        return malformed.kinds().get((int) Long.remainderUnsigned(draw.chance(frame, DETAIL) >>> 32, kinds));
    }

    /** The value of an event that is malformed. */
    public byte[] malformed(Fault.Malformed fault, EventFrame frame, byte[] value) {
        return kind(fault, frame).of(value, draw.chance(frame, DETAIL));
    }

    /** Bytes of the event's own that are no text. */
    public byte[] noText(EventFrame frame) {
        return ByteBuffer.allocate(Long.BYTES)
                .putLong(draw.chance(frame, DETAIL) | 0x8080808080808080L)
                .array();
    }

    /**
     * What is to become of an event's record.
     *
     * @param fault one that {@linkplain #goesWithInjection goes with an injection}
     * @param value of the record
     */
    public FaultMark mark(Fault fault, EventFrame frame, byte[] value) {
        if (fault instanceof Fault.Duplicate) {
            return FaultMark.of(FaultMark.Kind.DUPLICATE);
        }
        if (fault instanceof Fault.Dropped) {
            return FaultMark.of(FaultMark.Kind.DROPPED);
        }
        if (fault instanceof Fault.Tombstone) {
            return FaultMark.of(FaultMark.Kind.TOMBSTONE);
        }
        if (fault instanceof Fault.Malformed malformed) {
            return new FaultMark(FaultMark.Kind.VALUE, malformed(malformed, frame, value));
        }
        if (fault instanceof Fault.Oversize oversize) {
            return FaultMark.oversize(oversize.bytes());
        }
        if (fault instanceof Fault.Headers) {
            return new FaultMark(FaultMark.Kind.HEADERS, noText(frame));
        }
        throw new IllegalArgumentException("fault " + fault.key() + " does not go with an injection");
    }

    /**
     * Whether a fault is of one record alone. Records that wait for others, or go to another partition, would need a store, or
     * would come between those of another task wherever that happens to be.
     */
    public static boolean goesWithInjection(Fault fault) {
        return !(fault instanceof Fault.Late || fault instanceof Fault.OutOfOrder || fault instanceof Fault.KeySkew);
    }
}
