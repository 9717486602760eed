package io.understudy.streams.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.model.EventFrame;
import io.understudy.schemas.FaultMark;
import io.understudy.schemas.record.GroundTruth;
import io.understudy.streams.ToyStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Faults on purpose are the last stage before the stream, for base events as for injected ones. */
class InjectFaultsTest extends InjectDriver {
    private static final byte[] GARBAGE = {1, 2, 3};

    /** Every third injected event comes twice. */
    private static InjectFaults.Choice everyThirdTwice(EventFrame frame, byte[] value) {
        return frame.sequence % 3 == 0
                ? new InjectFaults.Choice("duplicate", FaultMark.of(FaultMark.Kind.DUPLICATE))
                : null;
    }

    @Override
    InjectSettings settings() {
        return new InjectSettings(1, Duration.ZERO, 7, InjectFaultsTest::everyThirdTwice);
    }

    private List<TestRecord<byte[], byte[]>> through(ToyStream.Event event, FaultMark mark) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(FaultMark.HEADER, mark.toBytes());
        base.pipeInput(new TestRecord<>(
                event.keyBytes(), event.value(), headers, Instant.ofEpochMilli(event.timestampMillis())));
        return events.readRecordsToList();
    }

    @Test
    void doesToBaseEventsWhatTheirMarksSayAndNothingOfItShows() {
        ToyStream.Event event = toy.events(3, 1, 1).get(0);

        assertThat(through(event, FaultMark.of(FaultMark.Kind.DROPPED))).isEmpty();
        List<TestRecord<byte[], byte[]>> twice = through(event, FaultMark.of(FaultMark.Kind.DUPLICATE));
        assertThat(twice).hasSize(2);
        assertThat(twice).allMatch(record -> Arrays.equals(record.value(), event.value()));
        assertThat(through(event, new FaultMark(FaultMark.Kind.VALUE, GARBAGE))
                        .get(0)
                        .value())
                .isEqualTo(GARBAGE);
        assertThat(through(event, FaultMark.of(FaultMark.Kind.TOMBSTONE)).get(0).value())
                .isNull();
        byte[] large = through(event, FaultMark.oversize(5_000)).get(0).value();
        assertThat(large).hasSize(5_000).startsWith(event.value());
        TestRecord<byte[], byte[]> odd =
                through(event, new FaultMark(FaultMark.Kind.HEADERS, GARBAGE)).get(0);
        assertThat(odd.value()).isEqualTo(event.value());
        assertThat(odd.headers().headers("trace-id")).hasSize(2);
        assertThat(twice.get(0).headers().toArray()).isEmpty();
        assertThat(odd.headers().lastHeader(FaultMark.HEADER)).isNull();
    }

    @Test
    void injectedEventsGoWrongAsOftenAndTheirLabelsSaySo() {
        // Given: base events that are dropped, and a burst
        List<ToyStream.Event> stream = toy.events(9, 30, 300);
        command(burst("bust_out", at(5), 30, 4, 5));

        // When
        RecordHeaders dropped = new RecordHeaders();
        for (ToyStream.Event event : stream) {
            dropped.remove(FaultMark.HEADER);
            dropped.add(FaultMark.HEADER, FaultMark.of(FaultMark.Kind.DROPPED).toBytes());
            base.pipeInput(new TestRecord<>(
                    event.keyBytes(), event.value(), dropped, Instant.ofEpochMilli(event.timestampMillis())));
        }

        // Then: what leaves is injected; a victim's dropped record is no template of more dropped ones
        List<GroundTruth> truths = labels.readValuesToList();
        long faulted =
                truths.stream().filter(t -> "duplicate".equals(t.getFault())).count();
        List<TestRecord<byte[], byte[]>> out = events.readRecordsToList();
        assertThat(truths).hasSizeGreaterThan(60);
        assertThat(faulted).isBetween(truths.size() / 3L - 1, truths.size() / 3L + 1);
        assertThat(out).hasSize(truths.size() + (int) faulted);
        assertThat(out).allMatch(record -> record.headers().lastHeader(FaultMark.HEADER) == null);
    }

    @Test
    void refusesAMarkThatIsNone() {
        assertThatThrownBy(() -> FaultMark.ofBytes(new byte[] {99}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("header understudy.fault holds no fault; the base topic is not ours alone");
    }
}
