package io.understudy.engine.fit.dp;

import io.understudy.model.InputException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/** What a column may hold, declared by who knows it without a look at the data. */
public sealed interface Domain {

    /** A closed list of texts; of a label column the first is the normal class. */
    record Values(List<String> values) implements Domain {
        public Values {
            values = List.copyOf(values);
            if (values.isEmpty() || Set.copyOf(values).size() < values.size()) {
                throw new InputException("values must be at least one, and each of them once");
            }
        }
    }

    /**
     * Numbers.
     *
     * @param digits behind the point
     */
    record Range(double least, double most, int digits) implements Domain {
        private static final double LARGEST = 1e15; // in units of the last digit, which a long holds with room to spare

        public Range {
            if (digits < 0
                    || digits > 6
                    || !(least < most)
                    || Math.max(-least, most) * Math.pow(10, digits) > LARGEST) {
                throw new InputException("numbers from " + least + " to " + most + " with " + digits
                        + " digits behind the point: least must be less than most, and digits 0 to 6");
            }
        }

        /** A bound in units of the last digit. */
        long units(double bound) {
            return Math.round(bound * Math.pow(10, digits));
        }
    }

    /** Whole local days, the first and the one behind the last. */
    record Span(LocalDate from, LocalDate to) implements Domain {
        public Span {
            if (!from.isBefore(to)) {
                throw new InputException("times from " + from + " to " + to + ": from must be before to");
            }
        }

        static LocalDate day(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new InputException("\"" + text + "\" is no date; write it as 2026-01-31", e);
            }
        }
    }

    /**
     * Names that are made anew.
     *
     * @param prefix that they begin with
     * @param width digits behind it; 0 for as many as needed
     * @param distinct of a key, about how many there are
     */
    record Names(String prefix, int width, int distinct) implements Domain {
        public Names {
            if (width < 0 || width > 18 || distinct < 1) {
                throw new InputException("names need a width of 0 to 18 digits and at least one distinct name");
            }
        }
    }
}
