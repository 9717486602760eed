package io.understudy.engine.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void handsOutWhatIsDueByTimeAndKeepsTheRest() throws IOException {
        // Given
        Rows rows = new Rows();
        rows.add(30, 1);
        rows.add(10, 2);
        rows.add(99, 3);
        rows.add(10, 4);
        List<Long> taken = new ArrayList<>();

        // When
        int due = rows.drain(50, row -> taken.add(row[1]));
        rows.drain(100, row -> taken.add(row[1]));

        // Then: ties keep their order
        assertThat(due).isEqualTo(3);
        assertThat(taken).containsExactly(2L, 4L, 1L, 3L);
    }

    @Test
    void refusesEventsOfThePast() throws IOException {
        // Given
        Rows rows = new Rows();
        rows.drain(50, row -> {});
        rows.add(49, 0);

        // Then
        assertThatThrownBy(() -> rows.drain(60, row -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("an event at 49 us came after 50 us was handed out; agents add events of today or later");
    }
}
