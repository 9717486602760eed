package io.understudy.engine.publish.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.understudy.engine.encode.RandomEvents;
import io.understudy.model.EventLayout;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonContractTest {
    private static final EventIds IDS = EventIds.ofSeed(4);
    private static final int PREFIX_BYTES = 5;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eventsKeepTheSchemaAndOthersDoNot(long seed) {
        // Given
        RandomEvents events = new RandomEvents(seed);
        EventLayout layout = events.layout();
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(JsonContract.of(layout).parsed().canonicalString());
        JsonEvents encoder = new JsonEvents(layout, OptionalInt.of(0x01020304), IDS);
        WireBuffer out = new WireBuffer(0);
        for (int i = 0; i < 100; i++) {
            // When
            encoder.encode(events.frame(layout), i % EventIds.ORIGINS, out);

            // Then
            byte[] bytes = out.toByteArray();
            assertThat(Arrays.copyOf(bytes, PREFIX_BYTES)).containsExactly(0, 1, 2, 3, 4);
            String json = new String(bytes, PREFIX_BYTES, bytes.length - PREFIX_BYTES, StandardCharsets.UTF_8);
            assertThat(schema.validate(json, InputFormat.JSON))
                    .as("seed %d, event %s", seed, json)
                    .isEmpty();
            assertThat(schema.validate(
                            json.replaceFirst("\"event_id\":\"", "\"event_id\":1,\"more\":\""), InputFormat.JSON))
                    .hasSize(2);
        }
    }
}
