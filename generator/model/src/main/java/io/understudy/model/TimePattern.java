package io.understudy.model;

import java.time.LocalDate;

/**
 * A date-time pattern made of digits, literals and an offset, as nearly every log writes its times; compiled, so that
 * reading and writing need neither allocation nor {@link java.time.format.DateTimeFormatter}.
 *
 * <p>Letters mean what they mean there, with two differences. A two-digit year is 1969 to 2068, as POSIX has it. An
 * optional section may only hold a fraction, {@code [.SSS]}, and is written where the fraction is not zero.
 */
final class TimePattern {
    private static final char OPTIONAL_FRACTION = '?';
    private static final char LITERAL = '\'';
    private static final int[] POWER_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private final char[] kinds; // [part] a pattern letter, LITERAL or OPTIONAL_FRACTION
    private final int[] widths; // [part] number of letters, or of fraction digits
    private final char[] literals; // [part] the literal character, or the one before an optional fraction
    private final int parts;

    private TimePattern(char[] kinds, int[] widths, char[] literals, int parts) {
        this.kinds = kinds;
        this.widths = widths;
        this.literals = literals;
        this.parts = parts;
    }

    /** A compiled pattern, or null if it needs more than digits. */
    static TimePattern compile(String pattern) {
        int length = pattern.length();
        char[] kinds = new char[length];
        int[] widths = new int[length];
        char[] literals = new char[length];
        int parts = 0;
        int at = 0;
        while (at < length) {
            char c = pattern.charAt(at);
            if (c == LITERAL) {
                int end = pattern.indexOf(LITERAL, at + 1);
                if (end <= at + 1) {
                    return null;
                }
                for (int i = at + 1; i < end; i++) {
                    kinds[parts] = LITERAL;
                    literals[parts++] = pattern.charAt(i);
                }
                at = end + 1;
            } else if (c == '[') {
                int end = pattern.indexOf(']', at);
                int digits = end - at - 2;
                if (digits < 1 || digits > 9 || !pattern.substring(at + 2, end).equals("S".repeat(digits))) {
                    return null;
                }
                kinds[parts] = OPTIONAL_FRACTION;
                widths[parts] = digits;
                literals[parts++] = pattern.charAt(at + 1);
                at = end + 1;
            } else if (Character.isLetter(c)) {
                int end = at;
                while (end < length && pattern.charAt(end) == c) {
                    end++;
                }
                if (!known(c, end - at)) {
                    return null;
                }
                kinds[parts] = c == 'u' ? 'y' : c;
                widths[parts++] = end - at;
                at = end;
            } else if (c == ']' || c == '{' || c == '}' || c == '#') {
                return null;
            } else {
                kinds[parts] = LITERAL;
                literals[parts++] = c;
                at++;
            }
        }
        return new TimePattern(kinds, widths, literals, parts);
    }

    private static boolean known(char letter, int count) {
        return switch (letter) {
            case 'y', 'u' -> count == 2 || count == 4;
            case 'M', 'd', 'H', 'm', 's' -> count == 2;
            case 'S' -> count <= 9;
            case 'x', 'X' -> count <= 3;
            default -> false;
        };
    }

    /** Appends a wall-clock time; false, with nothing appended, if the year has no four digits. */
    boolean append(long wallMicros, int offsetSeconds, StringBuilder out) {
        long day = Math.floorDiv(wallMicros, 86_400_000_000L);
        long microOfDay = wallMicros - day * 86_400_000_000L;
        int yearMonthDay = yearMonthDay(day);
        if (yearMonthDay < 0) {
            return false;
        }
        int second = (int) (microOfDay / 1_000_000L);
        int micro = (int) (microOfDay - second * 1_000_000L);
        for (int i = 0; i < parts; i++) {
            switch (kinds[i]) {
                case LITERAL -> out.append(literals[i]);
                case 'y' -> {
                    int year = yearMonthDay >> 9;
                    digits(widths[i] == 2 ? year % 100 : year, widths[i], out);
                }
                case 'M' -> digits(yearMonthDay >> 5 & 15, 2, out);
                case 'd' -> digits(yearMonthDay & 31, 2, out);
                case 'H' -> digits(second / 3600, 2, out);
                case 'm' -> digits(second / 60 % 60, 2, out);
                case 's' -> digits(second % 60, 2, out);
                case 'S' -> fraction(micro, widths[i], out);
                case OPTIONAL_FRACTION -> {
                    if (micro != 0) {
                        out.append(literals[i]);
                        fraction(micro, widths[i], out);
                    }
                }
                default -> offset(offsetSeconds, kinds[i], widths[i], out);
            }
        }
        return true;
    }

    /** Year, month and day of an epoch day, packed as year * 512 + month * 32 + day; -1 outside of years 0 to 9999. */
    private static int yearMonthDay(long epochDay) {
        // Days to civil date by eras of 400 years that begin in March (H. Hinnant, "chrono-compatible low-level date
        // algorithms", civil_from_days).
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year < 0 || year > 9999 ? -1 : (int) year << 9 | month << 5 | day;
    }

    private static void digits(int value, int width, StringBuilder out) {
        if (width == 4) {
            out.append((char) ('0' + value / 1000)).append((char) ('0' + value / 100 % 10));
        }
        out.append((char) ('0' + value / 10 % 10)).append((char) ('0' + value % 10));
    }

    private static void fraction(int micro, int width, StringBuilder out) {
        for (int i = 0; i < width; i++) {
            out.append((char) ('0' + (i < 6 ? micro / POWER_OF_TEN[5 - i] % 10 : 0)));
        }
    }

    private static void offset(int offsetSeconds, char letter, int width, StringBuilder out) {
        if (letter == 'X' && offsetSeconds == 0) {
            out.append('Z');
            return;
        }
        int minutes = Math.abs(offsetSeconds) / 60;
        out.append(offsetSeconds < 0 ? '-' : '+');
        digits(minutes / 60, 2, out);
        if (width == 1 && minutes % 60 == 0) {
            return;
        }
        if (width == 3) {
            out.append(':');
        }
        digits(minutes % 60, 2, out);
    }

    /**
     * What a text says: the wall-clock time in microseconds since 1970, and the offset in seconds, 0 if it has none.
     */
    record Reading(long wallMicros, int offsetSeconds) {}

    /** Reads a text that is written exactly in this pattern; null if it is not. */
    Reading read(String text) {
        int year = 1970;
        int month = 1;
        int day = 1;
        int hour = 0;
        int minute = 0;
        int second = 0;
        int micro = 0;
        int offsetSeconds = 0;
        int at = 0;
        int length = text.length();
        for (int i = 0; i < parts; i++) {
            int width = widths[i];
            int end = at + width;
            char kind = kinds[i];
            if (kind == LITERAL) {
                if (at >= length || text.charAt(at) != literals[i]) {
                    return null;
                }
                at++;
                continue;
            }
            if (kind == 'x' || kind == 'X') {
                int used = offsetLength(text, at, kind, width);
                if (used == 0) {
                    return null;
                }
                offsetSeconds = used == 1 ? 0 : offsetSeconds(text, at, used);
                at += used;
                continue;
            }
            if (kind == OPTIONAL_FRACTION) {
                if (at >= length || text.charAt(at) != literals[i]) {
                    continue;
                }
                at++;
                end++;
            }
            boolean isFraction = kind == 'S' || kind == OPTIONAL_FRACTION;
            int value = number(text, at, isFraction ? Math.min(end, at + 6) : end);
            if (value < 0 || end > length) {
                return null;
            }
            switch (kind) {
                case 'y' -> year = width == 4 ? value : value + (value < 69 ? 2000 : 1900);
                case 'M' -> month = value;
                case 'd' -> day = value;
                case 'H' -> hour = value;
                case 'm' -> minute = value;
                case 's' -> second = value;
                default -> micro = value * POWER_OF_TEN[6 - Math.min(width, 6)];
            }
            at = end;
        }
        if (at != length || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 || day < 1) {
            return null;
        }
        if (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return null;
        }
        long wallSeconds = epochDay(year, month, day) * 86_400L + hour * 3600L + minute * 60L + second;
        return new Reading(wallSeconds * 1_000_000L + micro, offsetSeconds);
    }

    private static long epochDay(int year, int month, int day) {
        int shiftedYear = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shiftedYear, 400);
        int yearOfEra = shiftedYear - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097L + yearOfEra * 365L + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    /** The number in [{@code from}, {@code to}); -1 if it is not all digits. */
    private static int number(String text, int from, int to) {
        if (to > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Characters that the offset at {@code at} takes; 0 if there is none. */
    private static int offsetLength(String text, int at, char letter, int width) {
        if (at >= text.length()) {
            return 0;
        }
        char sign = text.charAt(at);
        if (sign == 'Z') {
            return letter == 'X' ? 1 : 0;
        }
        int length = width == 3 ? 6 : width == 2 ? 5 : number(text, at + 3, at + 5) >= 0 ? 5 : 3;
        boolean signed = sign == '+' || sign == '-';
        boolean whole = number(text, at + 1, at + 3) >= 0
                && (length == 3 || number(text, at + length - 2, at + length) >= 0)
                && (length < 6 || text.charAt(at + 3) == ':');
        return signed && whole ? length : 0;
    }

    private static int offsetSeconds(String text, int at, int length) {
        int minutes = number(text, at + 1, at + 3) * 60 + (length > 3 ? number(text, at + length - 2, at + length) : 0);
        return text.charAt(at) == '-' ? -minutes * 60 : minutes * 60;
    }
}
