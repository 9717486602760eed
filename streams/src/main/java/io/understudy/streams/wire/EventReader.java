package io.understudy.streams.wire;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Decodes event values: a zero byte, the schema's id in four bytes, Avro binary. Logical types stay in their raw form.
 * Scratch of one thread.
 */
public final class EventReader {
    /** Bytes before the Avro binary. */
    static final int PREFIX_BYTES = 5;

    private static final int MOST_UNKNOWN_IDS = 1_000;
    private static final int NOT_FOUND = 404;

    private final SchemaRegistryClient registry;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readerById = new HashMap<>();
    private final Set<Integer> unknownIds = new HashSet<>();
    private BinaryDecoder decoder;

    public EventReader(SchemaRegistryClient registry) {
        this.registry = registry;
    }

    /**
     * Decodes one value.
     *
     * @throws MalformedEventException if the bytes are no event: too short, a schema id that the registry does not know,
     *     no Avro record, or binary that does not follow the schema
     * @throws UncheckedIOException if the registry does not answer
     */
    public GenericRecord read(byte[] value) throws MalformedEventException {
        if (value == null || value.length < PREFIX_BYTES || value[0] != 0) {
            throw new MalformedEventException("value lacks the five bytes before the Avro binary");
        }
        GenericDatumReader<GenericRecord> reader = reader(schemaId(value));
        try {
            // Skipping finds lengths that run past the end before anything is allocated for them.
            decoder = decoder(value);
            GenericDatumReader.skip(reader.getSchema(), decoder);
            decoder = decoder(value);
            return reader.read(null, decoder);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new MalformedEventException("value does not follow its schema " + schemaId(value), e);
        }
    }

    private BinaryDecoder decoder(byte[] value) {
        return DecoderFactory.get().binaryDecoder(value, PREFIX_BYTES, value.length - PREFIX_BYTES, decoder);
    }

    /** The schema id that {@code value} names. */
    public static int schemaId(byte[] value) {
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    private GenericDatumReader<GenericRecord> reader(int id) throws MalformedEventException {
        GenericDatumReader<GenericRecord> reader = readerById.get(id);
        if (reader == null) {
            reader = new GenericDatumReader<>(schema(id));
            readerById.put(id, reader);
        }
        return reader;
    }

    private Schema schema(int id) throws MalformedEventException {
        if (unknownIds.contains(id)) {
            throw new MalformedEventException("the registry knows no schema " + id);
        }
        ParsedSchema parsed;
        try {
            parsed = registry.getSchemaById(id);
        } catch (RestClientException e) {
            if (e.getStatus() != NOT_FOUND) {
                throw new UncheckedIOException(
                        "schema " + id + " could not be read from the registry: " + e.getMessage(), new IOException(e));
            }
            parsed = null;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "schema " + id + " could not be read from the registry: " + e.getMessage(), e);
        }
        if (parsed instanceof AvroSchema avro && avro.rawSchema().getType() == Schema.Type.RECORD) {
            return avro.rawSchema();
        }
        if (unknownIds.size() < MOST_UNKNOWN_IDS) {
            unknownIds.add(id);
        }
        throw new MalformedEventException("the registry knows no Avro record schema " + id);
    }
}
