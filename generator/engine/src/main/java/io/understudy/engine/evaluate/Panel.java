package io.understudy.engine.evaluate;

import io.understudy.engine.evaluate.log.CodedLog;
import io.understudy.engine.evaluate.log.Yardstick;
import io.understudy.engine.evaluate.measure.Diversity;
import io.understudy.engine.evaluate.measure.Groups;
import io.understudy.engine.evaluate.measure.Histories;
import io.understudy.engine.evaluate.measure.PairTrends;
import io.understudy.engine.evaluate.measure.Realism;
import io.understudy.engine.evaluate.measure.Rules;
import io.understudy.engine.evaluate.measure.Scores;
import io.understudy.engine.evaluate.measure.Shapes;
import io.understudy.engine.evaluate.measure.Validity;

/** The sections that compare a candidate with a real log of as many entities. */
final class Panel {
    private final Yardstick yardstick;
    private final long seed;
    private final Rules rules;
    private final Groups groups;

    /** Rules and groups are those of {@code pool}, all real events. */
    Panel(Yardstick yardstick, CodedLog pool, long seed) {
        this.yardstick = yardstick;
        this.seed = seed;
        rules = new Rules(yardstick, pool);
        groups = new Groups(yardstick, pool);
    }

    /** All measures that need no third log; with {@code explains}, also what gave the candidate away. */
    Scores measure(CodedLog real, CodedLog candidate, boolean explains) {
        Scores scores = new Scores();
        new Validity(yardstick).measure(real, candidate, scores);
        rules.measure(real, candidate, scores);
        new Shapes(yardstick).measure(real, candidate, scores);
        new PairTrends(yardstick).measure(real, candidate, scores);
        new Histories(yardstick).measure(real, candidate, scores);
        new Realism(yardstick, seed, explains).measure(real, candidate, scores);
        new Diversity(yardstick, seed).measure(real, candidate, scores);
        groups.measure(real, candidate, scores);
        return scores;
    }
}
