package io.understudy.engine.publish.file;

import io.understudy.engine.encode.EventContracts;
import io.understudy.engine.encode.EventEncoder;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.AvroBinary;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Events as JSON objects in UTF-8, plain or behind Confluent's prefix: the event's id, then the columns that stand in its
 * Avro contract too, in the names and formats of the reference. Owned by one thread.
 */
public final class JsonEvents implements EventEncoder {
    private static final byte[] ID_KEY = ("{\"" + EventContract.EVENT_ID + "\":\"").getBytes(StandardCharsets.US_ASCII);

    private final OptionalInt schemaId;
    private final EventIds ids;
    private final JsonPrinter printer;
    private final byte[] hex = new byte[1 + EventIds.TEXT_LENGTH + AvroBinary.SLACK_BYTES]; // behind its length

    /**
     * An encoder of events of {@code layout}.
     *
     * @param schemaId under which their {@link JsonContract} is registered; empty for objects without a prefix
     * @param ids makes the events' ids
     */
    public JsonEvents(EventLayout layout, OptionalInt schemaId, EventIds ids) {
        this.schemaId = schemaId;
        this.ids = ids;
        printer = new JsonPrinter(layout, EventContracts.columns(layout), "\",");
    }

    @Override
    public long encode(EventFrame frame, int origin, WireBuffer out) {
        long id = ids.id(origin, frame.entity, frame.sequence);
        if (schemaId.isPresent()) {
            out.begin(schemaId.getAsInt());
        } else {
            out.clear();
        }
        out.writeRaw(ID_KEY, 0, ID_KEY.length);
        AvroBinary.writeHex(hex, 0, id);
        out.writeRaw(hex, 1, EventIds.TEXT_LENGTH);
        printer.printObject(frame, out);
        return id;
    }
}
