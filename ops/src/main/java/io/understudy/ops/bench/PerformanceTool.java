package io.understudy.ops.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Kafka's own {@code kafka-producer-perf-test}, as its users run it: in a JVM of its own, whose code is compiled while it
 * sends. Its records are as long as ours, have random letters for a value and no key. A reference, not a contender.
 */
final class PerformanceTool {
    private static final String MAIN = "org.apache.kafka.tools.ProducerPerformance";
    private static final Pattern SUMMARY = Pattern.compile("\\d+ records sent, ([\\d.]+) records/sec .* 99\\.9th");
    private static final long PATIENCE_SECONDS = 300;

    private final List<Double> rates = new ArrayList<>();

    /** Records a second of each lap so far. */
    List<Double> rates() {
        return List.copyOf(rates);
    }

    /**
     * One lap.
     *
     * @param recordBytes of each record's value
     * @throws IOException if it fails, or says nothing of how fast it was
     */
    void run(String bootstrap, String topic, int records, int recordBytes) throws IOException {
        Path output = Files.createTempFile("understudy-performance-", ".txt");
        try {
            Process process = new ProcessBuilder(command(bootstrap, topic, records, recordBytes))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            await(process);
            String said = Files.readString(output, StandardCharsets.UTF_8);
            rates.add(rate(said));
        } finally {
            Files.delete(output);
        }
    }

    private static List<String> command(String bootstrap, String topic, int records, int recordBytes) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "--bootstrap-server",
                bootstrap,
                "--topic",
                topic,
                "--num-records",
                Integer.toString(records),
                "--record-size",
                Integer.toString(recordBytes),
                "--throughput",
                "-1",
                "--command-property"));
        Bench.CLIENT.forEach((key, value) -> command.add(key + "=" + value));
        return command;
    }

    private static void await(Process process) throws IOException {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(MAIN + " did not end within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the bench was given up");
        } finally {
            process.destroyForcibly();
        }
    }

    /** The rate of the tool's last line. */
    static double rate(String said) throws IOException {
        return SUMMARY.matcher(said)
                .results()
                .map((MatchResult found) -> Double.parseDouble(found.group(1)))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new IOException(MAIN + " did not say how fast it was; it said:\n" + said));
    }
}
