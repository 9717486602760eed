package io.understudy.engine.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.model.Column;
import io.understudy.model.ColumnFormat;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.EventLayout;
import io.understudy.model.Timestamp;
import io.understudy.schemas.EventContract;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SerialLanesTest {
    private static final int STRIDE_BYTES = 64;

    /** Of widths up to sixteen digits, and of numbers that begin with so many. */
    @ParameterizedTest(name = "{0}, width {1}, from {2}")
    @CsvSource({
        "'', 1, 1",
        "x, 4, 0",
        "tok_, 8, 10000000",
        "ü-, 9, 0",
        "M, 0, 100000000",
        "'', 10, 0",
        "ACC, 12, 7",
        "card-, 16, 0",
        "'', 0, 1000000000000000"
    })
    void writesTheBytesOfNumbersThatAreWrittenOneByOne(String prefix, int width, long first) {
        for (boolean nullable : new boolean[] {false, true}) {
            // Given numbers of so many digits, from the least to the greatest
            TextEncoder.Numbered encoder = encoder(nullable, new ColumnFormat.Serial(prefix, width, first));
            SplittableRandom random = new SplittableRandom(width);
            EventFrame[] frames = frames();
            for (int i = 0; i < frames.length; i++) {
                frames[i].values[0] = random.nextLong(encoder.end() - first);
            }
            frames[2].values[0] = 0;
            frames[3].values[0] = encoder.end() - 1 - first;
            int[] ends = places();
            byte[] together = new byte[frames.length * STRIDE_BYTES];

            // When
            boolean written = new SerialLanes(0, encoder).write(frames, 2, frames.length - 2, together, ends);

            // Then
            assertThat(written).isTrue();
            for (int i = 0; i < frames.length - 2; i++) {
                byte[] alone = new byte[STRIDE_BYTES];
                int length = encoder.encode(frames[2 + i].values[0], alone, 0);
                int start = i * STRIDE_BYTES;
                assertThat(Arrays.copyOfRange(together, start, ends[i]))
                        .as("nullable %b, value %d", nullable, frames[2 + i].values[0])
                        .isEqualTo(Arrays.copyOf(alone, length));
            }
        }
    }

    /** Missing, of one digit more, negative, and beyond all numbers. */
    @ParameterizedTest(name = "value {0}")
    @CsvSource({"-9223372036854775808", "900000000", "-1", "9223372036854775807", "9223372036754775808"})
    void writesNothingWhereOneIsUnusual(long value) {
        // Given
        TextEncoder.Numbered encoder = encoder(true, new ColumnFormat.Serial("M", 0, 100_000_000));
        EventFrame[] frames = frames();
        frames[7].values[0] = value;
        int[] ends = places();
        byte[] out = new byte[frames.length * STRIDE_BYTES];

        // When
        boolean written = new SerialLanes(0, encoder).write(frames, 0, frames.length, out, ends);

        // Then
        assertThat(written).isFalse();
        assertThat(ends).isEqualTo(places());
        assertThat(out).containsOnly(0);
    }

    private static EventFrame[] frames() {
        EventFrame[] frames = new EventFrame[EncodedEvents.MOST];
        Arrays.setAll(frames, i -> new EventFrame(1));
        for (EventFrame frame : frames) {
            frame.values[0] = 0;
        }
        return frames;
    }

    private static int[] places() {
        int[] ends = new int[EncodedEvents.MOST];
        Arrays.setAll(ends, i -> i * STRIDE_BYTES);
        return ends;
    }

    private static TextEncoder.Numbered encoder(boolean nullable, ColumnFormat.Serial format) {
        Column column = new Column("n", ColumnRole.CATEGORICAL, false, nullable, format);
        EventLayout layout = new EventLayout(
                "log",
                List.of(
                        new Column("e", ColumnRole.ENTITY, false, false, new ColumnFormat.Serial("", 1, 0)),
                        new Column("t", ColumnRole.TIME, false, false, Timestamp.epochSeconds()),
                        column),
                -1,
                0);
        EventContract contract = EventContracts.of(layout);
        int field =
                Arrays.stream(EventContracts.columns(layout)).boxed().toList().indexOf(2);
        return (TextEncoder.Numbered) CellEncoder.of(column, contract.fields().get(field));
    }
}
