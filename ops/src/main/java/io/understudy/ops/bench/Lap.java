package io.understudy.ops.bench;

/**
 * What one contender did once.
 *
 * @param records sent and acknowledged
 * @param bytes of their keys and values
 * @param wallNanos from the first record to the last acknowledgement
 * @param cpuNanos of the whole process in that time: the contender's thread, Kafka's, the garbage collector
 * @param allocatedBytes of all threads that lived at its end
 */
record Lap(long records, long bytes, long wallNanos, long cpuNanos, long allocatedBytes) {

    double recordsPerSecond() {
        return records * 1e9 / wallNanos;
    }

    double megabytesPerSecond() {
        return bytes * 1e3 / wallNanos;
    }

    double cpuNanosPerRecord() {
        return (double) cpuNanos / records;
    }

    double allocatedBytesPerRecord() {
        return (double) allocatedBytes / records;
    }
}
