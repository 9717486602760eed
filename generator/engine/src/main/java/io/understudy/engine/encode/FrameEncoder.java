package io.understudy.engine.encode;

import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.AvroBinary;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.EventField;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.util.List;

/**
 * Writes events in Confluent's wire format: the bytes are those that the stock {@code KafkaAvroSerializer} makes of an
 * equal record. Owned by one thread; does not allocate after construction.
 */
public final class FrameEncoder implements EventEncoder {
    private final int schemaId;
    private final EventIds ids;
    private final int[] columnByField;
    private final CellEncoder[] encoderByField;
    private final int mostBytes;

    /**
     * An encoder of events of {@code layout}.
     *
     * @param contract as {@link EventContracts#of} makes it of the layout
     * @param schemaId under which the contract's schema is registered
     * @param ids makes the events' ids
     * @throws IllegalArgumentException if the contract is not the layout's
     */
    public FrameEncoder(EventLayout layout, EventContract contract, int schemaId, EventIds ids) {
        this.schemaId = schemaId;
        this.ids = ids;
        columnByField = EventContracts.columns(layout);
        List<EventField> fields = contract.fields();
        if (!contract.schema().equals(EventContracts.of(layout).schema())) {
            throw new IllegalArgumentException("contract " + contract.schema().getFullName() + " is not that of layout "
                    + layout.name() + "; make it by EventContracts.of");
        }
        encoderByField = new CellEncoder[fields.size()];
        int most = 1 + EventIds.TEXT_LENGTH;
        for (int i = 0; i < encoderByField.length; i++) {
            encoderByField[i] = CellEncoder.of(layout.column(columnByField[i]), fields.get(i));
            most += encoderByField[i].mostBytes();
        }
        mostBytes = most;
    }

    /**
     * Replaces what {@code out} holds by the event in {@code frame}.
     *
     * @param origin who made the event: {@link EventIds#BASE}, or a burst's
     * @return the event's id
     * @throws IllegalArgumentException if a cell is missing that the contract wants, a number has over 18 digits, or the
     *     event is beyond the limits of {@link EventIds}
     */
    @Override
    public long encode(EventFrame frame, int origin, WireBuffer out) {
        long id = ids.id(origin, frame.entity, frame.sequence);
        out.begin(schemaId);
        out.reserve(mostBytes);
        byte[] bytes = out.array();
        int at = AvroBinary.writeHex(bytes, WireBuffer.PREFIX_BYTES, id);
        long[] values = frame.values;
        for (int i = 0; i < encoderByField.length; i++) {
            at = encode(encoderByField[i], values[columnByField[i]], bytes, at);
        }
        out.end(at);
        return id;
    }

    // A call of the abstract method, of five kinds here, would go through a table and could not be compiled in place.
    private static int encode(CellEncoder encoder, long value, byte[] bytes, int at) {
        return switch (encoder.kind()) {
            case CellEncoder.LISTED -> ((TextEncoder.Listed) encoder).encode(value, bytes, at);
            case CellEncoder.NUMBERED -> ((TextEncoder.Numbered) encoder).encode(value, bytes, at);
            case CellEncoder.WHOLE -> ((NumberEncoder.Whole) encoder).encode(value, bytes, at);
            case CellEncoder.FRACTION -> ((NumberEncoder.Fraction) encoder).encode(value, bytes, at);
            default -> ((NumberEncoder.Date) encoder).encode(value, bytes, at);
        };
    }
}
