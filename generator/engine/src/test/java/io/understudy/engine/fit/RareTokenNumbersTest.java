package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.ChainModel;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A token of few rows keeps numbers that are like no other rare token's; the others of few rows share what they have. */
class RareTokenNumbersTest {
    private static final int K = 10;
    private static final int FINES = 12; // entities that are fined, twice each
    private static final int FINE = 1;
    private static final int GIFT = 2;
    private static final int LOAN = 3;
    private static final long DEAREST_FINE = 2_000;

    /** Most events are purchases; gifts and loans are as rare as fines, and like each other, and both are far greater. */
    private static EventLog log(int fined) {
        SplittableRandom random = new SplittableRandom(4);
        SmallLog log = new SmallLog()
                .column("kind", ColumnRole.TYPE, "buy", "fine", "gift", "loan")
                .number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < 200; e++) {
            log.entity();
            for (int i = 0; i < 20; i++) {
                int kind = i % 8 != 4 ? 0 : e < fined ? FINE : e < 60 ? GIFT : e < 100 ? LOAN : 0;
                long amount =
                        kind == FINE ? 100 + random.nextLong(DEAREST_FINE - 100) : 100_000 + random.nextLong(200_000);
                log.row(e * 1_000L + i * 86_400L, kind, kind == 0 ? 1_000 + random.nextLong(50_000) : amount);
            }
        }
        return log.build();
    }

    private static ChainModel fit(int fined) {
        return (ChainModel)
                ModelFitter.fit(log(fined), FitSettings.defaults().quick().withK(K), note -> {});
    }

    /** The law of a kind's amounts; -1 where the kind is no token. */
    private static int law(ChainModel model, int kind) {
        long[] kinds = model.shape().tokenValues();
        int token = 0;
        while (token < kinds.length && kinds[token] != kind) {
            token++;
        }
        return token == kinds.length ? -1 : model.laws().numbers().get(0).lawByToken()[token];
    }

    @Test
    void numbersThatLieApartFromOtherRareOnesHaveALawOfTheirOwn() {
        ChainModel model = fit(FINES);

        Bins fines = model.laws()
                .numbers()
                .get(0)
                .laws()
                .get(law(model, FINE))
                .plain()
                .bins();
        assertThat(fines.high()[fines.size() - 1]).isLessThan(2 * DEAREST_FINE);
        assertThat(law(model, GIFT)).isEqualTo(law(model, LOAN)).isZero();
    }

    /** The control: what fewer than k entities have is at most in the law that all rare ones share. */
    @Test
    void fewerThanKEntitiesHaveNoLawOfTheirOwn() {
        assertThat(law(fit(K - 1), FINE)).isNotPositive();
    }
}
