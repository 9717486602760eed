package io.understudy.engine.fit.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.Drawn;
import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.fit.SmallLog;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entities begin when the reference's did, counted from its first event and not from that day's midnight. */
class ArrivalFitTest {
    private static final int ENTITIES = 200;
    private static final long SIXTH_DAY_SECONDS = 5 * 86_400;
    private static final long MINUTE_MICROS = 60_000_000L;

    /** Begins at 22:13; entity e begins e minutes later, and lasts nine minutes. */
    private static EventLog log() {
        SmallLog log = new SmallLog().column("action", ColumnRole.TYPE, "in", "out");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            for (int i = 0; i < 10; i++) {
                log.row(60L * (e + i), i % 2);
            }
        }
        return log.build();
    }

    @Test
    void entitiesOfALogThatBeginsLateInTheDayBeginWithinItsSpan() {
        SequenceModel model = ModelFitter.fit(log(), FitSettings.defaults(), note -> {});
        long start = model.provenance().startMicros();
        EntitySampler sampler =
                model.sampler(new SamplerSettings(1, start, model.provenance().endMicros() + 1, 1));
        EntityState state = model.newState();
        int inFirstHalf = 0;
        int begun = 0;

        for (int entity = 0; entity < ENTITIES; entity++) {
            sampler.begin(state, entity, ENTITIES);
            long first = sampler.nextTimeMicros(state);
            begun += first == EntitySampler.ENDED ? 0 : 1;
            inFirstHalf += first - start < ENTITIES / 2 * MINUTE_MICROS ? 1 : 0;
        }

        assertThat(begun).isEqualTo(ENTITIES);
        assertThat(inFirstHalf).isBetween(70, 130); // 100 expected, sd 7: four of them
    }

    /** Of 400 entities every other is busy from the first day on; the others are seen a few times, from the sixth on. */
    private static EventLog twoKinds() {
        SmallLog log = new SmallLog().column("action", ColumnRole.TYPE, "in", "out");
        for (int e = 0; e < 2 * ENTITIES; e++) {
            log.entity();
            boolean busy = e % 2 == 0;
            for (int i = 0; i < (busy ? 60 : 4); i++) {
                log.row((busy ? 0 : SIXTH_DAY_SECONDS) + 200L * e + (busy ? 14_400L : 300L) * i, i % 2);
            }
        }
        return log.build();
    }

    @Test
    void kindsOfEntitiesComeWhenTheReferencesDo() {
        SequenceModel model = ModelFitter.fit(twoKinds(), FitSettings.defaults(), note -> {});
        long sixthDay = model.provenance().startMicros() + SIXTH_DAY_SECONDS * 1_000_000L;

        List<List<EventFrame>> drawn = Drawn.events(model, 4, 1, 2 * ENTITIES);

        assertThat(drawn).filteredOn(events -> events.size() > 20).hasSizeBetween(160, 240);
        assertThat(drawn)
                .filteredOn(events -> events.size() > 20 && events.get(0).timeMicros >= sixthDay)
                .hasSizeLessThan(5); // one seldom seen may go on
        assertThat(drawn)
                .filteredOn(events -> !events.isEmpty() && events.size() <= 6)
                .hasSizeGreaterThan(150)
                .filteredOn(events -> events.get(0).timeMicros < sixthDay)
                .hasSizeLessThan(20); // some busy ones end early; were times the same for all, 75 or more
    }
}
