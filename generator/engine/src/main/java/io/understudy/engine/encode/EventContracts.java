package io.understudy.engine.encode;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.EventField;
import io.understudy.schemas.FieldType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which columns of a layout stand in its events, and as what. */
public final class EventContracts {
    private EventContracts() {}

    /** The contract of events of {@code layout}: labels and ignored columns are left out. */
    public static EventContract of(EventLayout layout) {
        List<EventField> fields = Arrays.stream(columns(layout))
                .mapToObj(i -> field(layout.column(i)))
                .toList();
        return EventContract.of(layout.name(), fields);
    }

    /** Indexes of the layout's columns that stand in its events, ascending; one a field of the contract. */
    public static int[] columns(EventLayout layout) {
        return IntStream.range(0, layout.size())
                .filter(i -> stands(layout.column(i)))
                .toArray();
    }

    private static boolean stands(Column column) {
        return column.role() != ColumnRole.LABEL
                && column.role() != ColumnRole.IGNORED
                && !(column.format() instanceof ColumnFormat.Empty);
    }

    /** The field that holds {@code column}. */
    public static EventField field(Column column) {
        return new EventField(column.name(), type(column.format()), column.nullable(), doc(column.role()));
    }

    private static FieldType type(ColumnFormat format) {
        if (format instanceof ColumnFormat.Decimal decimal) {
            return decimal.scale() == 0 ? FieldType.LONG : FieldType.decimal(decimal.scale());
        }
        if (format instanceof Timestamp timestamp) {
            return timestamp.dateOnly() ? FieldType.DATE : FieldType.TIMESTAMP_MICROS;
        }
        return FieldType.TEXT;
    }

    private static String doc(ColumnRole role) {
        return switch (role) {
            case ENTITY -> "Names the sequence that the event belongs to";
            case TIME -> "When the event happened";
            case TYPE -> "Kind of event";
            case ID -> "Row identifier";
            case KEY -> "Reference shared between entities";
            case DERIVED -> "Follows from other fields and past events";
            default -> "";
        };
    }
}
