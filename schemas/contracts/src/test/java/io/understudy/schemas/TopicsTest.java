package io.understudy.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    @Test
    void namesTheTopicsOfAStreamAfterIt() {
        assertThat(Topics.of("payments.eu_1"))
                .isEqualTo(new Topics(
                        "payments.eu_1",
                        "payments.eu_1.base",
                        "payments.eu_1.labels",
                        "payments.eu_1.bursts",
                        "payments.eu_1.drift"));
    }

    @Test
    void longestNameThatIsTakenGivesTopicsThatKafkaTakes() {
        // Given
        String stream = "s".repeat(242);

        // When
        Topics topics = Topics.of(stream);

        // Then
        Topic.validate(topics.labels());
        Topic.validate(topics.bursts());
        assertThat(topics.labels()).hasSize(249);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "zahlungen/eu", "größe", "tab\t"})
    void refusesNamesThatKafkaRefuses(String stream) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Topics.of(stream))
                .withMessage("stream name \"" + stream + "\" cannot name a Kafka topic; use 1 to 242 letters, digits, "
                        + "dots, underscores or hyphens, and neither \".\" nor \"..\"");
    }

    @Test
    void refusesANameWhoseTopicsWouldBeTooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> Topics.of("s".repeat(243)));
    }
}
