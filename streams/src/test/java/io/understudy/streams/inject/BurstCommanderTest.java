package io.understudy.streams.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.model.InputException;
import io.understudy.schemas.ControlRecords;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.BurstAction;
import io.understudy.schemas.record.BurstCommand;
import io.understudy.streams.ToyModel;
import io.understudy.streams.ToyStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstCommanderTest {
    private static final int PARTITIONS = 3;

    private final ToyStream toy = new ToyStream("toy");
    private final Serde<BurstCommand> serde = ControlRecords.serde(BurstCommand.class, toy.registry);
    private final MockProducer<byte[], byte[]> producer = producer();
    private final BurstCommander commander =
            new BurstCommander(Topics.of("toy"), ToyModel.LAYOUT, producer, serde.serializer());

    private static MockProducer<byte[], byte[]> producer() {
        Node node = new Node(0, "127.0.0.1", 1);
        List<PartitionInfo> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(p -> new PartitionInfo("toy.bursts", p, node, new Node[] {node}, new Node[] {node}))
                .collect(Collectors.toList());
        Cluster cluster = new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
        return new MockProducer<>(cluster, true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static BurstRequest request(String scenario, double seconds, double rate, int entities) {
        return BurstRequest.now(scenario, Duration.ofNanos((long) (seconds * 1e9)), rate, entities, 255);
    }

    @Test
    void commandReachesEveryPartitionInOneTransaction() throws IOException {
        // When
        BurstCommand command = commander.start(request("card_testing", 30, 2.5, 10));

        // Then
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history().stream().map(ProducerRecord::partition)).containsExactly(0, 1, 2);
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            assertThat(serde.deserializer().deserialize("toy.bursts", record.value()))
                    .isEqualTo(command);
        }
        assertThat(command.getBurstId()).isEqualTo("card_testing-ff");
        assertThat(command.getDurationMicros()).isEqualTo(30_000_000);
        assertThat(command.getStartTime()).isNull();
    }

    @Test
    void cancellingReachesEveryPartitionToo() throws IOException {
        // Given
        commander.start(request("card_testing", 30, 2.5, 10));
        producer.clear();

        // When
        commander.cancel("card_testing-ff");

        // Then
        assertThat(producer.history()).hasSize(PARTITIONS);
        assertThat(serde.deserializer()
                        .deserialize("toy.bursts", producer.history().get(2).value())
                        .getAction())
                .isEqualTo(BurstAction.CANCEL);
    }

    @Test
    void unknownScenarioIsRefusedWithTheNearestNameAndNothingIsSent() {
        assertThatThrownBy(() -> commander.start(request("bustout", 30, 2.5, 10)))
                .isInstanceOf(InputException.class)
                .hasMessage("burst bustout-ff: scenario \"bustout\" is no rare class of model toy;"
                        + " did you mean bust_out? It knows bust_out, card_testing");
        assertThat(producer.history()).isEmpty();
        assertThat(producer.transactionInitialized()).isFalse();
    }

    @Test
    void normalClassIsNoScenario() {
        assertThatThrownBy(() -> commander.start(request("none", 30, 2.5, 10)))
                .hasMessageContaining("scenario \"none\" is no rare class of model toy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0  | 1    | 1 | duration of 0 microseconds must be positive and at most 100 years; give one such as --for 30s",
                "-1 | 1    | 1 | duration of -1000000 microseconds must be positive",
                "4e9 | 1e-9 | 1 | duration of 4000000000000000 microseconds must be positive and at most 100 years",
                "30 | 0    | 1 | rate of 0.0 events a second over 30.0 s must be positive",
                "30 | -1   | 1 | rate of -1.0 events a second over 30.0 s must be positive",
                "30 | NaN  | 1 | rate of NaN events a second over 30.0 s must be positive",
                "30 | 1e9  | 1 | make at most 10000000 events; lower the rate or shorten the burst",
                "30 | 1    | 0 | 0 entities must be in 1..1000000",
            })
    void numbersOutOfRangeAreRefused(double seconds, double rate, int entities, String message) {
        assertThatThrownBy(() -> commander.start(request("card_testing", seconds, rate, entities)))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("burst card_testing-ff: ")
                .hasMessageContaining(message);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void emptyIdIsRefused() {
        BurstRequest nameless =
                new BurstRequest(Optional.of(" "), "card_testing", Optional.empty(), Duration.ofSeconds(1), 1, 1, 1);
        assertThatThrownBy(() -> commander.start(nameless)).hasMessage("burst id \" \" must have 1 to 200 characters");
        assertThatThrownBy(() -> commander.cancel("")).hasMessage("burst id \"\" must have 1 to 200 characters");
    }

    @Test
    void brokerThatRefusesIsNamedInOneLine() {
        // Given
        producer.commitTransactionException = new KafkaException("not authorised");

        // When
        assertThatThrownBy(() -> commander.start(request("card_testing", 30, 2.5, 10)))
                // Then
                .isInstanceOf(IOException.class)
                .hasMessage("burst card_testing-ff was not written to topic toy.bursts: not authorised");
    }
}
