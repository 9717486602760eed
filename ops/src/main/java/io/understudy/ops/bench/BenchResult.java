package io.understudy.ops.bench;

import io.understudy.model.chain.ChainModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a bench measured.
 *
 * @param keyed laps of the loop that leaves the partition to Kafka's client
 * @param runs laps of the loop that sends partition by partition
 * @param understudy laps of the generator
 * @param small sampling and encoding alone, 10,000 entities
 * @param large the same, a million
 * @param trees the same as {@code small}, by a model of the family of trees, which is likest to the reference
 * @param tool records a second of Kafka's own tool, one number a round
 */
public record BenchResult(
        BenchSettings settings,
        List<Lap> keyed,
        List<Lap> runs,
        List<Lap> understudy,
        SamplingBench.Finding small,
        SamplingBench.Finding large,
        SamplingBench.Finding trees,
        List<Double> tool) {
    public BenchResult {
        keyed = List.copyOf(keyed);
        runs = List.copyOf(runs);
        understudy = List.copyOf(understudy);
        tool = List.copyOf(tool);
    }

    /** Generator over keyed loop, records a second: the median of the rounds' ratios. */
    public double ratioToKeyed() {
        return ratio(keyed).median();
    }

    /** Generator over loop in runs, records a second: the median of the rounds' ratios. */
    public double ratioToRuns() {
        return ratio(runs).median();
    }

    private Spread ratio(List<Lap> other) {
        return overRounds(
                i -> understudy.get(i).recordsPerSecond() / other.get(i).recordsPerSecond());
    }

    /** Processor time of this process a record, beyond that of the loop in runs: the median of the rounds. */
    public double clientNanosPerRecordBeyondKafka() {
        return beyond().median();
    }

    private Spread beyond() {
        return overRounds(
                i -> understudy.get(i).cpuNanosPerRecord() - runs.get(i).cpuNanosPerRecord());
    }

    private Spread overRounds(java.util.function.IntToDoubleFunction value) {
        return Spread.of(java.util.stream.IntStream.range(0, understudy.size())
                .mapToDouble(value)
                .toArray());
    }

    /** The object of {@code --json}. */
    public Map<String, Object> toMap() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("keyed", laps(keyed));
        all.put("runs", laps(runs));
        all.put("understudy", laps(understudy));
        all.put("ratioToKeyed", ratioToKeyed());
        all.put("ratioToRuns", ratioToRuns());
        all.put("clientNanosPerRecordBeyondKafka", clientNanosPerRecordBeyondKafka());
        all.put(
                "sampleEncodePerSecond",
                Map.of(
                        "10000", small.eventsPerCpuSecond().median(),
                        "1000000", large.eventsPerCpuSecond().median()));
        all.put(
                "treesSampleEncodePerSecond",
                Map.of("10000", trees.eventsPerCpuSecond().median()));
        all.put("producerPerformance", Map.of("recordsPerSecond", toolRate().median()));
        all.put("modelKind", settings.kind());
        all.put("allocatedBytesPerEvent", small.allocatedBytesPerEvent());
        all.put("heapBytesPerEntity", large.heapBytesPerEntity());
        all.put("records", settings.records());
        all.put("rounds", settings.rounds());
        all.put("seed", settings.seed());
        all.put("machine", machine());
        return all;
    }

    private Spread toolRate() {
        return Spread.of(tool.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static Map<String, Object> laps(List<Lap> laps) {
        Map<String, Object> all = new LinkedHashMap<>();
        Spread rate = spread(laps, Lap::recordsPerSecond);
        all.put("recordsPerSecond", rate.median());
        all.put("leastRecordsPerSecond", rate.least());
        all.put("greatestRecordsPerSecond", rate.greatest());
        all.put("megabytesPerSecond", spread(laps, Lap::megabytesPerSecond).median());
        all.put("cpuNanosPerRecord", spread(laps, Lap::cpuNanosPerRecord).median());
        all.put(
                "allocatedBytesPerRecord",
                spread(laps, Lap::allocatedBytesPerRecord).median());
        return all;
    }

    private static Spread spread(List<Lap> laps, ToDoubleFunction<Lap> value) {
        return Spread.of(laps.stream().mapToDouble(value).toArray());
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " cores, "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    /** The same for people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s; median [least .. greatest] of %d rounds of %,d records, seed %d, model of %s",
                machine(),
                settings.rounds(),
                settings.records(),
                settings.seed(),
                settings.kind());
        line(text, "");
        line(
                text,
                "to Kafka, %d partitions, acks=all, lz4, linger 5 ms, batch 256 KiB, %.0f bytes a record",
                Bench.PARTITIONS,
                (double) keyed.get(0).bytes() / keyed.get(0).records());
        lap(text, "keyed loop", keyed);
        lap(text, "loop in partition runs", runs);
        lap(text, "understudy", understudy);
        line(
                text,
                "  %-24s  %s records/s, with the start of its JVM's code, records as long, without keys",
                "kafka-producer-perf-test",
                toolRate().text("%,.0f"));
        line(text, "  understudy / keyed loop   %s", ratio(keyed).text("%.2f"));
        line(text, "  understudy / runs loop    %s", ratio(runs).text("%.2f"));
        line(text, "  CPU beyond the runs loop  %s ns a record", beyond().text("%.0f"));
        line(text, "");
        line(text, "sampling and encoding alone, one thread, with labels");
        sampling(text, "10,000 entities", small);
        sampling(text, "1,000,000 entities", large);
        if (!settings.kind().equals(ChainModel.KIND)) {
            sampling(text, "10,000 entities of trees", trees);
        }
        return text.toString().stripTrailing();
    }

    private static void lap(StringBuilder text, String name, List<Lap> laps) {
        line(
                text,
                "  %-24s  %s records/s, %.0f MB/s, CPU %s ns and %.0f bytes allocated a record",
                name,
                spread(laps, Lap::recordsPerSecond).text("%,.0f"),
                spread(laps, Lap::megabytesPerSecond).median(),
                spread(laps, Lap::cpuNanosPerRecord).text("%.0f"),
                spread(laps, Lap::allocatedBytesPerRecord).median());
    }

    private static void sampling(StringBuilder text, String name, SamplingBench.Finding finding) {
        line(
                text,
                "  %-24s  %s events/s of CPU, %.2f bytes allocated an event, %.0f bytes of heap an entity",
                name,
                finding.eventsPerCpuSecond().text("%,.0f"),
                finding.allocatedBytesPerEvent(),
                finding.heapBytesPerEntity());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
