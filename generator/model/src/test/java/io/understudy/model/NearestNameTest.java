package io.understudy.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({"entites, entities", "partitons, partitions", "modle, model", "rtae, rate", "MODEL, model"})
    void findsTheKeyThatWasMeant(String given, String meant) {
        assertThat(NearestName.of(given, List.of("entities", "partitions", "model", "rate")))
                .contains(meant);
    }

    @Test
    void offersNothingForAWordThatIsFarFromAll() {
        assertThat(NearestName.of("zzzzzz", List.of("entities", "rate"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ab, ba, 1", "'', abc, 3", "kitten, sitting, 3", "same, same, 0"})
    void countsEdits(String a, String b, int edits) {
        assertThat(NearestName.edits(a, b)).isEqualTo(edits);
    }
}
