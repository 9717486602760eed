package io.understudy.engine.evaluate;

import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.LogCoder;
import io.understudy.engine.evaluate.log.Yardstick;
import io.understudy.engine.evaluate.measure.Measure;
import io.understudy.engine.evaluate.measure.Privacy;
import io.understudy.engine.evaluate.measure.Scores;
import io.understudy.engine.evaluate.measure.Utility;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.InputException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Judges a synthetic log: every measure against real events that were held out (B), beside its floor, which is the same
 * measure of other real events (A) against them. Floors are averaged over A against B and further cuts of both. All
 * compared logs have equally many entities; privacy looks at all of them.
 */
public final class Validation {
    private static final int FEWEST_ENTITIES = 4;
    private static final int FEWEST_TO_CUT_ANEW = 50;

    private final ComparedLogs logs;
    private final ValidationSettings settings;
    private final Progress progress;
    private final RandomGenerator random;
    private final List<String> notes = new ArrayList<>();
    private final Map<Measure, Finding> findings = new EnumMap<>(Measure.class);
    private int step;

    private Validation(ComparedLogs logs, ValidationSettings settings, Progress progress) {
        this.logs = logs;
        this.settings = settings;
        this.progress = progress;
        random = new SplittableRandom(settings.seed());
    }

    /**
     * Judges.
     *
     * @throws InputException if a log has too few entities to compare
     */
    public static Verdict run(ComparedLogs logs, ValidationSettings settings, Progress progress) {
        return new Validation(logs, settings, progress).run();
    }

    /** Three logs: fitted half, held-out half, synthetic. */
    private record Cut(CodedLog a, CodedLog b, CodedLog synthetic) {
        int fewestEntities() {
            return Math.min(a.entities(), Math.min(b.entities(), synthetic.entities()));
        }

        Cut sample(int entities, RandomGenerator random) {
            return new Cut(a.sample(entities, random), b.sample(entities, random), synthetic.sample(entities, random));
        }
    }

    private Verdict run() {
        logs.fit().ifPresent(fit -> requireEntities(fit, 2));
        requireEntities(logs.reference(), logs.fit().isPresent() ? 2 : FEWEST_ENTITIES);
        requireEntities(logs.synthetic(), 2);
        LogCoder.Coded coded = logs.coded();
        Cut whole = whole(coded);
        Cut cut = whole.sample(Math.min(settings.mostEntities(), whole.fewestEntities()), random);
        guards(whole);
        Panel panel = new Panel(coded.yardstick(), cut.a().with(cut.b()), settings.seed());
        begin("synthetic events against real ones");
        Scores value = panel.measure(cut.b(), cut.synthetic(), true);
        List<Scores> floors = floors(panel, cut);
        likeness(value, floors);
        Map<String, Utility.ClassScore> classes = utility(coded.yardstick(), cut);
        privacy(coded.yardstick(), whole);
        return new Verdict(
                List.copyOf(findings.values()),
                logs.names(),
                coded.yardstick(),
                cut.b(),
                cut.synthetic(),
                value,
                floors.get(0),
                classes,
                notes);
    }

    private static void requireEntities(EventLog log, int fewest) {
        if (log.entities() < fewest) {
            throw new InputException(log.source() + " has " + log.entities()
                    + (log.entities() == 1 ? " entity" : " entities") + "; a comparison needs at least " + fewest
                    + "; choose the entity by --entity");
        }
    }

    private void begin(String what) {
        progress.begins(what, step++, settings.cuts() + 3);
    }

    private Cut whole(LogCoder.Coded coded) {
        CodedLog synthetic = coded.logs().get(coded.logs().size() - 1);
        if (logs.fit().isPresent()) {
            return new Cut(coded.logs().get(1), coded.logs().get(0), synthetic);
        }
        notes.add(
                "without --fit the reference is cut in two for the floor; whether its entities were memorised is judged"
                        + " by identical rows, rare windows and rare keys alone");
        Halves halves = Halves.of(coded.logs().get(0), random);
        return new Cut(halves.first(), halves.second(), synthetic);
    }

    private void guards(Cut whole) {
        double entities = (double) whole.synthetic().entities() / whole.b().entities();
        findings.put(Measure.GUARD_ENTITIES, Finding.of(Measure.GUARD_ENTITIES, entities, 1, Double.NaN));
        if (logs.fit().isPresent()) {
            findings.put(
                    Measure.GUARD_SHARED_ENTITIES,
                    Finding.of(Measure.GUARD_SHARED_ENTITIES, logs.sharedEntities(), 0, Double.NaN));
        }
    }

    private List<Scores> floors(Panel panel, Cut cut) {
        List<Scores> floors = new ArrayList<>();
        CodedLog pool = cut.a().with(cut.b());
        int cuts = cuts(cut);
        for (int i = 0; i < cuts; i++) {
            begin("real events against real ones, cut " + (i + 1));
            Halves halves = i == 0 ? new Halves(cut.a(), cut.b()) : Halves.of(pool, random);
            floors.add(panel.measure(halves.second(), halves.first(), false));
        }
        return floors;
    }

    /** A handful of unequal entities is comparable as the user cut it, not in random halves. */
    private int cuts(Cut cut) {
        if (logs.fit().isEmpty() || cut.fewestEntities() >= FEWEST_TO_CUT_ANEW) {
            return settings.cuts();
        }
        notes.add("floors rest on --fit against --reference alone, since " + cut.fewestEntities()
                + " entities are too few to be cut anew");
        return 1;
    }

    private void likeness(Scores value, List<Scores> floors) {
        for (Measure measure : Measure.values()) {
            double[] known = Samples.present(
                    floors.stream().mapToDouble(scores -> scores.get(measure)).toArray());
            if (known.length > 0) {
                findings.put(measure, finding(measure, value.get(measure), known));
            }
        }
        Shortfall shortfall = Shortfall.of(value, floors);
        if (!Double.isNaN(shortfall.value())) {
            findings.put(
                    Measure.BIAS_WORST_SHORTFALL,
                    Finding.of(Measure.BIAS_WORST_SHORTFALL, shortfall.value(), shortfall.floor(), Double.NaN));
        }
    }

    private Finding finding(Measure measure, double value, double[] floors) {
        double floor = Samples.mean(floors);
        if (Double.isNaN(value)) {
            notes.add(measure.id() + " could not be measured of the synthetic log; it counts as the worst value");
            return Finding.of(measure, measure.better().worst(), floor, Double.NaN);
        }
        return Finding.of(measure, value, floor, Samples.deviation(floors));
    }

    private Map<String, Utility.ClassScore> utility(Yardstick yardstick, Cut cut) {
        begin("detectors trained on synthetic and on real events");
        Utility utility = new Utility(yardstick, settings.seed());
        Map<Measure, Privacy.Exposure> found = utility.measure(cut.a(), cut.synthetic(), cut.b());
        if (found.isEmpty()) {
            notes.add("utility is not measured: "
                    + (yardstick.columns().label().isEmpty()
                            ? "no column is a label; name one by --label"
                            : "no class has 10 cases in either real half"));
        }
        put(found);
        return utility.classes();
    }

    private void privacy(Yardstick yardstick, Cut whole) {
        begin("attacks on the privacy of the fitted entities");
        Privacy privacy = new Privacy(yardstick, whole.a(), whole.b(), whole.synthetic(), settings.seed());
        put(privacy.measure(logs.fit().isPresent()));
    }

    private void put(Map<Measure, Privacy.Exposure> found) {
        found.forEach((measure, exposure) ->
                findings.put(measure, Finding.of(measure, exposure.value(), exposure.floor(), exposure.noise())));
    }
}
