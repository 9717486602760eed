package io.understudy.model.file;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Arrays, lists and texts of any length over {@link DataOutput} and {@link DataInput}. */
final class Cells {
    private static final int MOST = 1 << 28;

    private Cells() {}

    /** Writes one element. */
    interface Writer<T> {
        void write(T value, DataOutput out) throws IOException;
    }

    /** Reads one element. */
    interface Reader<T> {
        T read(DataInput in) throws IOException;
    }

    static int length(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST) {
            throw new IOException("a length of " + length);
        }
        return length;
    }

    static <T> void list(List<T> values, Writer<? super T> each, DataOutput out) throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            each.write(value, out);
        }
    }

    static <T> List<T> list(Reader<? extends T> each, DataInput in) throws IOException {
        int length = length(in);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            values.add(each.read(in));
        }
        return values;
    }

    /** Writes a value that may be null. */
    static <T> void maybe(T value, Writer<? super T> writer, DataOutput out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            writer.write(value, out);
        }
    }

    static <T> T maybe(Reader<? extends T> reader, DataInput in) throws IOException {
        return in.readBoolean() ? reader.read(in) : null;
    }

    static void text(String value, DataOutput out) throws IOException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInput in) throws IOException {
        byte[] bytes = new byte[length(in)];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void ints(int[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (int value : values) {
            out.writeInt(value);
        }
    }

    static int[] ints(DataInput in) throws IOException {
        int[] values = new int[length(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readInt();
        }
        return values;
    }

    static void longs(long[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (long value : values) {
            out.writeLong(value);
        }
    }

    static long[] longs(DataInput in) throws IOException {
        long[] values = new long[length(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readLong();
        }
        return values;
    }

    static void doubles(double[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (double value : values) {
            out.writeDouble(value);
        }
    }

    static double[] doubles(DataInput in) throws IOException {
        double[] values = new double[length(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readDouble();
        }
        return values;
    }

    static void floats(float[] values, DataOutput out) throws IOException {
        out.writeInt(values.length);
        for (float value : values) {
            out.writeFloat(value);
        }
    }

    static float[] floats(DataInput in) throws IOException {
        float[] values = new float[length(in)];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.readFloat();
        }
        return values;
    }
}
