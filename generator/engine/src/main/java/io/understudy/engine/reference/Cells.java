package io.understudy.engine.reference;

import io.understudy.model.ColumnFormat;
import io.understudy.model.Timestamp;
import java.util.List;

/**
 * The cells of one column as they were read, before the column has a role.
 *
 * @param values // [row] in the encoding of {@code format}
 * @param missing number of cells without a value
 * @param notes what the format cannot keep of the texts
 */
record Cells(String name, ColumnFormat format, long[] values, int missing, List<String> notes) {

    boolean isNumber() {
        return format instanceof ColumnFormat.Decimal;
    }

    boolean isInteger() {
        return format instanceof ColumnFormat.Decimal decimal && decimal.scale() == 0;
    }

    boolean isTime() {
        return format instanceof Timestamp;
    }

    boolean isText() {
        return format instanceof ColumnFormat.Dictionary;
    }

    /** The texts of a text column. */
    List<String> texts() {
        return ((ColumnFormat.Dictionary) format).values();
    }
}
