package io.understudy.ops.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarTextTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1_500, 1500", "10k, 10000", "1.5M, 1500000", "2m, 2000000"})
    void readsCounts(String text, long count) {
        assertThat(ScalarText.count(text)).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "1.0005k", "", "k", "99999999999999999999"})
    void refusesWhatIsNoCount(String text) {
        assertThatThrownBy(() -> ScalarText.count(text)).hasMessageContaining("is not a whole number of at least 1");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05, 2026-01-05T00:00:00Z",
        "2026-01-05T10:00, 2026-01-05T10:00:00Z",
        "2026-01-05T10:00:00Z, 2026-01-05T10:00:00Z",
        "2026-01-05T10:00:00+02:00, 2026-01-05T08:00:00Z"
    })
    void readsInstants(String text, Instant instant) {
        assertThat(ScalarText.instant(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-13-01", "10:00", ""})
    void refusesWhatIsNoInstant(String text) {
        assertThatThrownBy(() -> ScalarText.instant(text)).hasMessageContaining("is not a time");
    }
}
