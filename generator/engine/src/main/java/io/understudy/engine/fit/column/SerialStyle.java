package io.understudy.engine.fit.column;

import io.understudy.model.ColumnFormat;
import java.util.List;

/** Finds how new names in the style of known ones look: their prefix, their width and a first number behind theirs. */
public final class SerialStyle {
    private static final int MOST_SAMPLES = 2_000;
    private static final int MOST_DIGITS = 12;
    private static final int ROUNDED_TO = 100; // parts of the numbers of that many digits
    private static final int ROOM = 10; // times the known names that must fit behind them

    private SerialStyle() {}

    /** Serial names for a column called {@code column} whose format in the reference is {@code format}. */
    public static ColumnFormat.Serial of(String column, ColumnFormat format) {
        if (format instanceof ColumnFormat.Serial serial) {
            return serial;
        }
        if (!(format instanceof ColumnFormat.Dictionary dictionary)
                || dictionary.values().isEmpty()) {
            return new ColumnFormat.Serial("", 0, 1);
        }
        List<String> values = dictionary.values();
        String prefix = values.get(0);
        int most = 0;
        int least = Integer.MAX_VALUE;
        int step = Math.max(1, values.size() / MOST_SAMPLES);
        for (int i = 0; i < values.size(); i += step) {
            String value = values.get(i);
            int common = 0;
            while (common < Math.min(prefix.length(), value.length())
                    && prefix.charAt(common) == value.charAt(common)) {
                common++;
            }
            prefix = prefix.substring(0, common);
        }
        while (!prefix.isEmpty() && Character.isDigit(prefix.charAt(prefix.length() - 1))) {
            prefix = prefix.substring(0, prefix.length() - 1);
        }
        for (int i = 0; i < values.size(); i += step) {
            String rest = values.get(i).substring(prefix.length());
            if (!rest.chars().allMatch(Character::isDigit)) {
                return new ColumnFormat.Serial(column + "-", 6, 1);
            }
            most = Math.max(most, rest.length());
            least = Math.min(least, rest.length());
        }
        return new ColumnFormat.Serial(prefix, most == least ? most : 0, freshStart(values, prefix, most));
    }

    /**
     * The first number behind all known ones, where as many new ones as known are left below the next power of ten; else
     * that power, so that no new name is ever a known one.
     */
    private static long freshStart(List<String> values, String prefix, int digits) {
        long power = 1;
        for (int i = 0; i < Math.min(digits, MOST_DIGITS); i++) {
            power *= 10;
        }
        long behind = 0;
        for (String value : values) {
            String rest = value.substring(prefix.length());
            if (rest.length() > MOST_DIGITS || !rest.chars().allMatch(Character::isDigit)) {
                return power;
            }
            behind = Math.max(behind, rest.isEmpty() ? 0 : Long.parseLong(rest) + 1);
        }
        long unit = Math.max(1, power / ROUNDED_TO);
        behind = (behind + unit - 1) / unit * unit; // the greatest known number is somebody's
        return power - behind >= ROOM * (long) values.size() ? behind : power;
    }
}
