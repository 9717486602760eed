package io.understudy.ops.command;

import io.understudy.model.InputException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Counts as people write them: {@code 1500}, {@code 1_500}, {@code 10k}, {@code 1.5M}. */
final class CountText implements ITypeConverter<Long> {
    private static final Pattern TEXT = Pattern.compile("(\\d[\\d_]*(?:\\.\\d+)?)([km]?)");

    @Override
    public Long convert(String text) {
        return parse(text);
    }

    /** @throws InputException if the text is no whole number of at least 1 */
    static long parse(String text) {
        Matcher matcher = TEXT.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw refused(text);
        }
        int power = matcher.group(2).isEmpty() ? 0 : matcher.group(2).equals("k") ? 3 : 6;
        try {
            long count = new BigDecimal(matcher.group(1).replace("_", ""))
                    .scaleByPowerOfTen(power)
                    .longValueExact();
            if (count >= 1) {
                return count;
            }
        } catch (ArithmeticException e) {
            throw refused(text);
        }
        throw refused(text);
    }

    private static InputException refused(String text) {
        return new InputException(
                "\"" + text + "\" is not a whole number of at least 1; write it like 1500, 10k or 1.5M");
    }

    /** {@code count} as an {@code int}. */
    static int toInt(String flag, long count) {
        if (count > Integer.MAX_VALUE) {
            throw new InputException(flag + ": " + count + " is too many; the most is " + Integer.MAX_VALUE);
        }
        return (int) count;
    }
}
