package io.understudy.engine.fit;

import io.understudy.engine.fit.column.ModelColumns;
import io.understudy.engine.fit.column.RuledColumns;
import io.understudy.engine.fit.column.TupleBook;
import io.understudy.engine.fit.key.BorneClasses;
import io.understudy.engine.fit.key.KeySharing;
import io.understudy.engine.fit.key.StrataFit;
import io.understudy.engine.fit.mark.Followers;
import io.understudy.engine.fit.mark.MarkFit;
import io.understudy.engine.fit.mark.NumberFit;
import io.understudy.engine.fit.neural.TrainingSettings;
import io.understudy.engine.fit.past.FitData;
import io.understudy.engine.fit.past.Running;
import io.understudy.engine.fit.time.ArrivalFit;
import io.understudy.engine.fit.time.DueFit;
import io.understudy.engine.fit.time.GapFit;
import io.understudy.engine.fit.time.ItineraryFit;
import io.understudy.engine.fit.time.PaceFit;
import io.understudy.engine.fit.time.RunFit;
import io.understudy.engine.fit.time.StayFit;
import io.understudy.engine.fit.tree.Growth;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventLayout;
import io.understudy.model.InputException;
import io.understudy.model.Profile;
import io.understudy.model.Provenance;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.CategoryLaw;
import io.understudy.model.chain.ChainLaws;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.ClassLaw;
import io.understudy.model.chain.FollowerBook;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.Itineraries;
import io.understudy.model.chain.KeyEpisodes;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.NumberMark;
import io.understudy.model.chain.TimeColumn;
import io.understudy.model.chain.TokenLaw;
import io.understudy.model.chain.WallClock;
import io.understudy.model.neural.NeuralModel;
import io.understudy.model.table.TableLaws;
import io.understudy.model.table.TableModel;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Fits a sequence model on a reference. */
public final class ModelFitter {
    private static final long WANTED_ROWS = 250_000;
    private static final long WANTED_ROWS_BY_KIND = 150_000; // in strata that leave out little
    private static final int ENTITIES_PER_CLUSTER = 20;
    private static final int FEWEST_CLUSTERS = 8; // where k allows
    private static final int ENTITIES_PER_KIND = 2; // where entities are few
    private static final int MOST_CLUSTERS = 48;
    private static final int FEW_ENTITIES_PER_K = 5;

    private final EventLog log;
    private final FitSettings settings;
    private final Consumer<String> progress;

    private ModelFitter(EventLog log, FitSettings settings, Consumer<String> progress) {
        this.log = log;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * The model of {@code log}.
     *
     * @param progress told what is being done, one line at a time, from any thread
     * @throws InputException if the log has fewer entities than anything learned must rest on
     */
    public static SequenceModel fit(EventLog log, FitSettings settings, Consumer<String> progress) {
        requireEnough(log.entities(), settings.k(), progress);
        return new ModelFitter(log, settings, progress).fit();
    }

    private static void requireEnough(int entities, int k, Consumer<String> progress) {
        if (entities < k) {
            throw new InputException(
                    "the reference has " + entities + " entities and --k " + k + " lets nothing rest on"
                            + " fewer than " + k
                            + ", so that there is nothing to learn; give a longer reference, or a smaller --k,"
                            + " 1 where nobody's privacy is at stake");
        }
        if (k > 1 && entities < FEW_ENTITIES_PER_K * k) {
            progress.accept(entities + " entities are few for --k " + k + ": what fewer than " + k
                    + " of them have is left out; --k 1 keeps it where nobody's privacy is at stake");
        }
    }

    private SequenceModel fit() {
        progress.accept("reading tokens and classes");
        ModelColumns columns = new ModelColumns(log, settings.k());
        columns.notes().forEach(progress);
        EventLayout layout = columns.layout;
        int[] types = layout.indexes(ColumnRole.TYPE);
        TupleBook tokens = new TupleBook(log, columns.cells, types, settings.k(), -1, 0);
        int[] labels = layout.indexes(ColumnRole.LABEL);
        int labelAt = -1;
        for (int i = 0; i < labels.length; i++) {
            labelAt = labels[i] == layout.labelIndex() ? i : labelAt;
        }
        TupleBook classes = new TupleBook(log, columns.cells, labels, settings.k(), labelAt, layout.normalLabel());
        RuledColumns ruled = new RuledColumns(log, layout, tokens, settings.k(), progress);
        ShapeFit shapes = new ShapeFit(log, ruled.layout, tokens, settings.k());
        ChainShape probe = shapes.bare(classes.values, new int[classes.size]);
        BorneClasses borne = new BorneClasses(log, classes, labels.length, probe.keyColumns(), settings.k(), progress);
        ChainShape bare = shapes.bare(borne.values(), borne.keyByClass());
        if (settings.kind().equals(NeuralModel.KIND)) {
            return network(
                    new FitData(
                            log,
                            bare,
                            ruled.balance(),
                            ruled.rowByPlace(),
                            tokens.numberByRow,
                            borne.classByRow(),
                            columns.cells,
                            new int[log.entities()],
                            PaceFit.unknown(log.entities()),
                            Running.none()),
                    columns,
                    tokens,
                    ruled.times,
                    borne.episodes());
        }
        long[][] numberCells = cells(columns, bare.numericColumns());
        EntityTraits traits = new EntityTraits(log, tokens.numberByRow, tokens.size, borne.classByRow(), numberCells);
        int[] cluster = traits.cluster(
                Math.min(MOST_CLUSTERS, log.entities() / perCluster() + 1), settings.k(), settings.seed());
        double[] shares = shares(cluster);
        ChainShape dueless = shapes.of(
                borne.values(), borne.keyByClass(), traits.traits, traits.centres(cluster, shares.length), shares);
        long[] numbers = numberCells.length == 0 ? null : numberCells[0];
        PaceFit pace = PaceFit.orOfNumbers(log, numbers, tokens.numberByRow, cluster, shares.length, settings.k());
        RunningFit running = RunningFit.of(log, ruled.balance(), cluster, pace, shares.length, settings.k());
        java.util.function.Function<ChainShape, FitData> as = known -> new FitData(
                log,
                known,
                ruled.balance(),
                ruled.rowByPlace(),
                tokens.numberByRow,
                borne.classByRow(),
                columns.cells,
                cluster,
                pace.grades,
                running.known());
        if (settings.kind().equals(TableModel.KIND)) {
            return tables(as.apply(dueless), columns, tokens, ruled.times, borne.episodes());
        }
        Growth growth = new Growth(settings.k(), settings.seed(), settings.mostMembers(), FitData.byKind(log, dueless));
        ChainShape paced = dueless.with(pace.law).with(running.law());
        ChainShape shape = paced.with(DueFit.due(paced, as, growth));
        FitData data = as.apply(shape);
        ChainLaws laws = laws(data, growth, borne.episodes(), ruled);
        progress.accept("telling what was learned");
        Profile profile = new ProfileFit(log, columns.cells, shape, settings.k()).of(tokens.numberByRow, laws);
        return new ChainModel(shape, laws, provenance(), profile);
    }

    private NeuralModel network(
            FitData data, ModelColumns columns, TupleBook tokens, List<TimeColumn> times, List<KeyEpisodes> episodes) {
        TrainingSettings training = settings.mostMembers() == 1 ? TrainingSettings.quick() : TrainingSettings.usual();
        NeuralFit fit = new NeuralFit(data, times, episodes, settings);
        float[] weights = fit.train(training, progress);
        progress.accept("telling what was learned");
        Profile profile = new ProfileFit(log, columns.cells, data.shape, settings.k())
                .of(tokens.numberByRow, fit.laws().arrival(), data.balance, times, List.of());
        return new NeuralModel(data.shape, fit.laws(), training.width(), weights, provenance(), profile);
    }

    private TableModel tables(
            FitData data, ModelColumns columns, TupleBook tokens, List<TimeColumn> times, List<KeyEpisodes> episodes) {
        TableLaws laws = new TablesFit(data, settings, progress).laws(times, episodes);
        progress.accept("telling what was learned");
        Profile profile = new ProfileFit(log, columns.cells, data.shape, settings.k())
                .of(tokens.numberByRow, laws.arrival(), data.balance, times, List.of());
        return new TableModel(data.shape, laws, provenance(), profile);
    }

    private static long[][] cells(ModelColumns columns, int[] wanted) {
        long[][] cells = new long[wanted.length][];
        for (int i = 0; i < wanted.length; i++) {
            cells[i] = columns.cells[wanted[i]];
        }
        return cells;
    }

    private int perCluster() {
        int even = log.entities() < FitData.FEW_ENTITIES
                ? ENTITIES_PER_KIND
                : Math.max(1, Math.min(ENTITIES_PER_CLUSTER, log.entities() / FEWEST_CLUSTERS));
        return Math.max(settings.k(), even);
    }

    private double[] shares(int[] cluster) {
        int count = java.util.Arrays.stream(cluster).max().orElse(0) + 1;
        double[] shares = new double[count];
        for (int c : cluster) {
            shares[c] += 1.0 / cluster.length;
        }
        for (int c = 1; c < count; c++) {
            shares[c] += shares[c - 1];
        }
        shares[count - 1] = 1;
        return shares;
    }

    private ChainLaws laws(FitData data, Growth growth, List<KeyEpisodes> episodes, RuledColumns ruled) {
        ChainShape shape = data.shape;
        int k = settings.k();
        long wanted = data.byKind() ? WANTED_ROWS_BY_KIND : WANTED_ROWS;
        MarkFit marks = new MarkFit(data, growth, wanted);
        FollowerBook followers = Followers.book(data, k);
        ExecutorService threads = Executors.newFixedThreadPool(settings.threads());
        try {
            Future<GapLaw> gap = submit(threads, "gap", () -> new GapFit(data, followers, growth, wanted).fit());
            Future<ProbabilityTree> label = submit(threads, "label", () -> shape.classes() > 1 ? marks.label() : null);
            Future<TokenLaw> token = submit(threads, "token", () -> marks.token(followers));
            List<Future<NumberLaw>> statics = new ArrayList<>();
            for (int i = 0; i < shape.staticColumns().length; i++) {
                int index = i;
                statics.add(submit(threads, name(shape.staticColumns()[i]), () -> marks.fixed(index)));
            }
            List<Future<NumberMark>> numbers = new ArrayList<>();
            for (int i = 0; i < shape.numericColumns().length; i++) {
                int mark = i;
                numbers.add(submit(
                        threads,
                        name(shape.numericColumns()[i]),
                        () -> new NumberFit(data, mark, growth, wanted).fit()));
            }
            List<Future<CategoryLaw>> categories = new ArrayList<>();
            for (int i = 0; i < shape.categoricalColumns().length; i++) {
                int mark = i;
                categories.add(submit(threads, name(shape.categoricalColumns()[i]), () -> marks.category(mark)));
            }
            List<Future<KeyLaw>> keys = new ArrayList<>();
            for (int i = 0; i < shape.keyColumns().length; i++) {
                int key = i;
                int column = shape.keyColumns()[i];
                boolean early = episodes.stream().anyMatch(law -> law.key() == key);
                keys.add(submit(threads, name(column), () -> {
                    KeyLaw law =
                            KeySharing.law(log, column, marks.keyKind(key, early), data.cluster, data.tokenByRow(), k);
                    boolean fixed = shape.layout().column(column).constantPerEntity();
                    return early || fixed ? law : StrataFit.with(law, data, key, k);
                }));
            }
            WallClock clock = new WallClock(shape.layout().timestamp().zoneId());
            ArrivalLaw arrival =
                    ArrivalFit.fit(log, clock, shape.originMicros(), shape.spanMicros(), shape.dateOnly(), k);
            Itineraries itineraries = data.byKind() && k == 1 ? new ItineraryFit(data).fit() : null;
            ChainLaws laws = new ChainLaws(
                    data.byKind() ? arrival : marks.arrival(arrival),
                    data.byKind() ? new StayFit(data, k).fit() : null,
                    itineraries,
                    data.byKind() && itineraries == null ? new RunFit(data, k).fit() : null,
                    label.get() == null ? null : new ClassLaw(label.get(), null),
                    gap.get(),
                    token.get(),
                    all(statics),
                    all(numbers),
                    all(categories),
                    all(keys),
                    episodes,
                    ruled.balance(),
                    ruled.times);
            return rehearsed(data, laws, threads);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the fit was interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the fit failed: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private ChainLaws rehearsed(FitData data, ChainLaws laws, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        ChainLaws moved = laws;
        if (Rehearsal.suits(data, laws.gap())) {
            progress.accept("rehearsing");
            ChainModel model = new ChainModel(data.shape, moved, provenance(), Profile.NONE);
            moved = moved.with(Rehearsal.gap(model, data, settings, threads));
        }
        if (Rehearsal.suitsClasses(data)) {
            progress.accept("rehearsing classes");
            ChainModel model = new ChainModel(data.shape, moved, provenance(), Profile.NONE);
            moved = moved.with(Rehearsal.label(model, data, settings, threads));
        }
        return moved;
    }

    private String name(int column) {
        return log.layout().column(column).name();
    }

    private <T> Future<T> submit(ExecutorService threads, String what, Callable<T> work) {
        return threads.submit(() -> {
            progress.accept("fitting " + what);
            return work.call();
        });
    }

    private static <T> List<T> all(List<Future<T>> futures) throws InterruptedException, ExecutionException {
        List<T> values = new ArrayList<>();
        for (Future<T> future : futures) {
            values.add(future.get());
        }
        return values;
    }

    private Provenance provenance() {
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (long t : log.column(log.layout().timeIndex())) {
            start = Math.min(start, t);
            end = Math.max(end, t);
        }
        String version = ModelFitter.class.getPackage().getImplementationVersion();
        return new Provenance(
                log.source(),
                log.sha256(),
                log.rows(),
                log.entities(),
                start,
                end,
                Map.of("k", "" + settings.k(), "seed", "" + settings.seed(), "kind", settings.kind()),
                version == null ? "0.1.0" : version);
    }
}
