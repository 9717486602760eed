package io.understudy.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.schemas.EventIds;
import io.understudy.schemas.record.DriftReport;
import io.understudy.streams.ToyStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Truths that come behind their events, or not at all. */
class LateTruthsTest extends MonitorDriver {
    @Test
    void injectedEventsAreNeitherScoredNorRememberedThoughTheirTruthsComeBehindThoseOfLaterEvents() {
        // Given: a stream whose key the monitor has, and a burst of as many events again in half of its entities
        List<ToyStream.Event> stream = toy.events(KEY_SEED, 100, 10_000);
        List<ToyStream.Event> injected = new ArrayList<>();

        // When: all truths of the burst come at the end
        for (int i = 0; i < stream.size(); i++) {
            ToyStream.Event event = stream.get(i);
            pipe(event);
            if (i >= 5_000 && event.key().compareTo("c0050") < 0) {
                ToyStream.Event burst = small(event);
                burst.record().put("event_id", EventIds.text(IDS.id(7, 1, injected.size())));
                injected.add(toy.encode(burst.record()));
                pipe(injected.get(injected.size() - 1));
            }
        }
        injected.forEach(event -> announce(event, "card_testing", "b1"));

        // Then
        assertThat(drift.readValuesToList()).isNotEmpty().noneMatch(DriftReport::getAlarm);
        assertThat(meter.status().announced()).isEqualTo(injected.size());
        assertThat(meter.status().scored()).isEqualTo(stream.size());
        assertThat(meter.status().late()).isZero();
    }

    @Test
    void eventsWhoseTruthsComeLateAreTakenBack() {
        // Given
        List<ToyStream.Event> stream = toy.events(3, 100, 10_000);
        List<ToyStream.Event> unspoken = new ArrayList<>();

        // When: truths come thirty events behind
        for (int i = 0; i < stream.size(); i++) {
            ToyStream.Event event = stream.get(i);
            if (i >= 5_000 && event.key().compareTo("c0050") < 0) {
                ToyStream.Event injected = small(event);
                pipe(injected);
                unspoken.add(injected);
            } else {
                pipe(event);
            }
            if (i % 30 == 0) {
                unspoken.forEach(e -> announce(e, "card_testing", "b1"));
                unspoken.clear();
            }
        }

        // Then
        List<DriftReport> reports = drift.readValuesToList();
        assertThat(reports).noneMatch(DriftReport::getAlarm);
        assertThat(meter.status().late()).isGreaterThan(2_000);
        assertThat(reports.stream().mapToLong(DriftReport::getEvents).sum())
                .isBetween(6_500L, 9_990L - meter.status().late());
    }

    /** Every third event is rare; truths, of all events or of rare ones, come 700 events behind their events. */
    private void pipeWithLateTruths(List<ToyStream.Event> stream, boolean ofAll) {
        int behind = 700;
        List<ToyStream.Event> sent = new ArrayList<>();
        for (int i = 0; i < stream.size() + behind; i++) {
            if (i < stream.size()) {
                sent.add(i % 3 == 0 ? small(stream.get(i)) : stream.get(i));
                pipe(sent.get(i));
            }
            boolean rare = (i - behind) % 3 == 0;
            if (i >= behind && (rare || ofAll)) {
                announce(sent.get(i - behind), rare ? "card_testing" : "none", null);
            }
        }
    }

    @Test
    void eventsWaitForTheirTruthsWhereEveryEventHasOne() {
        // Given
        List<ToyStream.Event> stream = toy.events(4, 100, 10_000);
        announce(stream.get(0), "none", null);
        pipe(stream.get(0));

        // When
        pipeWithLateTruths(stream.subList(1, 10_000), true);

        // Then
        List<DriftReport> reports = drift.readValuesToList();
        assertThat(reports.get(reports.size() - 1).getFeatures().get(2).getSeverityPsi())
                .isLessThan(.05);
        assertThat(meter.status().late()).isZero();
        assertThat(meter.status().untold()).isZero();
        assertThat(meter.status().scored()).as("but for the last instant").isBetween(9_990L, 10_000L);
    }

    @Test
    void eventsDoNotWaitWhereRareOnesAloneHaveTruths() {
        // Given: the control of the test above
        List<ToyStream.Event> stream = toy.events(4, 100, 10_000);

        // When
        pipeWithLateTruths(stream, false);

        // Then
        assertThat(meter.status().scored()).isEqualTo(stream.size());
        assertThat(meter.status().late()).isGreaterThan(3_000);
    }

    @Test
    void eventsWaitForTruthsThatStayAwayForSomeWindowsOnly() {
        // Given
        int most = ScoreProcessor.MOST_WINDOWS * 500;
        List<ToyStream.Event> stream = toy.events(4, 100, 2 * most);
        announce(stream.get(0), "none", null);
        pipe(stream.subList(0, most));
        long before = meter.status().scored();

        // When
        pipe(stream.subList(most, 2 * most));

        // Then
        assertThat(before).isLessThan(10);
        assertThat(meter.status().untold()).isEqualTo(most + 1);
        assertThat(meter.status().scored()).as("nobody waits any more").isEqualTo(2 * most);
    }

    @Test
    void eventsThatWaitOutliveTheirTask() {
        // Given
        List<ToyStream.Event> stream = toy.events(4, 100, 50);
        announce(stream.get(0), "none", null);
        pipe(stream);
        long waiting = stream.size() - meter.status().scored();

        // When: another task begins with what the store holds
        HeldEvents held = new HeldEvents(driver.getKeyValueStore(ScoreProcessor.HELD));

        // Then
        assertThat(held.size()).isEqualTo((int) waiting).isPositive();
        for (ToyStream.Event event : stream.subList((int) (stream.size() - waiting), stream.size())) {
            HeldEvents.Held oldest = held.remove();
            assertThat(oldest.record().key()).isEqualTo(event.keyBytes());
            assertThat(oldest.record().value()).isEqualTo(event.value());
            assertThat(oldest.record().timestamp()).isEqualTo(event.timestampMillis());
        }
        assertThat(held.oldest()).isNull();
    }
}
