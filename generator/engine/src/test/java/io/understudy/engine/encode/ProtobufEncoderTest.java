package io.understudy.engine.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.wire.ProtoAdapter;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaLoader;
import io.understudy.model.ColumnFormat;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.schemas.EventContract;
import io.understudy.schemas.EventField;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufEncoderTest {
    private static final EventIds IDS = EventIds.ofSeed(4);
    private static final int SCHEMA_ID = 0x01020304;

    @TempDir
    Path files;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anotherImplementationReadsEventsByTheRegisteredText(long seed) throws IOException {
        // Given
        RandomEvents events = new RandomEvents(seed);
        EventLayout layout = events.layout();
        ProtobufEncoder encoder = new ProtobufEncoder(layout, SCHEMA_ID, IDS);
        ProtoAdapter<Object> reader = reader(ProtobufContract.of(layout));
        WireBuffer out = new WireBuffer(0);
        for (int i = 0; i < 200; i++) {
            EventFrame frame = events.frame(layout);

            // When
            long id = encoder.encode(frame, i % EventIds.ORIGINS, out);

            // Then
            byte[] bytes = out.toByteArray();
            assertThat(Arrays.copyOf(bytes, 6)).containsExactly(0, 1, 2, 3, 4, 0);
            assertThat(reader.decode(Arrays.copyOfRange(bytes, 6, bytes.length)))
                    .as("seed %d, frame %d", seed, i)
                    .isEqualTo(expected(layout, frame, id));
        }
    }

    /** Wire compiles the text and reads messages into maps of what is there. */
    private ProtoAdapter<Object> reader(ProtobufContract contract) throws IOException {
        Files.writeString(
                files.resolve("event.proto"), contract.schema().parsed().canonicalString());
        SchemaLoader loader = new SchemaLoader(FileSystems.getDefault());
        loader.initRoots(List.of(Location.get(files.toString())), List.of());
        Schema schema = loader.loadSchema();
        return schema.protoAdapter(contract.schema().fullName(), false);
    }

    private static Map<String, Object> expected(EventLayout layout, EventFrame frame, long id) {
        EventContract contract = EventContracts.of(layout);
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put(EventContract.EVENT_ID, EventIds.text(id));
        for (int i = 0; i < contract.fields().size(); i++) {
            EventField field = contract.fields().get(i);
            int column = layout.indexOf(field.column());
            long value = frame.values[column];
            if (value != ColumnFormat.MISSING) {
                Object cell = cell(layout.column(column).format(), field, value);
                if (field.nullable() || !cell.equals("") && !cell.equals(0L)) {
                    expected.put(contract.avroName(i), cell);
                }
            }
        }
        return expected;
    }

    private static Object cell(ColumnFormat format, EventField field, long value) {
        return switch (field.type().kind()) {
            case TEXT, DECIMAL, DATE -> format.text(value);
            case LONG -> Long.valueOf(format.text(value));
            case TIMESTAMP_MICROS -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
        };
    }
}
