package io.understudy.engine.fit;

import io.understudy.model.ColumnFormat;
import java.util.List;

/** Finds how new names in the style of known ones look: their prefix, their width and a first number behind theirs. */
final class SerialStyle {
    private static final int MOST_SAMPLES = 2_000;

    private SerialStyle() {}

    /** Serial names for a column called {@code column} whose format in the reference is {@code format}. */
    static ColumnFormat.Serial of(String column, ColumnFormat format) {
        if (format instanceof ColumnFormat.Serial serial) {
            return serial;
        }
        if (!(format instanceof ColumnFormat.Dictionary dictionary)
                || dictionary.values().isEmpty()) {
            return new ColumnFormat.Serial("", 0, 1);
        }
        List<String> values = dictionary.values();
        String prefix = values.get(0);
        int digits = 0;
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
            digits = Math.max(digits, rest.length());
        }
        long first = 1;
        for (int i = 0; i < Math.min(digits, 12); i++) {
            first *= 10;
        }
        return new ColumnFormat.Serial(prefix, 0, first);
    }
}
