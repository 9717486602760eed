package io.understudy.engine.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.pace.Speed;
import io.understudy.engine.publish.EventTime;
import io.understudy.engine.sample.DriftPlan;
import io.understudy.engine.sample.FakeModel;
import io.understudy.model.InputException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateRunTest {
    private static final long SECOND = 1_000_000_000L;
    private static final FakeModel MODEL = new FakeModel(3_600_000_000L);

    private final RecordingSink sink = new RecordingSink();
    private final RunMeter meter = new RunMeter();

    @Test
    void makesTheSpanOfTheReferenceWhereNothingElseIsSaid() throws IOException {
        GenerateResult result = run(GenerateSettings.of(1)).execute();

        assertThat(result.events()).isEqualTo(sink.rows.size());
        assertThat(result.entities()).isEqualTo(MODEL.provenance().entities());
        assertThat(sink.rows.get(0)[1]).isGreaterThanOrEqualTo(FakeModel.START_MICROS);
        assertThat(sink.last()[1])
                .isBetween(
                        FakeModel.START_MICROS + FakeModel.SPAN_MICROS * 9 / 10,
                        FakeModel.START_MICROS + FakeModel.SPAN_MICROS);
        assertThat(result.plan().met()).isTrue();
        assertThat(sink.finished).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 99})
    void repeatsItselfForASeed(long seed) throws IOException {
        run(GenerateSettings.of(seed).withEvents(500)).execute();
        RecordingSink again = new RecordingSink();

        new GenerateRun(
                        MODEL,
                        GenerateSettings.of(seed).withEvents(500).withPlan(RatePlan.parse("100/s")),
                        again,
                        new RunMeter(),
                        () -> sink.now,
                        nanos -> sink.now += nanos,
                        Clock.fixed(RecordingSink.WALL, ZoneOffset.UTC))
                .execute();

        assertThat(again.texts()).isEqualTo(sink.texts());
    }

    @Test
    void keepsAConstantPlanToTheEventAndTheNanosecond() throws IOException {
        GenerateResult result = run(GenerateSettings.of(1)
                        .withEntities(7)
                        .withPlan(RatePlan.parse("2k/s"))
                        .withLength(Duration.ofSeconds(60)))
                .execute();

        assertThat(result.events()).isEqualTo(120_000);
        assertThat(result.seconds()).isEqualTo(60);
        assertThat(result.eventsPerSecond()).isEqualTo(2_000);
        assertThat(result.plan().askedPerSecond()).isEqualTo(2_000);
        assertThat(result.plan().achievedPerSecond()).isEqualTo(2_000);
        assertThat(result.plan().met()).isTrue();
        assertThat(sink.intended.get(119_999) - sink.intended.get(0)).isEqualTo(60 * SECOND - 500_000);
        assertThat(result.lateness().maxMillis()).isZero();
        assertThat(meter.backlogEvents()).isZero();
    }

    @Test
    void reportsTheBacklogAndStopsWhereTheSinkIsTooSlow() throws IOException {
        // Given: a sink that takes 1 ms an event, at a plan of 2 a millisecond
        sink.costNanos = 1_000_000;

        GenerateResult result = run(GenerateSettings.of(1)
                        .withPlan(RatePlan.parse("2k/s"))
                        .withLength(Duration.ofSeconds(10)))
                .execute();

        assertThat(result.plan().met()).isFalse();
        assertThat(result.plan().askedPerSecond()).isEqualTo(2_000);
        assertThat(result.plan().achievedPerSecond()).isBetween(990.0, 1_000.0);
        assertThat(result.plan().limitedBy()).isEqualTo("output");
        assertThat(result.seconds()).isBetween(10.2, 10.7);
        assertThat(result.lateness().maxMillis()).isGreaterThan(4_500);
        assertThat(meter.backlogEvents()).isBetween(9_500L, 10_000L);
    }

    @Test
    void namesTheGeneratorWhereItIsTooSlow() throws IOException {
        sink.costNanos = 1_000_000;
        sink.costsOnAccept = true;

        GenerateResult result = run(GenerateSettings.of(1)
                        .withPlan(RatePlan.parse("2k/s"))
                        .withLength(Duration.ofSeconds(10)))
                .execute();

        assertThat(result.plan().limitedBy()).isEqualTo("generator");
    }

    @Test
    void catchesUpAfterAStallWithoutLosingAnEvent() throws IOException {
        sink.stallAtEvent = 1_000;
        sink.stallNanos = 2 * SECOND;

        GenerateResult result = run(GenerateSettings.of(1)
                        .withPlan(RatePlan.parse("1k/s"))
                        .withLength(Duration.ofSeconds(10)))
                .execute();

        assertThat(result.events()).isEqualTo(10_000);
        assertThat(result.plan().met()).isTrue();
        assertThat(result.lateness().maxMillis()).isBetween(1_990.0, 2_010.0);
        assertThat(result.seconds()).isEqualTo(10);
    }

    @Test
    void outlivesTheReferenceWhereThePlanIsLonger() throws IOException {
        GenerateResult result =
                run(GenerateSettings.of(1).withEntities(2).withEvents(5_000)).execute();

        assertThat(result.events()).isEqualTo(5_000);
        assertThat(sink.last()[1]).isGreaterThan(FakeModel.START_MICROS + 10 * FakeModel.SPAN_MICROS);
        assertThat(result.entities()).isGreaterThan(2);
    }

    @Test
    void countsLengthInModelTimeWhereThereIsNoRate() throws IOException {
        run(GenerateSettings.of(1).withLength(Duration.ofHours(5))).execute();

        assertThat(sink.last()[1]).isLessThan(FakeModel.START_MICROS + 5 * 3_600_000_000L);
        assertThat(sink.now).isZero();
    }

    @Test
    void followsTheModelsRhythmAtASpeed() throws IOException {
        GenerateResult result = run(GenerateSettings.of(1)
                        .withPlan(RatePlan.defaultFor(true, new Speed(3_600, 1)))
                        .withLength(Duration.ofHours(6)))
                .execute();

        assertThat(result.seconds()).isBetween(5.5, 6.0);
        assertThat(result.plan().met()).isTrue();
        for (int i = 0; i < sink.rows.size(); i++) {
            assertThat(sink.intended.get(i)).isEqualTo((sink.rows.get(i)[1] - FakeModel.START_MICROS) * 1_000 / 3_600);
        }
    }

    @Test
    void bearsTheIntendedTimeWhereItIsLive() throws IOException {
        run(GenerateSettings.of(1).withPlan(RatePlan.parse("4/s")).withEvents(9).withEventTime(EventTime.NOW))
                .execute();

        assertThat(sink.last()[1]).isEqualTo(RecordingSink.WALL.getEpochSecond() * 1_000_000 + 2_000_000);
        assertThat(sink.modelTimes.get(0)).isGreaterThanOrEqualTo(FakeModel.START_MICROS);
        assertThat(sink.modelTimes.get(8)).isLessThan(FakeModel.START_MICROS + FakeModel.SPAN_MICROS);
    }

    /** The clock of the plan starts when all is there, and so do the times that events bear. */
    @Test
    void bearsNoTimeFromBeforeThePopulationWasThere() throws IOException {
        // Given: each entity takes a second of the wall's time
        long[] built = new long[1];
        Clock wall = new Clock() {
            @Override
            public Instant instant() {
                return RecordingSink.WALL.plusSeconds(built[0]);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        GenerateSettings live =
                GenerateSettings.of(1).withEntities(30).withEvents(3).withEventTime(EventTime.NOW);

        sink.run(MODEL.told(() -> built[0]++), live.withPlan(RatePlan.parse("1/s")), meter, wall)
                .execute();

        assertThat(built[0]).isGreaterThanOrEqualTo(30);
        assertThat(sink.rows.get(0)[1]).isEqualTo((RecordingSink.WALL.getEpochSecond() + built[0]) * 1_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MODEL", "NOW"})
    void ticksTowardsTheNextEventAndNeverPastIt(EventTime eventTime) throws IOException {
        run(GenerateSettings.of(1)
                        .withEntities(1)
                        .withPlan(RatePlan.parse("1/s"))
                        .withEvents(5)
                        .withEventTime(eventTime))
                .execute();

        assertThat(sink.ticks).hasSizeGreaterThan(35).isSorted();
        assertThat(sink.ticks.stream().distinct().count()).isGreaterThan(30);
        assertThat(sink.tickPassedBy)
                .as("events behind a tick that bear an earlier time")
                .isZero();
    }

    @Test
    void startsWhereItIsTold() throws IOException {
        run(GenerateSettings.of(1).withStartMicros(5_000_000).withEvents(3)).execute();

        assertThat(sink.rows.get(0)[1]).isBetween(5_000_000L, 5_000_000L + 3_600_000_000L);
    }

    @Test
    void driftsFromTheGivenTimeOn() throws IOException {
        long turn = FakeModel.START_MICROS + FakeModel.SPAN_MICROS / 2;
        GenerateSettings plain = GenerateSettings.of(1);
        run(plain).execute();
        List<long[]> before = List.copyOf(sink.rows);
        sink.rows.clear();

        run(plain.withDrifts(List.of(DriftPlan.parse("abrupt", "amount*3", turn, 0))))
                .execute();

        for (int i = 0; i < before.size(); i++) {
            long factor = before.get(i)[1] < turn ? 1 : 3;
            assertThat(sink.rows.get(i)[4]).isEqualTo(before.get(i)[4] * factor);
        }
    }

    @Test
    void endsSoonWhenCancelledAndKeepsWhatWasSent() throws IOException {
        GenerateRun run =
                run(GenerateSettings.of(1).withPlan(RatePlan.parse("1k/s")).withEvents(1_000_000));
        sink.atEvent = 5_000;
        sink.thenDo = run::cancel;

        GenerateResult result = run.execute();

        assertThat(result.cancelled()).isTrue();
        assertThat(result.events()).isEqualTo(sink.rows.size()).isBetween(5_000L, 5_256L);
        assertThat(result.plan().met()).as("the plan until then").isTrue();
        assertThat(sink.finished).isTrue();
    }

    @ParameterizedTest(name = "cancelled at event {0}: met {1}")
    @CsvSource({"3, true", "1000, false"})
    void isBlamedForWhatIsLongDueButNotForWhatHasJustBecomeSo(int event, boolean met) throws IOException {
        // Given: a sink that takes 2 ms an event, at a plan of one a millisecond
        sink.costsOnAccept = true;
        sink.costNanos = 2_000_000;
        GenerateRun run =
                run(GenerateSettings.of(1).withPlan(RatePlan.parse("1k/s")).withEvents(1_000_000));
        sink.atEvent = event;
        sink.thenDo = run::cancel;

        GenerateResult result = run.execute();

        assertThat(result.plan().met()).isEqualTo(met);
    }

    @Test
    void endsWithTheSinksOwnFailure() {
        sink.atEvent = 10;
        sink.failure = new IOException("disk full");

        assertThatThrownBy(() -> run(GenerateSettings.of(1).withEvents(100)).execute())
                .isSameAs(sink.failure);
        assertThat(sink.finished).isFalse();
    }

    @Test
    void lastsAsLongAsASilentPlan() throws IOException {
        GenerateResult result = run(GenerateSettings.of(1)
                        .withPlan(RatePlan.parse("0/s"))
                        .withLength(Duration.ofSeconds(3)))
                .execute();

        assertThat(result.events()).isZero();
        assertThat(result.seconds()).isEqualTo(3);
        assertThat(result.plan().met()).isTrue();
    }

    @Test
    void printsTheKeysThatOthersReadByName() throws IOException {
        Map<String, Object> json =
                run(GenerateSettings.of(1).withEvents(100)).execute().toJson();

        assertThat(json)
                .containsKeys("events", "entities", "seconds", "eventsPerSecond", "plan", "latenessMillis", "labels");
        assertThat(json.get("latenessMillis")).isEqualTo(Map.of("p50", 0.0, "p99", 0.0, "p999", 0.0, "max", 0.0));
        assertThat(json.get("plan")).asString().contains("asked=null", "achieved=", "met=true");
        assertThat((long) json.get("labels"))
                .isPositive()
                .isEqualTo(sink.rows.stream().filter(r -> r[5] == 1).count());
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> GenerateSettings.of(1).withEvents(0))
                .isInstanceOf(InputException.class)
                .hasMessage("--events 0 must be at least 1");
        assertThatThrownBy(() -> GenerateSettings.of(1).withLength(Duration.ZERO))
                .hasMessage("--for PT0S must be above 0; give a duration like 60s");
        assertThatThrownBy(() -> new RareAim.Odds(-1))
                .hasMessage("factor -1.0 must be a finite factor of at least 0; 1 changes nothing");
    }

    private GenerateRun run(GenerateSettings settings) {
        return sink.run(MODEL, settings, meter);
    }
}
