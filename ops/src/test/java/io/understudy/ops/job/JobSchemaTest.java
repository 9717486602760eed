package io.understudy.ops.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.understudy.engine.fault.FaultPlan;
import io.understudy.engine.publish.Delivery;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.publish.LabelScope;
import io.understudy.engine.publish.RecordStyle;
import io.understudy.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class JobSchemaTest {
    @TempDir
    Path folder;

    private JsonNode schema;

    @BeforeEach
    void read() throws IOException {
        schema = new ObjectMapper().readTree(JobSchema.text());
    }

    @Test
    void knowsTheKeysThatTheParserKnowsAndNoOther() {
        JsonNode stream = schema.at("/properties/streams/items");

        assertKeys(schema, JobFile.JOB_KEYS);
        assertKeys(schema.at("/properties/kafka"), JobFile.KAFKA_KEYS);
        assertKeys(stream, JobFile.STREAM_KEYS);
        assertKeys(stream.at("/properties/monitor"), JobFile.MONITOR_KEYS);
        assertKeys(stream.at("/properties/bursts/items"), JobFile.BURST_KEYS);
        assertKeys(stream.at("/properties/drift/items"), JobFile.DRIFT_KEYS);
        assertKeys(stream.at("/properties/faults"), JobFile.FAULT_KEYS);
        FaultPlan.OPTIONS_BY_KEY.forEach((fault, options) -> {
            List<String> keys = new ArrayList<>(List.of("share"));
            keys.addAll(options);
            assertKeys(stream.at("/properties/faults/properties").get(fault).at("/anyOf/1"), keys);
        });
    }

    private static void assertKeys(JsonNode object, List<String> keys) {
        List<String> known = new ArrayList<>();
        object.path("properties").fieldNames().forEachRemaining(known::add);
        assertThat(known).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(object.path("additionalProperties").isBoolean()).isTrue();
        assertThat(object.path("additionalProperties").asBoolean()).isFalse();
        object.path("properties")
                .forEach(property ->
                        assertThat(property.path("description").asText()).isNotBlank());
    }

    @Test
    void requiresWhatTheParserMisses() throws IOException {
        String full = """
                kafka: {bootstrap: "b:1", registry: "http://r"}
                streams:
                  - name: cards
                    model: cards.model
                    bursts: [{scenario: a, for: 1s, rate: 1/s, entities: 1}]
                    drift: [{target: gap}]
                """;
        assertThat(parses(full)).isTrue();

        for (List<Object> place : List.<List<Object>>of(
                List.of(),
                List.of("kafka"),
                List.of("streams", 0),
                List.of("streams", 0, "bursts", 0),
                List.of("streams", 0, "drift", 0))) {
            for (JsonNode key : at(place).path("required")) {
                Object job = new Yaml().load(full);
                ((Map<?, ?>) inside(job, place)).remove(key.asText());
                assertThat(parses(new Yaml().dump(job)))
                        .as("without %s", key.asText())
                        .isFalse();
            }
        }
    }

    private JsonNode at(List<Object> place) {
        JsonNode at = schema;
        for (Object step : place) {
            at = step instanceof String key ? at.path("properties").path(key) : at.path("items");
        }
        return at;
    }

    private static Object inside(Object whole, List<Object> place) {
        Object at = whole;
        for (Object step : place) {
            at = step instanceof Integer index ? ((List<?>) at).get(index) : ((Map<?, ?>) at).get(step);
        }
        return at;
    }

    private boolean parses(String text) throws IOException {
        try {
            return !JobFile.read(Files.writeString(folder.resolve("job.yaml"), text))
                    .streams()
                    .isEmpty();
        } catch (InputException e) {
            return false;
        }
    }

    @Test
    void listsTheWordsThatTheParserReads() {
        JsonNode stream = schema.at("/properties/streams/items/properties");

        assertWords(stream.at("/labels"), LabelScope::parse, LabelScope.values().length);
        assertWords(stream.at("/timestamps"), EventTime::parse, EventTime.values().length);
        assertWords(stream.at("/format"), RecordStyle.Format::parse, RecordStyle.Format.values().length);
        assertWords(stream.at("/keys"), RecordStyle.Keys::parse, RecordStyle.Keys.values().length);
        assertWords(stream.at("/subjects"), RecordStyle.Subjects::parse, RecordStyle.Subjects.values().length);
        assertWords(stream.at("/delivery"), Delivery::parse, Delivery.values().length);
    }

    private static void assertWords(JsonNode property, Function<String, ?> parse, int values) {
        List<Object> read = new ArrayList<>();
        property.path("enum").forEach(word -> read.add(parse.apply(word.asText())));
        assertThat(read).doesNotHaveDuplicates().hasSize(values);
    }
}
