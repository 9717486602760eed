package io.understudy.ops.bench;

import io.understudy.engine.encode.EventContracts;
import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.pace.Speed;
import io.understudy.engine.publish.Delivery;
import io.understudy.engine.publish.KafkaSettings;
import io.understudy.engine.publish.KafkaSink;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.ChainModel;
import io.understudy.ops.devstack.BrokerProcess;
import io.understudy.ops.devstack.BrokerSettings;
import io.understudy.schemas.ContractRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures on this machine: sampling and encoding alone, then, on a broker of its own, two bare loops of Kafka's client
 * and the generator in turn, with the same bytes and the same client properties. Ends in minutes; the broker and its
 * folder go with it.
 */
public final class Bench {
    static final int PARTITIONS = 6;

    /** What all contenders give Kafka's client. */
    static final Map<String, String> CLIENT = Map.of(
            "acks", "all",
            "enable.idempotence", "true",
            "compression.type", "lz4",
            "linger.ms", "5",
            "batch.size", Integer.toString(256 * 1024),
            "buffer.memory", Integer.toString(32 * 1024 * 1024));

    /**
     * Rounds that do not count. After one, both JVMs still compile what they run, client and broker a tenth to a half of a
     * lap's time each, and the generator more than the loops, for it has more code. What the client does once a request is
     * compiled last: its largest methods, .2 to .4 s of processor time each, in rounds 6 to 10 of a million records.
     */
    private static final int WARM_UP_ROUNDS = 10;

    /** What a lap leaves behind goes before the next one, not a minute later in the middle of another's. */
    private static final BrokerSettings BROKER = BrokerSettings.TEMPORARY.with("log.segment.delete.delay.ms", "0");

    private static final int SIMULATED_K = 1; // nobody's privacy is at stake
    private static final String REGISTRY = "mock://understudy-bench"; // no reader outside this JVM asks for the schemas

    private final BenchSettings settings;
    private final Size size;
    private final Consumer<String> notes;
    private final PerformanceTool tool = new PerformanceTool();

    /**
     * How large a model and which populations.
     *
     * @param cards in the reference
     * @param days of the reference
     * @param small entities of the population that is sent to Kafka, and sampled alone
     * @param large entities of the one that is sampled alone
     */
    record Size(int cards, int days, long small, long large) {
        static final Size FULL = new Size(1_000, 30, 10_000, 1_000_000);
    }

    /**
     * A bench.
     *
     * @param notes takes lines that tell how far it has come
     */
    public Bench(BenchSettings settings, Consumer<String> notes) {
        this(settings, Size.FULL, notes);
    }

    Bench(BenchSettings settings, Size size, Consumer<String> notes) {
        this.settings = settings;
        this.size = size;
        this.notes = notes;
    }

    /**
     * Runs all of it.
     *
     * @throws IOException if the broker does not start or does not take the records
     */
    public BenchResult run() throws IOException {
        SequenceModel model = fit(settings.kind());
        SamplingBench.Finding small = sampling(model, size.small());
        SamplingBench.Finding large = sampling(model, size.large());
        SamplingBench.Finding trees =
                settings.kind().equals(ChainModel.KIND) ? small : sampling(fit(ChainModel.KIND), size.small());
        notes.accept("starting a broker");
        try (BrokerProcess broker = BrokerProcess.start(BROKER)) {
            List<List<Lap>> laps = race(model, broker.bootstrapServers());
            return new BenchResult(settings, laps.get(0), laps.get(1), laps.get(2), small, large, trees, tool.rates());
        }
    }

    private SequenceModel fit(String kind) {
        notes.accept("fitting a payments model: " + kind + ", " + size.cards() + " cards, " + size.days() + " days");
        Simulation simulation =
                Simulation.of("payments", SimulationSettings.of(size.cards(), size.days(), settings.seed()));
        FitSettings fit = FitSettings.defaults()
                .withK(SIMULATED_K)
                .withSeed(settings.seed())
                .withKind(kind);
        return ModelFitter.fit(simulation.toEventLog(), fit, line -> {});
    }

    private SamplingBench.Finding sampling(SequenceModel model, long entities) {
        notes.accept(String.format(Locale.ROOT, "sampling and encoding alone, %,d entities", entities));
        return new SamplingBench(model, endless(model)).measure(entities, settings.records());
    }

    private SamplerSettings endless(SequenceModel model) {
        return new SamplerSettings(settings.seed(), model.provenance().startMicros(), Long.MAX_VALUE, 1);
    }

    /** Laps of the keyed loop, the loop in runs, and the generator; Kafka's tool has a lap beside them in each round. */
    private List<List<Lap>> race(SequenceModel model, String bootstrap) throws IOException {
        int schemaId;
        try (ContractRegistry registry = ContractRegistry.connect(REGISTRY, Map.of())) {
            schemaId = registry.register(
                    ContractRegistry.subject("generator"),
                    EventContracts.of(model.layout()).schema());
        }
        EncodedRecords records =
                EncodedRecords.of(model, endless(model), size.small(), schemaId, settings.records(), PARTITIONS);
        BareLoop loop = new BareLoop(records, PARTITIONS, GenerateRun.LONGEST_RUN_EVENTS);
        List<List<Lap>> laps = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (BenchTopics topics = new BenchTopics(bootstrap)) {
            for (int round = 1 - WARM_UP_ROUNDS; round <= settings.rounds(); round++) {
                notes.accept(round < 1 ? "warming up" : "round " + round + " of " + settings.rounds());
                Lap keyed = topics.lap("keyed", loop::keyed);
                Lap runs = topics.lap("runs", loop::inRuns);
                Lap generated =
                        generate(model, "generator-" + (round + WARM_UP_ROUNDS), topics, bootstrap, records.bytes());
                if (round > 0) {
                    topics.lap(tool, records.size(), (int) (records.bytes() / records.size()));
                }
                if (round > 0) {
                    laps.get(0).add(keyed);
                    laps.get(1).add(runs);
                    laps.get(2).add(generated);
                }
            }
        }
        return laps;
    }

    private Lap generate(SequenceModel model, String stream, BenchTopics topics, String bootstrap, long bytes)
            throws IOException {
        KafkaSettings kafka = KafkaSettings.of(bootstrap, REGISTRY, stream)
                .withDelivery(Delivery.AT_LEAST_ONCE)
                .withPartitions(PARTITIONS)
                .withIdSeed(settings.seed())
                .withProperties(CLIENT);
        GenerateSettings generate = GenerateSettings.of(settings.seed())
                .withEntities(size.small())
                .withEvents(settings.records())
                .withPlan(RatePlan.defaultFor(false, Speed.REAL));
        RunMeter meter = new RunMeter();
        try (LapSink sink = new LapSink(
                KafkaSink.open(model.layout(), kafka, generate.eventSpan(model.provenance(), Instant.now()), meter),
                bytes)) {
            new GenerateRun(model, generate, sink, meter).execute();
            return sink.lap();
        } finally {
            topics.delete(kafka.topics().events(), kafka.topics().labels());
        }
    }
}
