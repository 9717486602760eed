package io.understudy.streams.inject;

import io.understudy.streams.wire.RecordHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/** An entity that a burst has picked, with one of its own records as the template of the injected ones. */
final class Victim {
    /** Record key of the entity. */
    final byte[] key;

    /** Value of the record that made it a victim. */
    final byte[] template;

    /** Headers of that record. */
    final List<Header> headers;

    /** Number of events injected into it. */
    int steps;

    /** Stream time at which its next injected event would come by itself, microseconds. */
    long dueMicros;

    Victim(byte[] key, byte[] template, List<Header> headers, int steps, long dueMicros) {
        this.key = key;
        this.template = template;
        this.headers = headers;
        this.steps = steps;
        this.dueMicros = dueMicros;
    }

    static Victim of(byte[] key, byte[] template, Headers headers, long timeMicros) {
        return new Victim(key, template, List.of(headers.toArray()), 0, timeMicros);
    }

    /** True where the entity's records carry model time in a header. */
    boolean hasModelTime() {
        return headers.stream().anyMatch(h -> h.key().equals(RecordHeaders.MODEL_TIME));
    }

    /** The template's headers, with {@code modelTimeMicros} in place of its model time. */
    Headers headersAt(long modelTimeMicros) {
        Headers copy = new org.apache.kafka.common.header.internals.RecordHeaders();
        for (Header header : headers) {
            copy.add(
                    header.key().equals(RecordHeaders.MODEL_TIME)
                            ? new RecordHeader(header.key(), RecordHeaders.modelTime(modelTimeMicros))
                            : header);
        }
        return copy;
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            writeBlock(out, key);
            writeBlock(out, template);
            out.writeInt(headers.size());
            for (Header header : headers) {
                out.writeUTF(header.key());
                writeBlock(out, header.value());
            }
            out.writeInt(steps);
            out.writeLong(dueMicros);
        } catch (IOException e) {
            throw new UncheckedIOException("an array refused bytes", e);
        }
        return bytes.toByteArray();
    }

    static Victim ofBytes(byte[] bytes) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            byte[] key = readBlock(in);
            byte[] template = readBlock(in);
            List<Header> headers = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                headers.add(new RecordHeader(in.readUTF(), readBlock(in)));
            }
            return new Victim(key, template, headers, in.readInt(), in.readLong());
        } catch (IOException e) {
            throw new UncheckedIOException("stored victim is cut short", e);
        }
    }

    private static void writeBlock(DataOutputStream out, byte[] block) throws IOException {
        out.writeInt(block == null ? -1 : block.length);
        if (block != null) {
            out.write(block);
        }
    }

    private static byte[] readBlock(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : in.readNBytes(length);
    }
}
