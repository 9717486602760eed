package io.understudy.engine.publish.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.understudy.engine.encode.EventContracts;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.RecordSchema;

/** The JSON Schema (draft 7) of what {@link JsonEvents} writes: all columns are there, and no others. */
public final class JsonContract {
    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

    private JsonContract() {}

    /** The schema of events of {@code layout}; its title is the full name of the Avro contract's record. */
    public static RecordSchema of(EventLayout layout) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("$schema", DRAFT);
        schema.put("title", EventContracts.of(layout).schema().getFullName());
        schema.put("type", "object");
        schema.put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        properties
                .putObject(EventContract.EVENT_ID)
                .put("type", "string")
                .put("description", "Id of the event, 16 hex digits");
        var required = schema.putArray("required").add(EventContract.EVENT_ID);
        for (int index : EventContracts.columns(layout)) {
            Column column = layout.column(index);
            ObjectNode property = properties.putObject(column.name());
            if (column.nullable()) {
                property.putArray("type").add("null").add(type(column.format()));
            } else {
                property.put("type", type(column.format()));
                required.add(column.name());
            }
            String doc = EventContracts.field(column).doc();
            if (!doc.isEmpty()) {
                property.put("description", doc);
            }
        }
        return RecordSchema.json(schema.toString());
    }

    private static String type(ColumnFormat format) {
        if (format instanceof ColumnFormat.Decimal decimal) {
            return decimal.scale() == 0 ? "integer" : "number";
        }
        if (format instanceof Timestamp timestamp && timestamp.style().compareTo(Timestamp.Style.DATE) < 0) {
            return timestamp.pattern().isEmpty() ? "integer" : "number";
        }
        return "string";
    }
}
