package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.model.ColumnRole;
import io.understudy.model.Profile;
import io.understudy.model.SequenceModel;
import io.understudy.model.file.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile of a log that is known by heart. */
class ProfileFitTest {
    private static final int ENTITIES = 40;
    private static final int EVENTS = 10;

    /** Entity e buys nine times and refunds once, an hour apart; its amounts are 1.00 to 10.00, entity 0's a hundredfold. */
    private static EventLog log() {
        SmallLog log = new SmallLog()
                .column("kind", ColumnRole.TYPE, "buy", "refund", "chargeback")
                .number("amount", ColumnRole.NUMERIC)
                .column("channel", ColumnRole.CATEGORICAL, "web", "shop", "secret");
        for (int e = 0; e < ENTITIES; e++) {
            log.entity();
            for (int i = 0; i < EVENTS; i++) {
                int kind = i == 9 ? e == 3 ? 2 : 1 : 0;
                long amount = 100L * (i + 1) * (e == 0 ? 100 : 1);
                log.row(3_600L * i + 60 * e, kind, amount, e == 0 ? 2 : i % 2);
            }
        }
        return log.build();
    }

    private static SequenceModel model(int k) {
        return ModelFitter.fit(log(), FitSettings.defaults().withK(k), note -> {});
    }

    @Test
    void tellsFiguresThatKEntitiesBear() {
        Profile profile = model(5).profile();

        assertThat(profile.floor()).isEqualTo(5);
        assertThat(profile.topTokens())
                .containsExactly(
                        new Profile.Share("buy", 0.9, ENTITIES),
                        new Profile.Share("refund", (ENTITIES - 1) / 400.0, ENTITIES - 1));
        assertThat(profile.eventsPerEntity().values()).containsOnly(10.0).hasSize(7);
        assertThat(profile.gapSeconds().values()).containsOnly(3_600.0).hasSize(7);
        assertThat(profile.classes()).isEmpty();
        assertThat(profile.laws()).extracting(Profile.Law::name).contains("gap", "token", "amount", "channel");
        assertThat(profile.arrivals().stream()
                        .mapToDouble(Profile.Arrival::share)
                        .sum())
                .isBetween(0.999, 1.001);
    }

    @Test
    void leavesOutWhatFewerThanKEntitiesHave() {
        Profile profile = model(5).profile();

        assertThat(profile.topTokens()).noneMatch(share -> share.text().contains("chargeback"));
        assertThat(profile.categories().get(0).top())
                .extracting(Profile.Share::text)
                .containsExactlyInAnyOrder("web", "shop");
        assertThat(profile.categories().get(0).missingShare())
                .as("the one entity that has the rare value")
                .isZero();
        assertThat(profile.numbers().get(0).quantiles().values())
                .as("entity 0 alone goes beyond 10")
                .allMatch(value -> value <= 10);
    }

    /** The control: with a floor of one entity all that the test above misses is there. */
    @Test
    void showsAllAtAFloorOfOne() {
        Profile profile = model(1).profile();

        assertThat(profile.topTokens()).anyMatch(share -> share.text().contains("chargeback"));
        assertThat(profile.categories().get(0).top())
                .extracting(Profile.Share::text)
                .contains("secret");
        assertThat(profile.numbers().get(0).quantiles().values()).contains(1_000.0);
    }

    @Test
    void comesBackFromTheFile(@TempDir Path folder) throws IOException {
        SequenceModel model = model(5);
        Path file = folder.resolve("small.model");

        ModelFile.write(model, file);

        assertThat(ModelFile.read(file).profile()).isEqualTo(model.profile());
    }
}
