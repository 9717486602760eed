package io.understudy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class EventContractTest {
    static final List<String> SHIPPED = EventContract.SHIPPED;

    @Test
    void derivesOneFieldAColumnBehindTheEventId() {
        // Given
        List<EventField> fields = List.of(
                text("case:concept:name"),
                new EventField("start date", FieldType.DATE, true, ""),
                new EventField("time", FieldType.TIMESTAMP_MICROS, false, "When"),
                new EventField("n", FieldType.LONG, false, ""),
                new EventField("TX_AMOUNT", FieldType.decimal(2), true, ""));

        // When
        Schema schema = EventContract.of("bpic-2012 loans", fields).schema();

        // Then
        assertThat(SchemaFormatter.format("json/pretty", schema)).isEqualToNormalizingNewlines("""
                        {
                          "type" : "record",
                          "name" : "bpic_2012_loans",
                          "namespace" : "io.understudy.event",
                          "doc" : "An event of bpic-2012 loans",
                          "fields" : [ {
                            "name" : "event_id",
                            "type" : "string",
                            "doc" : "Id of the event, 16 hex digits"
                          }, {
                            "name" : "case_concept_name",
                            "type" : "string",
                            "understudy.column" : "case:concept:name"
                          }, {
                            "name" : "start_date",
                            "type" : [ "null", {
                              "type" : "int",
                              "logicalType" : "date"
                            } ],
                            "default" : null,
                            "understudy.column" : "start date"
                          }, {
                            "name" : "time",
                            "type" : {
                              "type" : "long",
                              "logicalType" : "timestamp-micros"
                            },
                            "doc" : "When",
                            "understudy.column" : "time"
                          }, {
                            "name" : "n",
                            "type" : "long",
                            "understudy.column" : "n"
                          }, {
                            "name" : "TX_AMOUNT",
                            "type" : [ "null", {
                              "type" : "bytes",
                              "logicalType" : "decimal",
                              "precision" : 18,
                              "scale" : 2
                            } ],
                            "default" : null,
                            "understudy.column" : "TX_AMOUNT"
                          } ]
                        }""");
    }

    @Test
    void namesStayLegalAndUnique() {
        // Given
        List<EventField> fields = List.of(
                text("event_id"), text("a b"), text("a-b"), text("a_b_2"), text("2nd"), text(""), text("größe"));

        // When
        EventContract contract = EventContract.of("1", fields);

        // Then
        assertThat(contract.schema().getFields().stream().map(Schema.Field::name))
                .containsExactly("event_id", "event_id_2", "a_b", "a_b_2", "a_b_2_2", "_2nd", "_", "gr__e");
        assertThat(contract.schema().getName()).isEqualTo("_1");
        assertThat(contract.avroName(1)).isEqualTo("a_b");
        assertThat(EventContract.read(contract.schema()).fields()).isEqualTo(fields);
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void shippedContractIsWhatItsOwnFieldsDerive(String name) {
        // Given
        EventContract shipped = EventContract.shipped(name);

        // When
        EventContract derived = EventContract.derived(name, shipped.fields());

        // Then
        assertThat(derived.fields()).isEqualTo(shipped.fields());
        assertThat(canonical(derived.schema())).isEqualTo(canonical(shipped.schema()));
        assertThat(types(derived.schema())).isEqualTo(types(shipped.schema()));
    }

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void shippedContractIsUsedWhereItHoldsTheColumns(String name) {
        // Given
        EventContract shipped = EventContract.shipped(name);
        List<EventField> neverMissing = shipped.fields().stream()
                .map(f -> new EventField(f.column(), f.type(), false, "other words"))
                .toList();

        // When
        EventContract contract = EventContract.of("march-2026", neverMissing);

        // Then
        assertThat(contract.schema()).isEqualTo(shipped.schema());
    }

    @Test
    void shippedContractIsLeftWhereAColumnDiffers() {
        // Given
        EventContract shipped = EventContract.shipped("payments");
        List<EventField> longer = new ArrayList<>(shipped.fields());
        longer.add(text("terminal_id"));
        List<EventField> nullable = new ArrayList<>(shipped.fields());
        nullable.set(3, new EventField("pos_entry_mode", FieldType.TEXT, true, ""));
        List<EventField> otherType = new ArrayList<>(shipped.fields());
        otherType.set(5, new EventField("amount", FieldType.decimal(3), false, ""));

        for (List<EventField> fields : List.of(longer, nullable, otherType)) {
            // When
            EventContract contract = EventContract.of("payments", fields);

            // Then
            assertThat(contract.fields()).isEqualTo(fields);
            assertThat(contract.schema()).isNotEqualTo(shipped.schema());
        }
    }

    @Test
    void readsNoSchemaThatIsNotOfEvents() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventContract.read(Schema.create(Schema.Type.STRING)))
                .withMessage("schema string is not one of events: its first field must be the string event_id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventContract.read(event("{\"name\": \"x\", \"type\": \"double\"}")))
                .withMessage("Avro type \"double\" is none that a field of an event can have");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventContract.read(event("{\"name\": \"x\", \"type\": [\"string\", \"null\"]}")))
                .withMessage("field x of schema e must be of one type, or a union of null and one type");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventContract.read(event(
                        "{\"name\": \"x\", \"type\": {\"type\": \"long\", \"logicalType\": \"timestamp-millis\"}}")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventContract.shipped("trades"))
                .withMessage("no contract ships for \"trades\"; those that do are [payments, access]");
    }

    private static Schema event(String field) {
        return new Schema.Parser()
                .parse(
                        "{\"type\": \"record\", \"name\": \"e\", \"fields\": [{\"name\": \"event_id\", \"type\": \"string\"}, "
                                + field + "]}");
    }

    private static EventField text(String column) {
        return new EventField(column, FieldType.TEXT, false, "");
    }

    private static String canonical(Schema schema) {
        return SchemaNormalization.toParsingForm(schema);
    }

    /** The fields' types with their logical types, which the canonical form leaves out. */
    private static List<Schema> types(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::schema).toList();
    }
}
