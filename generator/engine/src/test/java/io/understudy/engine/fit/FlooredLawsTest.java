package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.fit.column.SerialStyle;
import io.understudy.engine.fit.floor.BinCutter;
import io.understudy.engine.fit.time.ArrivalFit;
import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.chain.ArrivalLaw;
import io.understudy.model.chain.Bins;
import io.understudy.model.chain.CategoryLaw;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.chain.FollowerBook;
import io.understudy.model.chain.WallClock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Parts of laws that are no leaves rest on k entities too: combinations, followers, atoms, names, arrivals. */
class FlooredLawsTest {
    private static final int K = 10;
    private static final long ODD_AMOUNT = 7_777;

    /**
     * Three kinds and two channels, all frequent; but only entities 0 to 5 combine the kind "c" with the channel "shop",
     * only they have "c" behind "a, a", and they often pay one odd amount.
     */
    private static EventLog log() {
        SplittableRandom random = new SplittableRandom(3);
        SmallLog log = new SmallLog()
                .column("kind", ColumnRole.TYPE, "a", "b", "c")
                .column("channel", ColumnRole.CATEGORICAL, "web", "shop")
                .number("amount", ColumnRole.NUMERIC);
        for (int e = 0; e < 200; e++) {
            log.entity();
            boolean odd = e < 6;
            long seconds = random.nextInt(100_000);
            int last = 0;
            int secondLast = 1;
            for (int i = 0; i < 60; i++) {
                int kind = random.nextInt(3);
                if (last == 0 && secondLast == 0) {
                    kind = odd ? 2 : random.nextInt(2);
                }
                int channel = kind == 2 ? (odd ? 1 : 0) : random.nextInt(2);
                long amount = odd && i % 2 == 0 ? ODD_AMOUNT : 100 + random.nextInt(20_000);
                log.row(seconds += 60 + random.nextInt(10_000), kind, channel, amount);
                secondLast = last;
                last = kind;
            }
        }
        return log.build();
    }

    private static ChainModel fit(int k) {
        return (ChainModel)
                ModelFitter.fit(log(), FitSettings.defaults().quick().withK(k), note -> {});
    }

    private static boolean combines(ChainModel model) {
        CategoryLaw law = model.laws().categories().get(0);
        int words = (law.tree().outcomes() >> 6) + 1;
        return (law.knownWords()[token(model, 2) * words] >>> 2 & 1) != 0; // "shop" is value 1, outcome 2
    }

    private static boolean follows(ChainModel model) {
        int a = token(model, 0);
        int context = FollowerBook.context(model.shape().tokens(), a, a);
        return model.laws().token().followers().known(context, 1, token(model, 2));
    }

    private static int token(ChainModel model, long kind) {
        long[] values = model.shape().tokenValues();
        int token = 0;
        while (values[token] != kind) {
            token++;
        }
        return token;
    }

    private static boolean atom(ChainModel model) {
        return model.laws().numbers().get(0).laws().stream().anyMatch(law -> {
            Bins bins = law.plain().bins();
            int bin = bins.find(ODD_AMOUNT);
            return bins.low()[bin] == ODD_AMOUNT && bins.high()[bin] == ODD_AMOUNT;
        });
    }

    @Test
    void holdsNoCombinationNoFollowerAndNoAtomOfFewEntities() {
        ChainModel model = fit(K);

        assertThat(combines(model)).isFalse();
        assertThat(follows(model)).isFalse();
        assertThat(atom(model)).isFalse();
    }

    /** The control: a floor of one entity holds all three. */
    @Test
    void holdsThemAtAFloorOfOne() {
        ChainModel model = fit(1);

        assertThat(combines(model)).isTrue();
        assertThat(follows(model)).isTrue();
        assertThat(atom(model)).isTrue();
    }

    @Test
    void binsThatFewEntitiesHaveJoinTheirNeighbours() {
        Bins bins = new Bins(new long[] {0, 10, 20, 30}, new long[] {9, 19, 29, 39});
        long[] values = {1, 2, 11, 12, 21, 31, 32};
        int[] entities = {0, 1, 1, 1, 2, 3, 3};

        Bins floored = BinCutter.floored(bins, values, entities, values.length, 2);

        assertThat(floored.low()).containsExactly(0, 10);
        assertThat(floored.high()).containsExactly(9, 39);
        assertThat(BinCutter.floored(bins, values, entities, values.length, 1)).isEqualTo(bins);
    }

    /** The control is the test before: what is no value by itself is joined. */
    @Test
    void valuesThatAreBinsByThemselvesStayOneThoughFewHaveTheirNeighbours() {
        Bins bins = new Bins(new long[] {0, 10, 11, 20}, new long[] {9, 10, 19, 20});
        long[] values = {1, 2, 10, 10, 12, 20, 20};
        int[] entities = {0, 1, 1, 2, 2, 3, 4};

        Bins floored = BinCutter.floored(bins, values, entities, values.length, 2);

        assertThat(floored.low()).containsExactly(0, 10, 20);
        assertThat(floored.high()).containsExactly(9, 10, 20);
        assertThat(floored.find(12)).isEqualTo(1);
    }

    @Test
    void newNamesBeginAtARoundNumberBehindTheKnownOnes() {
        ColumnFormat.Serial serial =
                SerialStyle.of("account", new ColumnFormat.Dictionary(List.of("a10234", "a00001", "a12777")));

        assertThat(serial.first()).isEqualTo(13_000);
    }

    @Test
    void arrivalsEndBeforeTheLastKEntities() {
        SmallLog log = new SmallLog().column("kind", ColumnRole.TYPE, "a");
        for (int e = 0; e < 100; e++) {
            log.entity().row(e < 95 ? e * 60L : 1_000_000L + e, 0);
        }
        EventLog built = log.build();
        long span = 20 * WallClock.DAY;

        ArrivalLaw law = ArrivalFit.fit(built, new WallClock(ZoneOffset.UTC), built.timeMicros(0), span, false, K);

        long end = law.edgeMicros()[law.edgeMicros().length - 1];
        assertThat(end).isLessThanOrEqualTo(95 * 60 * 1_000_000L);
        assertThat(law.cumulative()[law.cumulative().length - 1]).isEqualTo(1);
    }
}
