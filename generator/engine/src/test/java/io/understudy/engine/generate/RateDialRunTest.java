package io.understudy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.pace.RateChange;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.sample.FakeModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A run whose rate is changed on its way. */
class RateDialRunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final FakeModel MODEL = new FakeModel(3_600_000_000L);

    private final RecordingSink sink = new RecordingSink();
    private final RunMeter meter = new RunMeter();

    private GenerateRun run(GenerateSettings settings) {
        return sink.run(MODEL, settings, meter);
    }

    @Test
    void changesItsRateWhileItRunsAndKeepsTheNewPlanToTheNanosecond() throws Exception {
        // Given: an event a minute, so that the second one is far away when the rate changes
        GenerateRun run =
                run(GenerateSettings.of(1).withPlan(RatePlan.parse("1/min")).withLength(Duration.ofSeconds(20)));
        List<CompletableFuture<RateChange>> changes = new ArrayList<>();
        sink.atEvent = 1;
        sink.thenDo = () -> changes.add(run.rate().turn(RatePlan.parse("100/s for 10s, 0")));

        GenerateResult result = run.execute();

        long at = changes.get(0).get().atNanos();
        assertThat(at).isLessThan(SECOND / 10);
        assertThat(result.events()).isEqualTo(1_001);
        assertThat(sink.intended.get(1) - sink.intended.get(0)).isEqualTo(at);
        assertThat(sink.intended.get(1_000) - sink.intended.get(1)).isEqualTo(999 * SECOND / 100);
        assertThat(result.seconds()).isEqualTo(20);
        assertThat(result.plan().askedPerSecond()).isEqualTo(1_001 / 20.0);
        assertThat(result.plan().met()).isTrue();
        assertThat(meter.plan()).isEqualTo("100/s for 10s, 0/s");
        assertThat(meter.backlogEvents()).isZero();
        assertThatThrownBy(() -> run.rate().turn(RatePlan.parse("1/s")))
                .hasMessage("the stream is over, so its rate cannot change any more; start it anew");
    }

    @Test
    void repeatsAChangeThatIsWrittenIntoThePlan() throws IOException {
        GenerateRun run = run(
                GenerateSettings.of(3).withPlan(RatePlan.parse("poisson 50/s")).withLength(Duration.ofSeconds(20)));
        sink.atEvent = 100;
        List<CompletableFuture<RateChange>> changes = new ArrayList<>();
        sink.thenDo = () -> changes.add(run.rate().turn(RatePlan.parse("poisson 200/s")));
        run.execute();
        List<Long> first = List.copyOf(sink.intended);
        sink.intended.clear();

        String plan = "poisson 50/s; " + changes.get(0).join().text();
        sink.atEvent = -1;
        sink.now = 0;
        run(GenerateSettings.of(3).withPlan(RatePlan.parse(plan)).withLength(Duration.ofSeconds(20)))
                .execute();

        assertThat(first).hasSizeGreaterThan(3_000);
        assertThat(sink.intended).isEqualTo(first);
    }

    @Test
    void wakesUpFromSilenceWhenItsRateChanges() throws IOException {
        GenerateRun run =
                run(GenerateSettings.of(1).withPlan(RatePlan.parse("0/s")).withLength(Duration.ofSeconds(20)));
        sink.afterTicks = 50;
        sink.thenDo = () -> run.rate().turn(RatePlan.parse("10/s"));

        GenerateResult result = run.execute();

        assertThat(result.events()).isBetween(145L, 152L);
        assertThat(result.plan().met()).isTrue();
    }

    @Test
    void keepsItsEndWhereTheNewPlanHasNone() throws IOException {
        GenerateRun run = run(GenerateSettings.of(1).withPlan(RatePlan.parse("1/s for 20s")));
        sink.afterTicks = 50;
        sink.thenDo = () -> run.rate().turn(RatePlan.parse("10/s"));

        GenerateResult result = run.execute();

        assertThat(result.seconds()).isEqualTo(20);
        assertThat(result.events()).isBetween(150L, 160L);
        assertThat(result.plan().met()).isTrue();
    }

    @Test
    void waitsInSilenceWithoutAnEndUntilItIsChanged() throws IOException {
        GenerateRun run = run(GenerateSettings.of(1).withPlan(RatePlan.parse("0")));
        sink.afterTicks = 50;
        sink.thenDo = () -> run.rate().turn(RatePlan.parse("10/s for 10s"));

        GenerateResult result = run.execute();

        assertThat(result.events()).isEqualTo(100);
        assertThat(result.seconds()).isBetween(14.0, 16.0);
    }
}
