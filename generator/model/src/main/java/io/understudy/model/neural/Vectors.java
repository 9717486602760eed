package io.understudy.model.neural;

/**
 * Loops over stretches of float arrays, in an order that never changes, so that sums are the same bits on every JVM.
 * Those without a running sum are such that the compiler makes them vector instructions.
 */
public final class Vectors {
    private Vectors() {}

    /** {@code to[toAt + i] += from[at + i]}. */
    public static void add(float[] to, int toAt, float[] from, int at, int size) {
        for (int i = 0; i < size; i++) {
            to[toAt + i] += from[at + i];
        }
    }

    /** {@code to[toAt + i] += scale * from[at + i]}. */
    public static void addScaled(float[] to, int toAt, float scale, float[] from, int at, int size) {
        for (int i = 0; i < size; i++) {
            to[toAt + i] += scale * from[at + i];
        }
    }

    /** {@code to += vector * matrix}, the matrix by rows // [vector * size]. */
    public static void addProduct(float[] to, float[] vector, int length, float[] matrix, int at, int size) {
        int row = 0;
        for (; row + 1 < length; row += 2) {
            float first = vector[row];
            float second = vector[row + 1];
            int a = at + row * size;
            int b = a + size;
            for (int i = 0; i < size; i++) {
                to[i] += first * matrix[a + i] + second * matrix[b + i];
            }
        }
        if (row < length) {
            addScaled(to, 0, vector[row], matrix, at + row * size, size);
        }
    }

    /** The sum of products, by eight running sums. */
    public static float dot(float[] a, int aAt, float[] b, int bAt, int size) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i + 7 < size; i += 8) {
            int p = aAt + i;
            int q = bAt + i;
            s0 += a[p] * b[q];
            s1 += a[p + 1] * b[q + 1];
            s2 += a[p + 2] * b[q + 2];
            s3 += a[p + 3] * b[q + 3];
            s4 += a[p + 4] * b[q + 4];
            s5 += a[p + 5] * b[q + 5];
            s6 += a[p + 6] * b[q + 6];
            s7 += a[p + 7] * b[q + 7];
        }
        for (; i < size; i++) {
            s0 += a[aAt + i] * b[bAt + i];
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    }
}
