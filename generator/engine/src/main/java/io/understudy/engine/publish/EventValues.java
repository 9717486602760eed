package io.understudy.engine.publish;

import io.understudy.engine.encode.EventContracts;
import io.understudy.engine.encode.EventEncoder;
import io.understudy.engine.encode.FrameEncoder;
import io.understudy.engine.encode.ProtobufContract;
import io.understudy.engine.encode.ProtobufEncoder;
import io.understudy.engine.publish.file.JsonContract;
import io.understudy.engine.publish.file.JsonEvents;
import io.understudy.model.EventLayout;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.RecordSchema;
import java.util.Optional;
import java.util.OptionalInt;

/** What the values of a stream's events are, in each format: their schema, and what writes them. */
public final class EventValues {
    private EventValues() {}

    /** The schema that events of {@code layout} are registered by; empty where they have none. */
    public static Optional<RecordSchema> schema(EventLayout layout, RecordStyle.Format format) {
        return switch (format) {
            case AVRO -> Optional.of(RecordSchema.avro(EventContracts.of(layout).schema()));
            case JSON -> Optional.empty();
            case JSON_SCHEMA -> Optional.of(JsonContract.of(layout));
            case PROTOBUF -> Optional.of(ProtobufContract.of(layout).schema());
        };
    }

    /**
     * What writes events of {@code layout}.
     *
     * @param schemaId under which {@link #schema} is registered, if there is one
     * @param ids makes the events' ids
     */
    static EventEncoder encoder(EventLayout layout, RecordStyle.Format format, int schemaId, EventIds ids) {
        return switch (format) {
            case AVRO -> new FrameEncoder(layout, EventContracts.of(layout), schemaId, ids);
            case JSON -> new JsonEvents(layout, OptionalInt.empty(), ids);
            case JSON_SCHEMA -> new JsonEvents(layout, OptionalInt.of(schemaId), ids);
            case PROTOBUF -> new ProtobufEncoder(layout, schemaId, ids);
        };
    }
}
