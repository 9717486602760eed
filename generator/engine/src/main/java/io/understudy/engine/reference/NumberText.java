package io.understudy.engine.reference;

import io.understudy.model.ColumnFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Reads the numbers of one column and learns how they are written: the scale grows with the digits that are met, and
 * the cells so far grow with it. Digits that no {@code double} keeps, as in 85.64999999999999, are rounded away.
 */
final class NumberText {
    /** What {@link #read} returns for a text that is no plainly written number. */
    static final long NONE = ColumnFormat.MISSING + 1;

    private static final int MOST_DIGITS = 18;
    private static final int MOST_FRACTION_DIGITS = 12;
    private static final long LARGEST = 999_999_999_999_999_999L;

    /** Every decimal of 15 digits survives being read and written as a double (IEEE 754, binary64). */
    private static final MathContext DOUBLE_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

    private static final Pattern UNUSUAL =
            Pattern.compile("[+-]?(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?(?:[eE][+-]?[0-9]{1,3})?"
                    + "|\\.[0-9]+(?:[eE][+-]?[0-9]{1,3})?"
                    + "|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\\.[0-9]*)?)");
    private static final long[] POWER_OF_TEN = new long[MOST_DIGITS + 1];

    static {
        POWER_OF_TEN[0] = 1;
        for (int i = 1; i <= MOST_DIGITS; i++) {
            POWER_OF_TEN[i] = POWER_OF_TEN[i - 1] * 10;
        }
    }

    private final char mark;
    private final LongColumn cells;
    private int scale;
    private int leastFractionDigits = MOST_FRACTION_DIGITS;
    private long largest;
    private int rounded;

    NumberText(char mark, LongColumn cells) {
        this.mark = mark;
        this.cells = cells;
    }

    /** The unscaled number at the scale so far, which may change by this; {@link #NONE} if it is no plain number. */
    long read(char[] text, int from, int length) {
        int at = from;
        int end = from + length;
        boolean negative = at < end && text[at] == '-';
        if (negative) {
            at++;
        }
        int wholeFrom = at;
        long unscaled = 0; // overflows where there are too many digits, and is not used then
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            unscaled = unscaled * 10 + text[at++] - '0';
        }
        int wholeDigits = at - wholeFrom;
        if (wholeDigits == 0 || wholeDigits > 1 && text[wholeFrom] == '0') {
            return NONE;
        }
        int fractionDigits = 0;
        if (at < end) {
            if (text[at++] != mark) {
                return NONE;
            }
            while (at < end && text[at] >= '0' && text[at] <= '9') {
                unscaled = unscaled * 10 + text[at++] - '0';
                fractionDigits++;
            }
            if (at < end || fractionDigits == 0) {
                return NONE;
            }
        }
        if (wholeDigits + fractionDigits > MOST_DIGITS || fractionDigits > MOST_FRACTION_DIGITS) {
            return round(new BigDecimal(new String(text, from, length).replace(mark, '.')));
        }
        if (negative && unscaled == 0) {
            return NONE;
        }
        return take(negative ? -unscaled : unscaled, fractionDigits);
    }

    private long take(long unscaled, int fractionDigits) {
        if (fractionDigits > scale && !grow(fractionDigits)) {
            return round(BigDecimal.valueOf(unscaled, fractionDigits));
        }
        long factor = POWER_OF_TEN[scale - fractionDigits];
        if (Math.abs(unscaled) > LARGEST / factor) {
            return round(BigDecimal.valueOf(unscaled, fractionDigits));
        }
        largest = Math.max(largest, Math.abs(unscaled) * factor);
        leastFractionDigits = Math.min(leastFractionDigits, fractionDigits);
        return unscaled * factor;
    }

    /** Takes a number that has too many digits for the scale so far: it loses some, or the cells so far do. */
    private long round(BigDecimal number) {
        BigDecimal shortened = number.round(DOUBLE_DIGITS).stripTrailingZeros();
        int wholeDigits = Math.max(digits(shortened), digits(BigDecimal.valueOf(largest, scale)));
        int most = Math.min(MOST_FRACTION_DIGITS, MOST_DIGITS - 1 - wholeDigits);
        if (most < 0) {
            return NONE;
        }
        int wanted = Math.min(most, Math.max(scale, Math.max(0, shortened.scale())));
        if (wanted < scale) {
            shrink(wanted);
        } else if (wanted > scale) {
            grow(wanted);
        }
        rounded++;
        long unscaled = shortened
                .setScale(scale, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
        largest = Math.max(largest, Math.abs(unscaled));
        return unscaled;
    }

    private static int digits(BigDecimal number) {
        return Math.max(1, number.precision() - number.scale());
    }

    private boolean grow(int to) {
        long factor = POWER_OF_TEN[to - scale];
        if (largest > LARGEST / factor) {
            return false;
        }
        long[] values = cells.values();
        for (int i = 0; i < cells.size(); i++) {
            if (values[i] != ColumnFormat.MISSING) {
                values[i] *= factor;
            }
        }
        largest *= factor;
        scale = to;
        return true;
    }

    private void shrink(int to) {
        long divisor = POWER_OF_TEN[scale - to];
        long[] values = cells.values();
        for (int i = 0; i < cells.size(); i++) {
            if (values[i] != ColumnFormat.MISSING) {
                values[i] = Math.floorDiv(values[i] + divisor / 2, divisor);
            }
        }
        largest = largest / divisor + 1;
        scale = to;
    }

    /**
     * Reads a number that is written in an unusual way, such as {@code 1e3}, {@code +5}, {@code .5} or {@code 1,200};
     * {@link #NONE} if it is none. A code with leading zeros is none.
     */
    long readUnusual(String text) {
        String plain = text.trim();
        if (mark != '.' || !UNUSUAL.matcher(plain).matches()) {
            return NONE;
        }
        try {
            BigDecimal number = new BigDecimal(plain.replace(",", "")).stripTrailingZeros();
            number = number.scale() < 0 ? number.setScale(0) : number;
            int least = leastFractionDigits;
            long value = number.precision() > MOST_DIGITS || number.scale() > MOST_FRACTION_DIGITS
                    ? round(number)
                    : take(number.unscaledValue().longValueExact(), number.scale());
            leastFractionDigits = least;
            return value;
        } catch (NumberFormatException | ArithmeticException e) {
            return NONE;
        }
    }

    /** How the numbers so far are written. */
    ColumnFormat.Decimal format() {
        return new ColumnFormat.Decimal(scale, Math.min(scale, leastFractionDigits));
    }

    /** How many numbers lost digits. */
    int rounded() {
        return rounded;
    }
}
