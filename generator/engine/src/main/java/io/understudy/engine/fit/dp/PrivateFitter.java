package io.understudy.engine.fit.dp;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.Column;
import io.understudy.model.ColumnRole;
import io.understudy.model.PrivacyLedger;
import io.understudy.model.Profile;
import io.understudy.model.Provenance;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.CategoryLaw;
import io.understudy.model.chain.ChainLaws;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.ChainShape;
import io.understudy.model.chain.ClassLaw;
import io.understudy.model.chain.DueLaw;
import io.understudy.model.chain.FreshLaw;
import io.understudy.model.chain.GapLaw;
import io.understudy.model.chain.KeyLaw;
import io.understudy.model.chain.NumberLaw;
import io.understudy.model.chain.NumberMark;
import io.understudy.model.chain.TokenLaw;
import io.understudy.model.tree.ProbabilityTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Fits a chain whose every figure is a declared one or comes out of a noised table. */
public final class PrivateFitter {
    private static final double OPENING = 0.11; // shares of the budget
    private static final double KEYS = 0.05;
    private static final double SURVEYS = 0.03;
    private static final int ENTITIES_OF_TWO_ROUNDS = 3_000;
    private static final int ENTITIES_OF_THREE_ROUNDS = 15_000;
    private static final int SURVEYED = 8_000; // entities
    private static final int STATE_ROOM = 400; // bytes for token slots
    private static final int CANDIDATES_OF_FEW = 3; // of a law at once: each is paid for

    private final PrivateLog log;
    private final String source;
    private final PrivacySettings settings;
    private final Budget budget;
    private final Domains domains;
    private final Consumer<String> progress;
    private Opening opening;
    private LossForecast forecast;

    PrivateFitter(EventLog reference, PrivacySettings settings, Budget budget, Consumer<String> progress) {
        log = new PrivateLog(reference, settings.roles(), settings.statics(), settings.domains());
        source = reference.source();
        domains = settings.domains();
        this.settings = settings;
        this.budget = budget;
        this.progress = progress;
    }

    /**
     * The model of {@code log}.
     *
     * @param progress told what is being done
     * @throws io.understudy.model.InputException if a declaration is missing
     */
    public static SequenceModel fit(EventLog log, PrivacySettings settings, Consumer<String> progress) {
        Budget budget = new Budget(settings.epsilon(), settings.deltaFor(log.entities()), new SecureBits());
        return fit(log, settings, budget, progress);
    }

    /** The same from a budget of the caller's, whose noise a test may repeat. */
    static ChainModel fit(EventLog log, PrivacySettings settings, Budget budget, Consumer<String> progress) {
        return new PrivateFitter(log, settings, budget, progress).fit();
    }

    /** What the fit expected to lose. */
    LossForecast forecast() {
        return forecast;
    }

    ChainModel fit() {
        progress.accept("counting tokens, classes and arrivals");
        opening = new Opening(log, budget, OPENING);
        EntityGroups groups = new EntityGroups(opening, log.entities());
        int[] members = new int[groups.count()];
        for (int e = 0; e < log.entities(); e++) {
            if (log.first[e] < log.first[e + 1]) {
                members[groups.of(e)]++;
            }
        }
        NoisedTable shares = budget.release("entities by group", members, 1, OPENING / 10);
        List<Integer> tokens = Opening.left(opening.tokens, -1);
        int[] labelColumns = log.layout.indexes(ColumnRole.LABEL);
        int normal = opening.normal(labelColumns);
        List<Integer> classes = Opening.left(opening.classes, normal);
        ChainShape shape = shape(groups, shares, tokens, classes);
        Laws laws = new Laws(
                opening,
                groups,
                shape,
                numbers(tokens, opening.tokens.counts().length),
                numbers(classes, opening.classes.counts().length),
                budget.rho() * (1 - OPENING));
        rounds(laws);
        ChainLaws chain = chain(laws, shape);
        Provenance provenance = provenance();
        PrivacyLedger ledger = budget.ledger(declared());
        Function<ChainLaws, ChainModel> model = its -> new ChainModel(shape, its, provenance, Profile.NONE, ledger);
        progress.accept("making hours, tokens and categories as frequent as their tables say");
        chain = new Marginals(laws, opening.clock).held(chain, model);
        progress.accept("making entities as long as their sizes say");
        chain = lengthened(laws, chain, groups, model);
        ChainModel silent = new ChainModel(shape, chain, provenance, Profile.NONE, ledger);
        progress.accept("telling what was learned, from events that the model draws");
        return new ChainModel(shape, chain, provenance, DrawnProfile.of(silent), ledger);
    }

    private ChainLaws lengthened(
            Laws laws, ChainLaws chain, EntityGroups groups, Function<ChainLaws, ChainModel> model) {
        Grid bySize = laws.laterDay.plan().base()[0];
        Function<double[], ChainLaws> moved =
                odds -> chain.with(chain.gap().with(new TokenLaw(ContextTree.of(laws.laterDay, bySize, odds), 1)));
        double[] odds = new Lengths(opening, groups).odds(moved.andThen(model));
        return moved.apply(odds);
    }

    private static int[] numbers(List<Integer> tuples, int size) {
        int[] number = new int[size];
        Arrays.fill(number, ChainShape.UNKNOWN);
        for (int i = 0; i < tuples.size(); i++) {
            number[tuples.get(i)] = i;
        }
        return number;
    }

    private ChainShape shape(EntityGroups groups, NoisedTable shares, List<Integer> tokens, List<Integer> classes) {
        int slotBytes = 20
                + 12 * log.layout.indexes(ColumnRole.NUMERIC).length
                + 2 * log.layout.indexes(ColumnRole.CATEGORICAL).length
                + 2 * log.layout.indexes(ColumnRole.KEY).length;
        int slots = Math.min(tokens.size(), Math.max(4, Math.min(24, STATE_ROOM / slotBytes))) + 1;
        int[] slotByToken = new int[tokens.size()];
        for (int t = 0; t < slotByToken.length; t++) {
            slotByToken[t] = Math.min(t, slots - 1);
        }
        long[] lapse = new long[slots];
        Arrays.fill(lapse, (log.endMicros - log.originMicros) / 1_000_000);
        double[] cumulative = new double[groups.count()];
        double total = shares.total();
        double below = 0;
        for (int g = 0; g < cumulative.length; g++) {
            below += total == 0 ? 1.0 / cumulative.length : shares.count(g) / total;
            cumulative[g] = below;
        }
        cumulative[cumulative.length - 1] = 1;
        return new ChainShape(
                log.layout,
                values(ColumnRole.TYPE, tokens),
                values(ColumnRole.LABEL, classes),
                new int[classes.size()],
                slotByToken,
                slots,
                lapse,
                DueLaw.none(slots, 0),
                2,
                groups.traits(),
                cumulative,
                log.originMicros,
                log.endMicros - log.originMicros,
                log.resolutionMicros(),
                log.entities());
    }

    private long[] values(ColumnRole role, List<Integer> tuples) {
        int[] columns = log.layout.indexes(role);
        return tuples.stream()
                .flatMapToLong(tuple -> Arrays.stream(opening.cells(columns, tuple)))
                .toArray();
    }

    /** Rounds of counting, each for an equal share of what the opening and the keys leave. */
    private void rounds(Laws laws) {
        int rounds = log.entities() >= ENTITIES_OF_THREE_ROUNDS ? 3 : log.entities() >= ENTITIES_OF_TWO_ROUNDS ? 2 : 1;
        double left = 1 - OPENING * 1.1 - (laws.keys.isEmpty() ? 0 : KEYS);
        for (int round = 0; round < rounds; round++) {
            progress.accept("counting, round " + (round + 1) + " of " + rounds);
            int tables = 0;
            double weights = 0;
            for (LawFit law : laws.all) {
                tables += law.open(
                        round,
                        rounds,
                        log.entities() < ENTITIES_OF_THREE_ROUNDS ? CANDIDATES_OF_FEW : Integer.MAX_VALUE - 1);
                weights += law.weights();
            }
            if (tables == 0) {
                return;
            }
            double share = (left / rounds - SURVEYS) / weights;
            if (round == 0) {
                forecast(laws, share, rounds);
            }
            survey(laws, tables, share);
            for (int e = 0; e < log.entities(); e++) {
                laws.replay(e);
                laws.all.forEach(LawFit::count);
            }
            for (LawFit law : laws.all) {
                law.release(budget, share);
            }
        }
    }

    private void forecast(Laws laws, double share, int rounds) {
        forecast = LossForecast.of(laws.common(), log.entities(), laws::eventsPerEntity, budget.rho() * share, rounds);
        progress.accept(String.format(
                Locale.ROOT,
                "expected loss %.1f %% of the scores of shapes and order, in the mean: %.0f %% that such laws leave untold,"
                        + " the rest to noise in the laws' tables (the first, and those that tell a feature more): %s",
                100 * forecast.mean(),
                100 * forecast.untold(),
                forecast.lines().stream()
                        .map(line -> String.format(
                                Locale.ROOT, "%s %.1f %%, %.1f %%", line.law(), 100 * line.first(), 100 * line.next()))
                        .collect(Collectors.joining("; "))));
    }

    /** Asks some entities how much they would add to the round's tables, and chooses the clips by that. */
    private void survey(Laws laws, int tables, double share) {
        int step = Math.max(1, log.entities() / SURVEYED);
        for (int e = 0; e < log.entities(); e += step) {
            laws.replay(e);
            laws.all.forEach(LawFit::survey);
        }
        int[] norms = new int[tables * ClipChoice.NORMS];
        int at = 0;
        for (LawFit law : laws.all) {
            at = law.copyNorms(norms, at);
        }
        long usual = Math.max(1, opening.events() / log.entities());
        NoisedTable survey = budget.release("entities by norm, " + tables + " tables", norms, tables, SURVEYS);
        at = 0;
        for (LawFit law : laws.all) {
            at = law.chooseClips(survey, at, budget.rho() * share, step, usual);
        }
    }

    /** Adds the normal events behind normal ones, which are all that were not shown to the law of the class. */
    private void fillNormal(LawFit label) {
        NoisedTable table = label.ladder().step(0).table();
        long[] counts = table.counts().clone();
        counts[0] = 0;
        for (int cell = 1; cell < counts.length; cell++) {
            counts[0] -= (long) table.count(cell);
        }
        counts[0] = Math.max(1, counts[0] + opening.events());
        label.ladder().replaceFirst(new NoisedTable(counts, table.noise()));
    }

    private static ProbabilityTree tree(LawFit fit) {
        return fit == null ? null : ContextTree.of(fit);
    }

    private ChainLaws chain(Laws laws, ChainShape shape) {
        progress.accept("putting the laws together");
        if (laws.label != null) {
            fillNormal(laws.label);
        }
        List<NumberLaw> statics = new ArrayList<>();
        laws.statics.forEach(fit -> statics.add(new NumberLaw(tree(fit), null, null, null)));
        List<NumberMark> numbers = new ArrayList<>();
        for (int i = 0; i < laws.kinds.size(); i++) {
            FreshLaw fresh = new FreshLaw(laws.numberBins.get(i), tree(laws.fresh.get(i)), tree(laws.zeros.get(i)));
            numbers.add(new NumberMark(
                    new int[shape.tokens() * shape.classes()],
                    shape.classes(),
                    List.of(new NumberLaw(tree(laws.kinds.get(i)), fresh, null, null))));
        }
        List<CategoryLaw> categories = new ArrayList<>();
        laws.categories.forEach(fit -> categories.add(category(fit, shape)));
        List<KeyLaw> keys = new ArrayList<>();
        int[] keyColumns = shape.keyColumns();
        for (int i = 0; i < keyColumns.length; i++) {
            keys.add(new KeyDegrees(log, keyColumns[i], distinct(keyColumns[i]))
                    .fit(tree(laws.keys.get(i)), budget, KEYS / keyColumns.length));
        }
        return new ChainLaws(
                opening.arrival(),
                laws.label == null ? null : new ClassLaw(tree(laws.label), null),
                gap(laws, tree(laws.laterDay)),
                new TokenLaw(tree(laws.token), 0),
                statics,
                numbers,
                categories,
                keys,
                List.of(),
                null,
                List.of());
    }

    private GapLaw gap(Laws laws, ProbabilityTree laterDay) {
        return new GapLaw(
                new TokenLaw(tree(laws.sameDay), 1),
                tree(laws.within),
                laws.gaps,
                new TokenLaw(laterDay, 1),
                tree(laws.timeOfDay),
                laws.times,
                laws.mostDays,
                opening.mostPerInstant,
                opening.mostPerDay);
    }

    private int distinct(int column) {
        String name = log.layout.column(column).name();
        return domains.of(name, Domain.Names.class, "{prefix: k, width: 6, distinct: 5000}")
                .distinct();
    }

    /** A law kept to the values that its first table has left beside the token. */
    private static CategoryLaw category(LawFit fit, ChainShape shape) {
        ProbabilityTree tree = ContextTree.of(fit);
        int outcomes = tree.outcomes();
        int words = (outcomes >> 6) + 1;
        long[] known = new long[shape.tokens() * words];
        int[] usual = new int[shape.tokens()];
        double[] root = fit.ladder().root(null);
        NoisedTable table = fit.ladder().step(0).table();
        double[][] counts = new double[shape.tokens()][outcomes];
        for (int cell = 0; fit.baseFeatures() > 0 && cell < table.counts().length; cell++) {
            counts[cell / outcomes % shape.tokens()][cell % outcomes] += table.count(cell);
        }
        for (int token = 0; token < shape.tokens(); token++) {
            boolean told = Arrays.stream(counts[token]).sum() > 0;
            double[] weights = told ? counts[token] : root;
            for (int y = 0; y < outcomes; y++) {
                known[token * words + (y >> 6)] |= weights[y] > 0 ? 1L << (y & 63) : 0;
                usual[token] = weights[y] > weights[usual[token]] ? y : usual[token];
            }
        }
        return new CategoryLaw(null, tree, known, usual);
    }

    private List<String> declared() {
        List<String> declared = new ArrayList<>(List.of(
                "names, roles and order of the columns",
                "how times are written",
                "the number of entities, " + log.entities(),
                "the name of the source"));
        for (Column column : log.layout.columns()) {
            if (domains.byColumn().containsKey(column.name())) {
                declared.add("what " + column.name() + " may hold");
            }
        }
        return declared;
    }

    private Provenance provenance() {
        String version = PrivateFitter.class.getPackage().getImplementationVersion();
        return new Provenance(
                source,
                "withheld",
                opening.events(),
                log.entities(),
                log.originMicros,
                log.endMicros - 1,
                Map.of(
                        "epsilon",
                        "" + settings.epsilon(),
                        "delta",
                        "" + settings.deltaFor(log.entities()),
                        "kind",
                        "trees"),
                version == null ? "0.1.0" : version);
    }
}
