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
    private final FieldProgram program;
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
        int[] columnByField = EventContracts.columns(layout);
        List<EventField> fields = contract.fields();
        if (!contract.schema().equals(EventContracts.of(layout).schema())) {
            throw new IllegalArgumentException("contract " + contract.schema().getFullName() + " is not that of layout "
                    + layout.name() + "; make it by EventContracts.of");
        }
        CellEncoder[] encoderByField = new CellEncoder[fields.size()];
        for (int i = 0; i < encoderByField.length; i++) {
            encoderByField[i] = CellEncoder.of(layout.column(columnByField[i]), fields.get(i));
        }
        program = new FieldProgram(columnByField, encoderByField);
        mostBytes = 1 + EventIds.TEXT_LENGTH + program.mostBytes();
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
        out.end(program.run(frame.values, bytes, at));
        return id;
    }
}
