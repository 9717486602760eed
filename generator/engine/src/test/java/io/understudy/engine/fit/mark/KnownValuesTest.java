package io.understudy.engine.fit.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.Drawn;
import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.fit.SmallLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.chain.ChainModel;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A value that few entities have with a rare token is as usual there as elsewhere, unless values follow from tokens. */
class KnownValuesTest {
    private static final int BANKS = 12;
    private static final int KIND = 2;
    private static final int BANK = 3;

    /** Entities with a bank each, and a fifth of them with another one for what they rarely do. */
    private static ChainModel model(boolean follows) {
        SplittableRandom random = new SplittableRandom(8);
        SmallLog log = new SmallLog()
                .column("kind", ColumnRole.TYPE, "often", "rarely")
                .column(
                        "bank",
                        ColumnRole.CATEGORICAL,
                        IntStream.range(0, BANKS).mapToObj(i -> "bank" + i).toArray(String[]::new));
        for (int e = 0; e < 400; e++) {
            log.entity();
            int bank = random.nextInt(BANKS);
            int other = follows ? 3 : random.nextInt(BANKS);
            for (int i = 0; i < 12; i++) {
                int kind = e % 5 == 0 ? random.nextInt(2) : 0;
                log.row(i * 86_400L + random.nextInt(80_000), kind, kind == 0 ? bank : other);
            }
        }
        return (ChainModel) ModelFitter.fit(log.build(), FitSettings.defaults().quick(), note -> {});
    }

    private static Set<Long> ofRareToken(ChainModel model) {
        List<List<EventFrame>> drawn = Drawn.events(model, 4, 1, 2_000);
        return drawn.stream()
                .flatMap(List::stream)
                .filter(event -> event.values[KIND] == 1)
                .map(event -> event.values[BANK])
                .collect(Collectors.toSet());
    }

    @Test
    void aRareTokenHasAllValuesWhereItIsAsSpreadAsOthers() {
        assertThat(ofRareToken(model(false))).hasSize(BANKS);
    }

    @Test
    void aValueThatFollowsFromTheTokenStaysWithIt() {
        assertThat(ofRareToken(model(true))).containsExactly(3L);
    }
}
