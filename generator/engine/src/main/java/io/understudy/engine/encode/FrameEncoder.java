package io.understudy.engine.encode;

import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.AvroBinary;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.EventField;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.IdLanes;
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
    private final LaneProgram laneProgram;
    private final int mostBytes;
    private final IdLanes lanes;
    private final long[] upper = new long[EncodedEvents.MOST]; // [event] half of the id
    private final long[] lower = new long[EncodedEvents.MOST]; // [event] half of the id
    private final long head; // what values begin with: the prefix of the wire format, and the length of an id

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
        laneProgram = new LaneProgram(columnByField, encoderByField);
        mostBytes = 1 + EventIds.TEXT_LENGTH + program.mostBytes();
        lanes = new IdLanes(ids, EncodedEvents.MOST);
        head = (long) Integer.reverseBytes(schemaId) << Byte.SIZE & 0xff_ffff_ff00L
                | 2L * EventIds.TEXT_LENGTH << Byte.SIZE * WireBuffer.PREFIX_BYTES;
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

    /**
     * Replaces what {@code out} holds by the events in {@code count} frames from {@code from} on, {@link EncodedEvents#MOST} at
     * most, each as {@link #encode(EventFrame, int, WireBuffer)} writes it, at less than half its cost.
     */
    public void encode(EventFrame[] frames, int from, int count, int origin, EncodedEvents out) {
        int idAt = WireBuffer.PREFIX_BYTES + 1;
        out.begin(WireBuffer.PREFIX_BYTES + mostBytes + LaneProgram.SLACK_BYTES, idAt + EventIds.TEXT_LENGTH, count);
        for (int i = 0; i < count; i++) {
            lanes.put(i, origin, frames[from + i].entity, frames[from + i].sequence);
        }
        lanes.encrypt(count);
        byte[] bytes = out.array();
        for (int i = 0; i < count; i++) {
            long id = lanes.id(i);
            out.ids[i] = id;
            upper[i] = id >>> 32;
            lower[i] = id & 0xffff_ffffL;
        }
        AvroBinary.hexDigits(upper, count);
        AvroBinary.hexDigits(lower, count);
        for (int i = 0; i < count; i++) {
            int at = out.start(i);
            AvroBinary.writeWord(bytes, at, head);
            AvroBinary.writeHighFirst(bytes, at + idAt, upper[i]);
            AvroBinary.writeHighFirst(bytes, at + idAt + Long.BYTES, lower[i]);
        }
        laneProgram.run(frames, from, count, bytes, out.ends);
    }
}
