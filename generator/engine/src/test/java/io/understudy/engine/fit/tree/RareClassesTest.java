package io.understudy.engine.fit.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.Drawn;
import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.fit.SmallLog;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.SequenceModel;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An attack that few entities have seen is an attack when it is drawn: its events and its marks are its own. */
class RareClassesTest {
    private static final int ENTITIES = 120;
    private static final int EVENTS = 100;
    private static final int ATTACKS = 40; // events of one
    private static final int TOKEN = 2;
    private static final int AGENT = 3;
    private static final int LABEL = 4;
    private static final int LOGIN = 1;
    private static final int TOOL = 4;

    private static List<List<EventFrame>> drawn;

    /** Everybody has an agent of their own and works through the day; three of them log in forty times by a tool. */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(9);
        SmallLog log = new SmallLog()
                .column("action", ColumnRole.TYPE, "read", "login", "write", "mail")
                .column("agent", ColumnRole.CATEGORICAL, "a", "b", "c", "d", "tool")
                .column("class", ColumnRole.LABEL, "no", "attack");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            int attack = e % 40 == 7 ? 30 + random.nextInt(40) : EVENTS;
            long second = 30_000 + random.nextLong(3_600);
            int token = LOGIN;
            for (int i = 0; i < EVENTS; i++) {
                for (int n = 0; i == attack && n < ATTACKS; n++) {
                    log.row(second += 1 + random.nextInt(5), LOGIN, TOOL, 1);
                }
                boolean next = random.nextInt(20) == 0;
                second += next ? 60_000 + random.nextLong(5_000) : 60 + random.nextLong(600);
                token = next ? LOGIN : token == LOGIN ? 0 : random.nextInt(3) == 0 ? 3 : 2 * random.nextInt(2);
                log.row(second, token, e % 4, 0);
            }
        }
        return log.build();
    }

    @BeforeAll
    static void fit() {
        SequenceModel model = ModelFitter.fit(log(), FitSettings.defaults().withK(1), note -> {});
        drawn = Drawn.events(model, 3, 1, 8 * ENTITIES);
    }

    private static double share(ToLongFunction<EventFrame> value, long wanted) {
        long[] counts = drawn.stream()
                .flatMap(List::stream)
                .filter(event -> event.values[LABEL] == 1)
                .mapToLong(value)
                .toArray();
        assertThat(counts.length).isGreaterThan(100);
        return java.util.Arrays.stream(counts).filter(v -> v == wanted).count() / (double) counts.length;
    }

    @Test
    void anAttackIsMadeOfItsOwnEvents() {
        assertThat(share(event -> event.values[TOKEN], LOGIN)).isGreaterThan(0.95);
    }

    @Test
    void anAttackHasItsToolWhateverItsVictimHas() {
        assertThat(share(event -> event.values[AGENT], TOOL)).isGreaterThan(0.95);
    }

    @Test
    void nobodyElseHasTheTool() {
        long usual = drawn.stream()
                .flatMap(List::stream)
                .filter(event -> event.values[LABEL] == 0)
                .count();
        long withTool = drawn.stream()
                .flatMap(List::stream)
                .filter(event -> event.values[LABEL] == 0 && event.values[AGENT] == TOOL)
                .count();

        assertThat(withTool / (double) usual).isLessThan(0.002);
    }

    @Test
    void anAttackKeepsItsPace() {
        // Given the gaps between two events of an attack, which the reference has as one to five seconds
        List<Long> gaps = drawn.stream()
                .flatMap(events -> java.util.stream.IntStream.range(1, events.size())
                        .filter(i -> events.get(i).values[LABEL] == 1 && events.get(i - 1).values[LABEL] == 1)
                        .mapToObj(i -> events.get(i).timeMicros - events.get(i - 1).timeMicros))
                .sorted()
                .toList();

        // Then nine in ten are no longer
        assertThat(gaps.get(gaps.size() * 9 / 10)).isLessThanOrEqualTo(6_000_000L);
    }
}
