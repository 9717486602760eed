package io.understudy.engine.evaluate;

import io.understudy.engine.evaluate.formula.Samples;
import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.LogCoder;
import io.understudy.engine.evaluate.log.Yardstick;
import io.understudy.engine.evaluate.measure.Histories;
import io.understudy.engine.evaluate.measure.Measure;
import io.understudy.engine.evaluate.measure.PairTrends;
import io.understudy.engine.evaluate.measure.Scores;
import io.understudy.engine.evaluate.measure.Shapes;
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
 * measure of other real events (A) against them. Floors are averaged over A against B and further cuts of both.
 */
public final class Validation {
    private static final int FEWEST_ENTITIES = 4;

    private final ValidationSettings settings;
    private final Progress progress;
    private final List<String> notes = new ArrayList<>();

    private Validation(ValidationSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Judges.
     *
     * @throws InputException if a log has too few entities to compare
     */
    public static Verdict run(ComparedLogs logs, ValidationSettings settings, Progress progress) {
        return new Validation(settings, progress).run(logs);
    }

    private Verdict run(ComparedLogs logs) {
        logs.fit().ifPresent(fit -> requireEntities(fit, 2));
        requireEntities(logs.reference(), logs.fit().isPresent() ? 2 : FEWEST_ENTITIES);
        requireEntities(logs.synthetic(), 2);
        List<EventLog> order = new ArrayList<>(List.of(logs.reference()));
        logs.fit().ifPresent(order::add);
        order.add(logs.synthetic());
        LogCoder.Coded coded = LogCoder.code(order, order.size() - 1);
        RandomGenerator random = new SplittableRandom(settings.seed());
        CodedLog b = coded.logs().get(0);
        CodedLog a = coded.logs().get(1);
        CodedLog synthetic = coded.logs().get(order.size() - 1);
        if (logs.fit().isEmpty()) {
            Halves halves = Halves.of(b, random);
            a = halves.first();
            b = halves.second();
            notes.add("no --fit: the reference was cut in two for the floor, and whether the generator saw it is not"
                    + " measured (DCR share, membership attacks)");
        }
        int entities =
                Math.min(settings.mostEntities(), Math.min(a.entities(), Math.min(b.entities(), synthetic.entities())));
        Cut cut = new Cut(a.sample(entities, random), b.sample(entities, random), synthetic.sample(entities, random));
        return judge(logs, coded.yardstick(), cut, random);
    }

    private static void requireEntities(EventLog log, int fewest) {
        if (log.entities() < fewest) {
            throw new InputException(log.source() + " has " + log.entities() + " entities; a comparison needs at least "
                    + fewest + "; choose the entity by --entity");
        }
    }

    /** Logs of equally many entities: fitted half, held-out half, synthetic. */
    private record Cut(CodedLog a, CodedLog b, CodedLog synthetic) {}

    private Verdict judge(ComparedLogs logs, Yardstick yardstick, Cut cut, RandomGenerator random) {
        int steps = 1 + settings.cuts();
        progress.begins("synthetic", 0, steps);
        Scores value = measure(yardstick, cut.b(), cut.synthetic());
        List<Scores> floors = new ArrayList<>();
        CodedLog pool = cut.a().with(cut.b());
        for (int i = 0; i < settings.cuts(); i++) {
            progress.begins("floor", 1 + i, steps);
            Halves halves = i == 0 ? new Halves(cut.a(), cut.b()) : Halves.of(pool, random);
            floors.add(measure(yardstick, halves.second(), halves.first()));
        }
        Map<Measure, Finding> findings = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            double[] all =
                    floors.stream().mapToDouble(scores -> scores.get(measure)).toArray();
            double[] known = Samples.present(all);
            if (known.length > 0) {
                findings.put(measure, finding(measure, value.get(measure), known));
            }
        }
        return new Verdict(
                List.copyOf(findings.values()),
                new Verdict.Names(
                        logs.reference().source(),
                        logs.synthetic().source(),
                        logs.fit().map(EventLog::source).orElse("")),
                yardstick,
                cut.b(),
                cut.synthetic(),
                value,
                floors.get(0),
                notes);
    }

    private Finding finding(Measure measure, double value, double[] floors) {
        double floor = Samples.mean(floors);
        if (Double.isNaN(value)) {
            notes.add(measure.id() + " could not be measured of the synthetic log; it counts as the worst value");
            return Finding.of(measure, measure.better().worst(), floor, Double.NaN);
        }
        return Finding.of(measure, value, floor, Samples.deviation(floors));
    }

    private static Scores measure(Yardstick yardstick, CodedLog real, CodedLog candidate) {
        Scores scores = new Scores();
        new Shapes(yardstick).measure(real, candidate, scores);
        new PairTrends(yardstick).measure(real, candidate, scores);
        new Histories(yardstick).measure(real, candidate, scores);
        return scores;
    }
}
