package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Entities fall silent only where those of the reference do. */
class GoingOnTest {
    private static final int ENTITIES = 200;
    private static final int DAYS = 180;
    private static final long DAY_SECONDS = 86_400;

    /** Entities that begin on any day, and have an event within a few days or a month later, as long as they stay. */
    private static EventLog log(boolean leaving) {
        SplittableRandom random = new SplittableRandom(3);
        SmallLog log =
                new SmallLog().column("kind", ColumnRole.TYPE, "buy", "pay").number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int stay = leaving && e % 3 == 0 ? 10 + random.nextInt(60) : DAYS;
            int begin = random.nextInt(DAYS - 80);
            int day = begin;
            while (day < Math.min(DAYS, begin + stay)) {
                log.row(day * DAY_SECONDS, random.nextInt(2), 100 + random.nextInt(5_000));
                day += random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 27 + random.nextInt(5);
            }
        }
        return log.build();
    }

    private static double silent(boolean leaving) {
        ChainModel model = (ChainModel)
                ModelFitter.fit(log(leaving), FitSettings.defaults().quick(), note -> {});
        List<List<EventFrame>> drawn = Drawn.events(model, 5, 1, 600);
        long end = model.provenance().endMicros() - 40 * DAY_SECONDS * 1_000_000;
        long silent = drawn.stream()
                .filter(events -> !events.isEmpty() && events.get(events.size() - 1).timeMicros < end)
                .count();
        return silent / (double) drawn.size();
    }

    @Test
    void nobodyFallsSilentWhereAllGoOn() {
        assertThat(silent(false)).isZero();
    }

    @Test
    void asManyLeaveAsInTheReference() {
        assertThat(silent(true)).isBetween(0.15, 0.45);
    }
}
