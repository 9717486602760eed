package io.understudy.engine.pace;

import java.math.BigInteger;
import java.util.Iterator;

/**
 * Events along a rate that is made of straight lines. Event n comes when the expected count reaches n, rounded down to
 * the nanosecond; the count goes on over the joints, so that no fraction of an event is lost there. The root is guessed
 * in floating point and then corrected by an exact comparison of integers: in 128 bits, or, where a line is so long and
 * its rates have so many digits that this does not suffice, in {@link BigInteger}, which costs about a microsecond and
 * some garbage. Scratch of one thread.
 */
final class CurveSchedule implements Schedule {
    private static final long MOST = 1L << 60; // of twice the events of a line, in parts of 1 / perNanos

    private final Iterator<Piece> pieces;
    private final long perNanos;
    private final BigInteger step; // of the count, an event
    private Piece piece;
    private long pieceStartNanos;
    private BigInteger carried; // count still to come before the next event, at the start of the piece
    private boolean small; // the piece at hand fits 128 bits
    private long count; // since the start of the piece, of the next event; where small
    private boolean over;

    /**
     * A straight line of rates, in events per {@code perNanos} of its curve.
     *
     * @param from at its start, at least 0
     * @param to at its end, at least 0
     * @param nanos its length, above 0
     */
    record Piece(long from, long to, long nanos) {

        /** Twice the events of the whole line. */
        private BigInteger total() {
            return BigInteger.valueOf(from).add(BigInteger.valueOf(to)).multiply(BigInteger.valueOf(nanos));
        }

        /** Twice the length times twice the events up to {@code offset}, exactly. */
        private BigInteger countAt(long offset) {
            BigInteger line = BigInteger.valueOf(to - from).multiply(BigInteger.valueOf(offset));
            BigInteger base =
                    BigInteger.valueOf(from).multiply(BigInteger.valueOf(2).multiply(BigInteger.valueOf(nanos)));
            return line.add(base).multiply(BigInteger.valueOf(offset));
        }
    }

    /**
     * A curve whose first line began {@code skippedNanos} before the plan; events that came before the plan are left out.
     *
     * @param perNanos that the pieces' rates refer to
     */
    CurveSchedule(Iterator<Piece> pieces, long perNanos, long skippedNanos) {
        this.pieces = pieces;
        this.perNanos = perNanos;
        this.step = BigInteger.valueOf(perNanos).shiftLeft(1);
        this.carried = BigInteger.ZERO;
        this.pieceStartNanos = -skippedNanos;
        enter();
        skipTo(skippedNanos);
    }

    private void skipTo(long offset) {
        if (over || offset == 0) {
            return;
        }
        // the smallest whole number of events whose root, rounded down, is not before the offset
        BigInteger length = BigInteger.valueOf(piece.nanos);
        BigInteger[] parts = piece.countAt(offset).divideAndRemainder(step.multiply(length));
        carried = parts[0].multiply(step).add(parts[1].signum() == 0 ? BigInteger.ZERO : step);
        small = fits();
        count = small ? carried.longValueExact() : 0;
    }

    private void enter() {
        over = !pieces.hasNext();
        if (!over) {
            piece = pieces.next();
            small = fits();
            count = small ? carried.longValueExact() : 0;
        }
    }

    private boolean fits() {
        return carried.bitLength() < 61 && perNanos < MOST / 2 && piece.total().compareTo(BigInteger.valueOf(MOST)) < 0;
    }

    @Override
    public long nextNanos(long modelMicros, long elapsedNanos) {
        while (!over) {
            if (small ? count < (piece.from + piece.to) * piece.nanos : carried.compareTo(piece.total()) < 0) {
                long intended = pieceStartNanos + root();
                if (small) {
                    count += 2 * perNanos;
                } else {
                    carried = carried.add(step);
                }
                return intended;
            }
            carried = (small ? BigInteger.valueOf(count) : carried).subtract(piece.total());
            pieceStartNanos += piece.nanos;
            enter();
        }
        return NEVER;
    }

    /** As many as there are events of the piece at hand whose root is not reached at {@code nanos}. */
    @Override
    public long skip(long nanos) {
        if (over || nanos <= pieceStartNanos) {
            return 0;
        }
        long offset = Math.min(piece.nanos, nanos - pieceStartNanos);
        BigInteger length = BigInteger.valueOf(piece.nanos);
        BigInteger next = small ? BigInteger.valueOf(count) : carried;
        BigInteger rest = piece.countAt(offset).subtract(next.multiply(length));
        if (rest.signum() <= 0) {
            return 0;
        }
        BigInteger[] parts = rest.divideAndRemainder(step.multiply(length));
        BigInteger skipped = parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE);
        carried = next.add(skipped.multiply(step));
        small = fits();
        count = small ? carried.longValueExact() : 0;
        return skipped.longValueExact();
    }

    /** The largest nanosecond of the piece at which the count has not passed the next event's. */
    private long root() {
        if (small ? count == 0 : carried.signum() == 0) {
            return 0;
        }
        long at = Math.max(0, Math.min(piece.nanos - 1, (long) guess()));
        long low = at;
        long high = at;
        long stride = 1;
        while (low > 0 && !reached(low)) {
            high = low;
            low = Math.max(0, low - stride);
            stride *= 2;
        }
        stride = 1;
        while (high < piece.nanos && reached(high)) {
            low = high;
            high = Math.min(piece.nanos, high + stride);
            stride *= 2;
        }
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (reached(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double guess() {
        double nanos = piece.nanos;
        double from = 2.0 * piece.from * nanos;
        double slope = (double) piece.to - piece.from;
        double wanted = (small ? count : carried.doubleValue()) * nanos;
        return 2 * wanted / (from + Math.sqrt(Math.max(0, from * from + 4 * slope * wanted)));
    }

    /** True where no more than the next event's count has come by {@code offset}. */
    private boolean reached(long offset) {
        if (!small) {
            return piece.countAt(offset).compareTo(carried.multiply(BigInteger.valueOf(piece.nanos))) <= 0;
        }
        long slope = 2 * piece.from * piece.nanos + (piece.to - piece.from) * offset;
        long high = Math.multiplyHigh(offset, slope);
        long wantedHigh = Math.multiplyHigh(piece.nanos, count);
        return high != wantedHigh ? high < wantedHigh : Long.compareUnsigned(offset * slope, piece.nanos * count) <= 0;
    }
}
