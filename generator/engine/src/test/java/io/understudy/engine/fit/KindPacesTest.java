package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.time.PaceFit;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Few hosts of some kinds: those of a kind differ in how busy they are, and so do those that are made up. */
class KindPacesTest {
    private static final int HOSTS = 12;
    private static final int ATTACKED = 2;
    private static final int DAYS = 4;
    private static final long DAY = 86_400;

    /**
     * Hosts of kinds with a token each, of which each host is {@code faster} times as busy as the one before of its kind; one of
     * them has an attack of 5,000 events in fifty seconds.
     */
    private static EventLog log(int kinds, double faster, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SmallLog log = new SmallLog()
                .column("short", ColumnRole.TYPE, "probe", "a", "b", "c", "d", "e", "f")
                .column("label", ColumnRole.LABEL, "none", "scan");
        for (int host = 0; host < HOSTS; host++) {
            log.entity();
            double gap = 3_600 / Math.pow(faster, host % (HOSTS / kinds));
            double second = 0;
            boolean attacked = host != ATTACKED;
            while ((second -= Math.log(1 - random.nextDouble()) * gap) < DAYS * DAY) {
                log.row((long) second, 1 + host * kinds / HOSTS, 0);
                if (!attacked && second > 2 * DAY) {
                    attacked = true;
                    for (int i = 0; i < 5_000; i++) {
                        log.row((long) second + i / 100, 0, 1);
                    }
                    second += 50;
                }
            }
        }
        return log.build();
    }

    private static PaceFit ofTwoKinds(EventLog log, int k) {
        int[] cluster = IntStream.range(0, HOSTS).map(e -> e * 2 / HOSTS).toArray();
        int[] token = ints(log, 2);
        return PaceFit.orOfNumbers(log, null, token, ints(log, 3), cluster, 2, k);
    }

    private static int[] ints(EventLog log, int column) {
        return IntStream.range(0, log.rows())
                .map(row -> (int) log.value(column, row))
                .toArray();
    }

    @Test
    void gradesTheHostsOfAKindAmongThemselvesWhateverAnAttackAdds() {
        PaceFit pace = ofTwoKinds(log(2, 1.6, 1), 1);

        assertThat(pace.law.grades()).isEqualTo(6);
        assertThat(pace.grades).containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
    }

    @Test
    void eachGradeOfAKindIsAsLikelyAsItHasHosts() {
        PaceFit pace = ofTwoKinds(log(2, 1.6, 1), 1);

        float[] shares = pace.law.cumulative();
        assertThat(shares).hasSize(HOSTS);
        for (int i = 0; i < shares.length; i++) {
            assertThat(shares[i]).isEqualTo((i % 6 + 1) / 6f);
        }
    }

    @Test
    void noGradeRestsOnFewerThanKHosts() {
        PaceFit pace = ofTwoKinds(log(2, 1.6, 1), 3);

        assertThat(pace.law.grades()).isEqualTo(2);
        assertThat(pace.grades).containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 1, 1);
    }

    @Test
    void hostsThatDifferByChanceAloneHaveNoPace() {
        PaceFit pace = ofTwoKinds(log(2, 1, 2), 1);

        assertThat(pace.law.grades()).isEqualTo(1);
        assertThat(Arrays.stream(pace.grades).distinct()).containsExactly(-1);
    }

    @Test
    void hostsThatAreMadeUpAreAsUnevenlyBusy() {
        // Given six kinds, of which one host is four times as busy as the other
        ChainModel model = (ChainModel)
                ModelFitter.fit(log(6, 4, 1), FitSettings.defaults().withK(1), note -> {});

        // When
        List<List<EventFrame>> drawn = Drawn.events(model, 5, 1, HOSTS);

        // Then most kinds have one of each, whose chance alone is a tenth of the smaller
        Map<Long, IntSummaryStatistics> sizes = drawn.stream()
                .collect(Collectors.groupingBy(
                        events -> events.get(0).values[2], Collectors.summarizingInt(KindPacesTest::usual)));
        assertThat(sizes).hasSize(6);
        assertThat(sizes.values().stream().filter(kind -> kind.getMax() > 2.5 * kind.getMin()))
                .as("%s", sizes)
                .hasSizeGreaterThanOrEqualTo(5);
    }

    private static int usual(List<EventFrame> events) {
        return (int) events.stream().filter(event -> event.values[3] == 0).count();
    }
}
