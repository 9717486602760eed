package io.understudy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.publish.EventSink;
import io.understudy.engine.publish.EventSpan;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.sample.FakeModel;
import io.understudy.model.EventFrame;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackfillTest {
    private static final FakeModel MODEL = new FakeModel(3_600_000_000L);
    private static final Instant WALL = Instant.parse("2026-11-01T10:00:00.123456Z");
    private static final long WALL_MICROS = WALL.getEpochSecond() * 1_000_000 + 123_456;
    private static final long WEEK_MICROS = Duration.ofDays(7).toNanos() / 1_000;

    private final List<Sent> sent = new ArrayList<>();
    private final RunMeter meter = new RunMeter();
    private long now;
    private long costNanos = 20_000_000; // an event: so slow that much becomes due while the past is made

    private record Sent(long entity, long sequence, long eventMicros, long modelMicros, long wallMicros) {}

    @ParameterizedTest
    @ValueSource(strings = {"model", "100/s", "poisson 50/s", "1/s..200/s for 20m, 5/s", "model x10", "0 for 5m, 10/s"})
    void goesLiveWithoutASeam(String plan) throws IOException {
        GenerateResult result = run(settings(plan).withLength(Duration.ofMinutes(30)));

        GenerateResult.Backfill backfill = result.backfill().orElseThrow();
        int behind = (int) backfill.events();
        long seamMicros = Instant.parse(backfill.until()).getEpochSecond() * 1_000_000
                + Instant.parse(backfill.until()).getNano() / 1_000;
        List<Sent> past = sent.subList(0, behind);
        List<Sent> live = sent.subList(behind, sent.size());
        // no future, at any time
        assertThat(sent).allMatch(event -> event.eventMicros() <= event.wallMicros());
        // no overlap, no gap, the order of time
        assertThat(sent.stream().map(Sent::eventMicros)).isSorted();
        assertThat(past.get(0).eventMicros())
                .isBetween(WALL_MICROS - WEEK_MICROS, WALL_MICROS - WEEK_MICROS + 3_600_000_000L);
        assertThat(past)
                .allMatch(event -> event.eventMicros() == event.modelMicros() && event.eventMicros() < seamMicros);
        assertThat(live).isNotEmpty().allMatch(event -> event.eventMicros() >= seamMicros);
        // the past came to its end only when the clock did
        assertThat(seamMicros - WALL_MICROS).isEqualTo(Math.round(backfill.seconds() * 1e6));
        assertThat(backfill.seconds()).isGreaterThan(30);
        // the same entities go on, event by event
        assertThat(sent.stream().map(Sent::modelMicros)).isSorted();
        long[] next = new long[200_000];
        for (Sent event : sent) {
            assertThat(event.sequence()).isEqualTo(next[(int) event.entity()]++);
        }
        assertThat(result.seconds()).isBetween(backfill.seconds() + 1_799, backfill.seconds() + 1_860);
    }

    @Test
    void keepsTheModelsOwnTimeOverTheSeam() throws IOException {
        run(settings("model").withLength(Duration.ofHours(5)));

        assertThat(sent).allMatch(event -> event.eventMicros() == event.modelMicros());
        assertThat(sent.get(sent.size() - 1).eventMicros()).isGreaterThan(WALL_MICROS + 4 * 3_600_000_000L);
    }

    @Test
    void holdsThePlanToWhatIsLiveAlone() throws IOException {
        costNanos = 1_000_000;

        GenerateResult result = run(settings("100/s").withLength(Duration.ofMinutes(10)));

        assertThat(result.plan().askedPerSecond()).isEqualTo(100);
        assertThat(result.plan().achievedPerSecond()).isEqualTo(100);
        assertThat(result.events() - result.backfill().orElseThrow().events()).isEqualTo(60_000);
        assertThat(result.plan().met()).isTrue();
        assertThat(result.lateness().count()).isEqualTo(60_000);
        assertThat(result.lateness().maxMillis()).isLessThan(200);
        assertThat(meter.askedPerSecond()).isEqualTo(100);
        assertThat(meter.achievedPerSecond()).isEqualTo(100);
        assertThat(meter.backlogEvents()).isZero();
    }

    @Test
    void saysThatThePlanWasMissedWhereTheSinkIsTooSlow() throws IOException {
        GenerateResult result = run(settings("100/s").withLength(Duration.ofMinutes(1)));

        assertThat(result.plan().met()).isFalse();
        assertThat(result.plan().shortPercent()).isBetween(45.0, 55.0);
        assertThat(result.backlog()).isBetween(2_500L, 3_100L);
        assertThat(result.toJson().get("plan")).asString().contains("shortPercent=5", "limitedBy=output");
    }

    @Test
    void endsInThePastWhereSoManyEventsAreEnough() throws IOException {
        GenerateResult result = run(settings("100/s").withEvents(50));

        assertThat(result.events()).isEqualTo(50);
        assertThat(result.backfill()).hasValueSatisfying(done -> {
            assertThat(done.events()).isEqualTo(50);
            assertThat(done.until()).isNull();
        });
        assertThat(result.plan().met()).isTrue();
    }

    @Test
    void wantsTopicsThatKeepThePast() {
        EventSpan span = settings("100/s").eventSpan(MODEL.provenance(), WALL);

        assertThat(span).isEqualTo(EventSpan.simulated(WALL_MICROS - WEEK_MICROS, Long.MAX_VALUE));
    }

    @Test
    void refusesWhatContradictsIt() {
        assertThatThrownBy(() -> settings("1/s").withStartMicros(5))
                .hasMessage(
                        "--backfill 7d begins that long before now, but --start sets another beginning; leave one of"
                                + " them out");
        assertThatThrownBy(() -> settings("1/s").withEventTime(EventTime.MODEL))
                .hasMessage("--backfill 7d ends in events of now, but --timestamps model asks for simulated time; use"
                        + " --timestamps now");
        assertThatThrownBy(() -> GenerateSettings.of(1).withBackfill(Duration.ZERO))
                .hasMessage("--backfill PT0S must be above 0; give a duration like 7d");
    }

    private static GenerateSettings settings(String plan) {
        return GenerateSettings.of(1)
                .withEntities(5)
                .withPlan(RatePlan.parse(plan))
                .withBackfill(Duration.ofDays(7));
    }

    private GenerateResult run(GenerateSettings settings) throws IOException {
        return new GenerateRun(
                        MODEL,
                        settings,
                        new Sink(),
                        meter,
                        () -> now,
                        nanos -> now += nanos,
                        Clock.fixed(WALL, ZoneOffset.UTC))
                .execute();
    }

    private final class Sink implements EventSink {
        private int unreleased;
        private long lastTick = Long.MIN_VALUE;

        @Override
        public void accept(EventFrame frame, long intendedNanos) {
            long wallMicros = WALL_MICROS + now / 1_000;
            assertThat(frame.values[1]).as("no event before a tick").isGreaterThanOrEqualTo(lastTick);
            sent.add(new Sent(frame.entity, frame.sequence, frame.values[1], frame.timeMicros, wallMicros));
            unreleased++;
        }

        @Override
        public void release() {
            now += costNanos * unreleased;
            unreleased = 0;
        }

        @Override
        public void tick(long streamTimeMicros) {
            lastTick = streamTimeMicros;
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }
}
