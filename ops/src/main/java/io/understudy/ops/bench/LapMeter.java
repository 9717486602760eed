package io.understudy.ops.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Reads the clocks at the start and at the end of a lap. */
final class LapMeter {
    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long startNanos;
    private long startCpuNanos;
    private long startBytes;

    void start() {
        startBytes = allocatedBytes();
        startCpuNanos = process.getProcessCpuTime();
        startNanos = System.nanoTime();
    }

    /** The lap from {@link #start} to now. */
    Lap stop(long records, long bytes) {
        long wallNanos = System.nanoTime() - startNanos;
        long cpuNanos = process.getProcessCpuTime() - startCpuNanos;
        return new Lap(records, bytes, wallNanos, cpuNanos, allocatedBytes() - startBytes);
    }

    private long allocatedBytes() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes); // -1 for a thread that has ended meanwhile
        }
        return sum;
    }
}
