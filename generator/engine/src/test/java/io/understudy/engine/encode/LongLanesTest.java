package io.understudy.engine.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.model.Column;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.Timestamp;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongLanesTest {
    private static final int STRIDE_BYTES = 32;
    private static final long LEAST = 1L << 48; // whose code is the least of eight bytes
    private static final long MOST = (1L << 55) - 1;

    @ParameterizedTest(name = "nullable {0}")
    @ValueSource(booleans = {false, true})
    void writesTheBytesOfNumbersThatAreWrittenOneByOne(boolean nullable) {
        // Given numbers of eight bytes, the least and the greatest among them, of both signs
        NumberEncoder.Whole encoder = encoder(nullable);
        SplittableRandom random = new SplittableRandom(1);
        EventFrame[] frames = frames();
        for (EventFrame frame : frames) {
            long value = random.nextLong(LEAST, MOST + 1);
            frame.values[0] = random.nextBoolean() ? value : -value;
        }
        frames[2].values[0] = LEAST;
        frames[3].values[0] = MOST;
        frames[4].values[0] = -LEAST - 1;
        frames[5].values[0] = -MOST - 1;
        int[] ends = places();
        byte[] together = new byte[frames.length * STRIDE_BYTES];

        // When
        boolean written = new LongLanes(0, encoder).write(frames, 2, frames.length - 2, together, ends);

        // Then
        assertThat(written).isTrue();
        for (int i = 0; i < frames.length - 2; i++) {
            byte[] alone = new byte[STRIDE_BYTES];
            int length = encoder.encode(frames[2 + i].values[0], alone, 0);
            assertThat(Arrays.copyOfRange(together, i * STRIDE_BYTES, ends[i]))
                    .as("value %d", frames[2 + i].values[0])
                    .isEqualTo(Arrays.copyOf(alone, length));
        }
    }

    /** Missing, and of seven or of nine bytes. */
    @ParameterizedTest(name = "value {0}")
    @ValueSource(longs = {Long.MIN_VALUE, 0, LEAST - 1, -LEAST, MOST + 1, -MOST - 2, Long.MAX_VALUE})
    void writesNothingWhereOneIsUnusual(long value) {
        // Given
        EventFrame[] frames = frames();
        frames[7].values[0] = value;
        int[] ends = places();
        byte[] out = new byte[frames.length * STRIDE_BYTES];

        // When
        boolean written = new LongLanes(0, encoder(true)).write(frames, 0, frames.length, out, ends);

        // Then
        assertThat(written).isFalse();
        assertThat(ends).isEqualTo(places());
        assertThat(out).containsOnly(0);
    }

    private static EventFrame[] frames() {
        EventFrame[] frames = new EventFrame[EncodedEvents.MOST];
        Arrays.setAll(frames, i -> new EventFrame(1));
        for (EventFrame frame : frames) {
            frame.values[0] = LEAST;
        }
        return frames;
    }

    private static int[] places() {
        int[] ends = new int[EncodedEvents.MOST];
        Arrays.setAll(ends, i -> i * STRIDE_BYTES);
        return ends;
    }

    private static NumberEncoder.Whole encoder(boolean nullable) {
        Column column = new Column("t", ColumnRole.CATEGORICAL, false, nullable, Timestamp.epochSeconds());
        return (NumberEncoder.Whole) CellEncoder.of(column, EventContracts.field(column));
    }
}
