package io.understudy.engine.encode;

import io.understudy.model.Timestamp;
import io.understudy.schemas.AvroBinary;
import io.understudy.schemas.EventField;

/** Cells that are numbers or times. */
abstract sealed class NumberEncoder extends CellEncoder {

    private NumberEncoder(EventField field) {
        super(field);
    }

    @Override
    int mostValueBytes() {
        return AvroBinary.LONGEST_LONG_BYTES;
    }

    /** A whole number, or microseconds. */
    static final class Whole extends NumberEncoder {
        Whole(EventField field) {
            super(field);
        }

        @Override
        int write(long value, byte[] out, int at) {
            return AvroBinary.writeLong(out, at, value);
        }
    }

    /** An unscaled decimal. */
    static final class Fraction extends NumberEncoder {
        private static final long BOUND = 1_000_000_000_000_000_000L; // 10 to the 18 digits of a decimal field

        private final String column;

        Fraction(EventField field) {
            super(field);
            column = field.column();
        }

        @Override
        int write(long value, byte[] out, int at) {
            if (value >= BOUND || value <= -BOUND) {
                throw new IllegalArgumentException("column " + column + " holds the unscaled value " + value
                        + ", which has more than the 18 digits that its contract allows");
            }
            return AvroBinary.writeDecimal(out, at, value);
        }
    }

    /** A date of the time column's zone. */
    static final class Date extends NumberEncoder {
        private final LocalDays days;

        Date(EventField field, Timestamp timestamp) {
            super(field);
            days = new LocalDays(timestamp.zoneId());
        }

        @Override
        int write(long value, byte[] out, int at) {
            return AvroBinary.writeLong(out, at, days.of(value));
        }
    }
}
