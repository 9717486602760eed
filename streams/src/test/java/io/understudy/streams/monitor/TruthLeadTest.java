package io.understudy.streams.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.streams.wire.EventTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.junit.jupiter.api.Test;

/** In which order truths and events are read that were appended in another. */
class TruthLeadTest {
    private static final int PARTITION = 2;
    private static final long BURST = 505; // time of its one event, between two base events

    private static ConsumerRecord<Object, Object> at(int partition, long millis) {
        return new ConsumerRecord<>(
                "toy.labels",
                partition,
                0,
                millis,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                "truth",
                new RecordHeaders(),
                Optional.empty());
    }

    /** Truths of base events every ten milliseconds; behind the last one, that of the burst's event. */
    private static List<Long> truths() {
        List<Long> truths = new ArrayList<>(
                LongStream.range(1, 101).map(i -> 10 * i).boxed().toList());
        truths.add(BURST);
        return truths;
    }

    /** How many events are read before the truth of the burst's, if the earliest head of the two queues goes first. */
    private static int eventsBefore(List<Long> truths, TimestampExtractor times) {
        List<Long> events = truths.stream().sorted().toList();
        int read = 0;
        for (long truth : truths) {
            long head = times.extract(at(PARTITION, truth), 0);
            while (read < events.size() && events.get(read) < head) {
                read++;
            }
        }
        return read;
    }

    @Test
    void truthOfABurstIsReadBeforeItsEventThoughThoseOfLaterEventsWereAppendedFirst() {
        // Given
        TruthLead lead = new TruthLead(10);

        // When
        int read = eventsBefore(truths(), lead);

        // Then
        assertThat(read).isZero();
    }

    @Test
    void inTheOrderOfTheirTimesItWouldBeReadBehindAllOfThem() {
        // Given: the control of the test above
        TimestampExtractor times = EventTimes.beforeEvents();

        // When
        int read = eventsBefore(truths(), times);

        // Then
        assertThat(read).isEqualTo(100);
    }

    @Test
    void whereManyWaitEachIsReadAMomentBeforeItsEvent() {
        // Given
        TruthLead lead = new TruthLead(10);

        // When
        lead.note(PARTITION, 10);

        // Then
        assertThat(lead.extract(at(PARTITION, 505), 0)).isEqualTo(504);
        assertThat(lead.extract(at(PARTITION + 1, 505), 0))
                .as("another partition")
                .isZero();
    }

    @Test
    void readsOnOnceEventsHaveTakenTheirTruths() {
        // Given
        TruthLead lead = new TruthLead(10);
        lead.note(PARTITION, 10);

        // When
        lead.note(PARTITION, 9);

        // Then
        assertThat(lead.extract(at(PARTITION, 505), 0)).isZero();
    }
}
