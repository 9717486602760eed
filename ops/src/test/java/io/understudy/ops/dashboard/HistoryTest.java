package io.understudy.ops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void givesAReaderOnlyWhatIsNew() {
        History history = new History(10);
        history.add(PlantedRun.rate("payments", 1));
        History.Page first = history.since(History.Cursor.START);
        history.add(PlantedRun.rate("payments", 2));
        history.add(PlantedRun.drift("payments", 2));

        History.Page second = history.since(first.next());

        assertThat(second.rates()).containsExactly(PlantedRun.rate("payments", 2));
        assertThat(second.drifts()).containsExactly(PlantedRun.drift("payments", 2));
        assertThat(history.since(second.next()).rates()).isEmpty();
    }

    @Test
    void forgetsTheOldestPointsFirst() {
        History history = new History(2);
        for (int second = 1; second <= 5; second++) {
            history.add(PlantedRun.rate("payments", second));
        }

        History.Page page = history.since(new History.Cursor(1, 0));

        assertThat(page.rates()).extracting(RateSample::atSeconds).containsExactly(4.0, 5.0);
        assertThat(page.next()).isEqualTo(new History.Cursor(5, 0));
    }

    @Test
    void refusesToKeepNothing() {
        assertThatThrownBy(() -> new History(0)).hasMessage("capacity 0 must be at least 1");
    }
}
