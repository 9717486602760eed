package io.understudy.ops.command;

import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.fit.dp.Accountant;
import io.understudy.engine.fit.dp.Domains;
import io.understudy.engine.fit.dp.PrivacySettings;
import io.understudy.engine.fit.dp.PrivateFitter;
import io.understudy.engine.reference.EventLog;
import io.understudy.engine.reference.ReferenceReader;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.engine.reference.TopicReader;
import io.understudy.model.InputException;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.file.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy fit}: learns a sequence model from an event log. */
@Command(
        name = "fit",
        description = "Learn a sequence model from an event log: one row an event.",
        footer = {
            "",
            "Roles of columns are found where no flag names them; 'none' says that no column has the role.",
            "",
            "Examples: a file of simulate, which needs no flags; bank transactions",
            "  understudy fit payments.csv.gz -o payments.model",
            "  understudy fit trans.csv --entity account_id --time date --type type,operation -o bank.model"
        })
final class FitCommand implements Callable<Integer> {
    private static final String TOPIC = "kafka:";
    private static final double USUAL_DELTA = 0.1; // of one entity; more have a smaller one

    @Mixin
    final Output output;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Parameters(
            paramLabel = "FILE|kafka:TOPIC",
            arity = "1..*",
            description = "CSV, Parquet or JSON, gzipped or not; or one topic.")
    List<String> sources;

    @Mixin
    final ColumnOptions columns = new ColumnOptions();

    @Option(names = "--sql", paramLabel = "Q", description = "Query that makes the log from the files, each a view.")
    String sql;

    @Option(
            names = "--k",
            paramLabel = "K",
            converter = Arguments.SmallCount.class,
            description = "Fewest entities that anything learned rests on; default " + ReferenceSpec.DEFAULT_K + ".")
    Integer k;

    @Option(
            names = "--epsilon",
            paramLabel = "E",
            description = "Differential privacy of whole entities: what the model may tell of any one; 8 is usual.")
    Double epsilon;

    @Option(
            names = "--delta",
            paramLabel = "D",
            description = "With --epsilon: how likely it may tell more; default 1 / (10 entities).")
    Double delta;

    @Option(
            names = "--model-kind",
            paramLabel = "NAME",
            description =
                    "Family of models: trees (default), tables, which draw many times faster and are less like the"
                            + " reference, or neural, a network that trains for minutes.")
    String kind;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides clusters and held-out entities; default ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "M.model",
            required = true,
            description = "Model file to write.")
    Path file;

    FitCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException {
        requireWritable(file);
        requireOneGuarantee();
        FitSettings usual = FitSettings.defaults();
        ReferenceSpec spec = spec();
        FitSettings settings = usual.withK(spec.k()).withSeed(seed).withKind(kind == null ? usual.kind() : kind);
        long startNanos = System.nanoTime();
        EventLog log = read(spec);
        log.findings().forEach(finding -> output.note("fit: " + finding));
        SequenceModel model = epsilon == null
                ? ModelFitter.fit(log, settings, line -> output.note("fit: " + line))
                : fitPrivately(log, spec);
        ModelFile.write(model, file);
        report(log, (System.nanoTime() - startNanos) / 1e9, Files.size(file));
        return 0;
    }

    private SequenceModel fitPrivately(EventLog log, ReferenceSpec spec) throws IOException {
        Domains domains = columns.specFile == null ? new Domains(Map.of()) : Domains.read(columns.specFile);
        PrivacySettings settings = PrivacySettings.of(epsilon, delta == null ? 0 : delta, log, spec, domains);
        return PrivateFitter.fit(log, settings, line -> output.note("fit: " + line));
    }

    private void requireOneGuarantee() {
        if (epsilon == null && delta != null) {
            throw new InputException("--delta " + delta + " goes with --epsilon; give both, or neither");
        }
        if (epsilon != null) {
            Accountant.rho(epsilon, delta == null ? USUAL_DELTA : delta); // refuses what is no guarantee
        }
        if (epsilon != null && kind != null && !kind.equals(ChainModel.KIND)) {
            throw new InputException("--epsilon is not supported by --model-kind " + kind + "; leave out one of them, "
                    + ChainModel.KIND + " supports it");
        }
    }

    /** Said before the work, not after it. */
    private static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new InputException("-o " + file + " is a directory; give the name of a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new InputException("-o " + file + " lies in " + folder + ", which is no directory; create it first");
        }
        if (!Files.isWritable(folder)) {
            throw new InputException("-o " + file + " lies in " + folder + ", which you must not write to");
        }
    }

    private EventLog read(ReferenceSpec spec) throws IOException {
        try (Progress progress = new Progress(output.console(), "read", "rows", -1)) {
            LongConsumer rowsRead = rows -> progress.at(rows, -1);
            if (sources.stream().noneMatch(source -> source.startsWith(TOPIC))) {
                return ReferenceReader.read(sources.stream().map(Path::of).toList(), spec, rowsRead);
            }
            if (sources.size() > 1) {
                throw new InputException("fit takes files or one topic, not " + String.join(" ", sources));
            }
            return TopicReader.read(sources.get(0).substring(TOPIC.length()), kafkaProperties(), spec, rowsRead);
        }
    }

    private Map<String, String> kafkaProperties() throws IOException {
        Map<String, String> properties = kafka.load();
        properties.put("bootstrap.servers", kafka.bootstrapServer);
        properties.put("schema.registry.url", kafka.registry);
        return properties;
    }

    private ReferenceSpec spec() throws IOException {
        ReferenceSpec spec = columns.spec();
        spec = k == null ? spec : spec.withK(k);
        return sql == null ? spec : spec.withSql(sql);
    }

    private void report(EventLog log, double seconds, long modelBytes) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rows", log.rows());
        result.put("entities", log.entities());
        result.put("seconds", seconds);
        result.put("rowsPerSecond", log.rows() / seconds);
        result.put("modelBytes", modelBytes);
        result.put("model", file.toString());
        result.put("findings", log.findings().stream().map(String::valueOf).toList());
        output.result(
                result,
                () -> String.format(
                        Locale.ROOT,
                        "%s: %,d bytes, fitted on %,d rows of %,d entities in %.1f s (%,.0f rows/s)",
                        file,
                        modelBytes,
                        log.rows(),
                        log.entities(),
                        seconds,
                        log.rows() / seconds));
    }
}
