package io.understudy.ops.command;

import io.understudy.model.table.TableModel;
import io.understudy.ops.bench.Bench;
import io.understudy.ops.bench.BenchResult;
import io.understudy.ops.bench.BenchSettings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy bench}: the generator beside Kafka's own client. */
@Command(
        name = "bench",
        description = {
            "Measure the generator side by side with Kafka's own client, in one run.",
            "Starts a broker of its own; bare producer loops that send the very same bytes and the",
            "generator take turns, with the same client settings. Then says what sampling and encoding",
            "cost alone. Medians, with their spread, of this machine as it is now."
        },
        footer = {
            "",
            "Takes some minutes, and both cores: leave the machine alone meanwhile.",
            "",
            "Example:",
            "  understudy bench --records 1000000"
        })
final class BenchCommand implements Callable<Integer> {
    @Mixin
    final Output output;

    @Option(
            names = "--records",
            paramLabel = "N",
            converter = Arguments.SmallCount.class,
            defaultValue = "1000000",
            description = "Records of one lap; default ${DEFAULT-VALUE}.")
    int records;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            converter = Arguments.SmallCount.class,
            defaultValue = "3",
            description = "Rounds in which each has one lap; default ${DEFAULT-VALUE}.")
    int rounds;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Equal seeds give equal records; default ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--model-kind",
            paramLabel = "NAME",
            defaultValue = TableModel.KIND,
            description =
                    "Family of the model: tables, trees or neural; default ${DEFAULT-VALUE}. What trees draw alone is"
                            + " always told.")
    String kind;

    BenchCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        BenchResult result = new Bench(new BenchSettings(records, rounds, seed, kind), output::note).run();
        output.result(result.toMap(), result::text);
        return 0;
    }
}
