package io.understudy.engine.encode;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Timestamp;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.EventField;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Writes events as messages of a {@link ProtobufContract} in Confluent's wire format: behind the prefix a zero, for the
 * first message of the schema's file. Owned by one thread. It allocates a message an event: for load tests take Avro.
 */
public final class ProtobufEncoder implements EventEncoder {
    private static final long MICROS_PER_SECOND = 1_000_000L;
    private static final int FIRST_MESSAGE = 0;

    private final int schemaId;
    private final EventIds ids;
    private final int[] columnByField;
    private final List<EventField> fields;
    private final List<FieldDescriptor> descriptors; // [field + 1], the event's id first
    private final List<LongFunction<Object>> values; // [field]
    private final DynamicMessage empty;

    /**
     * An encoder of events of {@code layout}.
     *
     * @param schemaId under which the contract's schema is registered
     * @param ids makes the events' ids
     */
    public ProtobufEncoder(EventLayout layout, int schemaId, EventIds ids) {
        this.schemaId = schemaId;
        this.ids = ids;
        EventContract contract = EventContracts.of(layout);
        columnByField = EventContracts.columns(layout);
        fields = contract.fields();
        empty = DynamicMessage.getDefaultInstance(ProtobufContract.of(layout).descriptor());
        descriptors = empty.getDescriptorForType().getFields();
        values = IntStream.range(0, fields.size())
                .mapToObj(i -> value(layout.column(columnByField[i]), fields.get(i)))
                .toList();
    }

    private static LongFunction<Object> value(Column column, EventField field) {
        ColumnFormat format = column.format();
        return switch (field.type().kind()) {
            case TEXT, DECIMAL -> format::text;
            case LONG -> value -> value;
            case TIMESTAMP_MICROS ->
                micros -> Timestamp.newBuilder()
                        .setSeconds(Math.floorDiv(micros, MICROS_PER_SECOND))
                        .setNanos((int) Math.floorMod(micros, MICROS_PER_SECOND) * 1_000)
                        .build();
            case DATE -> {
                LocalDays days = new LocalDays(((io.understudy.model.Timestamp) format).zoneId());
                yield micros -> LocalDate.ofEpochDay(days.of(micros)).toString();
            }
        };
    }

    @Override
    public long encode(EventFrame frame, int origin, WireBuffer out) {
        long id = ids.id(origin, frame.entity, frame.sequence);
        DynamicMessage.Builder event = empty.newBuilderForType().setField(descriptors.get(0), EventIds.text(id));
        for (int i = 0; i < columnByField.length; i++) {
            long value = frame.values[columnByField[i]];
            if (value != ColumnFormat.MISSING) {
                event.setField(descriptors.get(i + 1), values.get(i).apply(value));
            } else if (!fields.get(i).nullable()) {
                throw new IllegalArgumentException("column " + fields.get(i).column()
                        + " of an event has no value, but its contract says that it always has one; make the column"
                        + " nullable");
            }
        }
        write(event.build(), out);
        return id;
    }

    private void write(DynamicMessage event, WireBuffer out) {
        out.begin(schemaId);
        out.writeByte(FIRST_MESSAGE);
        int size = event.getSerializedSize();
        out.reserve(size);
        try {
            event.writeTo(CodedOutputStream.newInstance(out.array(), out.length(), size));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array takes all that it has room for
        }
        out.end(out.length() + size);
    }
}
