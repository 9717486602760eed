package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EntitySampler;
import io.understudy.model.EntityState;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.SamplerSettings;
import io.understudy.model.Timestamp;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.WallClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private entities are as long as real ones, where events are rare: days without any would drown those with one. */
class LengthsTest {
    private static final int ENTITIES = 400;
    private static final long START = LocalDate.of(2026, 1, 1).toEpochDay() * WallClock.DAY;

    /** Half of the entities have an event every month or so, half one a week, for a year. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(5);
        List<long[]> rows = new ArrayList<>();
        int[] first = new int[ENTITIES + 1];
        for (int e = 0; e < ENTITIES; e++) {
            int most = e % 2 == 0 ? 60 : 14;
            for (int day = random.nextInt(7); day < 365; day += 1 + random.nextInt(most)) {
                rows.add(new long[] {e, START + day * WallClock.DAY, random.nextInt(2)});
            }
            first[e + 1] = rows.size();
        }
        List<Column> columns = List.of(
                new Column("who", ColumnRole.ENTITY, true, false, new ColumnFormat.Serial("e", 3, 0)),
                new Column(
                        "when", ColumnRole.TIME, false, false, new Timestamp(Timestamp.Style.EPOCH_SECONDS, "", "UTC")),
                new Column("how", ColumnRole.TYPE, false, false, new ColumnFormat.Dictionary(List.of("a", "b"))));
        long[][] cells = new long[columns.size()][rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            for (int c = 0; c < cells.length; c++) {
                cells[c][row] = rows.get(row)[c];
            }
        }
        return new EventLog(new EventLayout("rare", columns, -1, 0), cells, first, "rare", "00");
    }

    private static double eventsPerEntity(ChainModel model) {
        long from = model.shape().originMicros();
        EntitySampler sampler =
                model.sampler(new SamplerSettings(7, from, from + model.shape().spanMicros(), 1));
        EventFrame frame = new EventFrame(model.layout().size());
        int events = 0;
        for (int e = 0; e < ENTITIES; e++) {
            EntityState state = model.newState();
            sampler.begin(state, e, ENTITIES);
            while (sampler.nextTimeMicros(state) != EntitySampler.ENDED) {
                sampler.emit(state, frame);
                events++;
            }
        }
        return events / (double) ENTITIES;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void entitiesHaveAsManyEventsAsInTheReference(long seed) {
        EventLog log = log();
        PrivacySettings settings = new PrivacySettings(
                8,
                1e-5,
                Map.of("who", ColumnRole.ENTITY, "when", ColumnRole.TIME, "how", ColumnRole.TYPE),
                Set.of(),
                new Domains(Map.of(
                        "when", new Domain.Span(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1)),
                        "how", new Domain.Values(List.of("a", "b")))));

        ChainModel model = PrivateFitter.fit(log, settings, new Budget(8, 1e-5, new Random(seed)), note -> {});

        double real = log.rows() / (double) ENTITIES;
        assertThat(eventsPerEntity(model)).isBetween(0.85 * real, 1.15 * real);
    }
}
