package io.understudy.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.model.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {
    private static final Bench.Size TINY = new Bench.Size(30, 4, 50, 200);

    @Test
    void everyContenderHasALapInEveryRoundAndTheKeysOfTheContractAreThere() throws IOException {
        // Given
        List<String> notes = new ArrayList<>();
        Bench bench = new Bench(new BenchSettings(20_000, 2, 1, "tables"), TINY, notes::add);

        // When
        BenchResult result = bench.run();

        // Then
        assertThat(List.of(result.keyed(), result.runs(), result.understudy())).allSatisfy(laps -> {
            assertThat(laps).hasSize(2);
            assertThat(laps).allSatisfy(lap -> {
                assertThat(lap.records()).isEqualTo(20_000);
                assertThat(lap.bytes()).isEqualTo(result.keyed().get(0).bytes());
                assertThat(lap.wallNanos()).isPositive();
                assertThat(lap.cpuNanos()).isPositive();
                assertThat(lap.allocatedBytes()).isPositive();
            });
        });
        assertThat(result.toMap())
                .containsKeys(
                        "keyed",
                        "runs",
                        "understudy",
                        "ratioToKeyed",
                        "ratioToRuns",
                        "clientNanosPerRecordBeyondKafka",
                        "allocatedBytesPerEvent")
                .containsEntry("modelKind", "tables");
        assertThat(result.tool()).hasSize(2).allSatisfy(rate -> assertThat(rate).isPositive());
        assertThat(result.trees().eventsPerCpuSecond().median()).isPositive();
        assertThat(result.toMap().get("sampleEncodePerSecond"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Double.class))
                .containsOnlyKeys("10000", "1000000");
        assertThat(notes).contains("round 2 of 2");
    }

    @Test
    void ratiosAreMediansOfTheRoundsAndCostIsBeyondTheLoopInRuns() {
        // Given
        SamplingBench.Finding finding = new SamplingBench.Finding(Spread.of(4e6, 5e6, 3e6), 0, 400);
        BenchResult result = new BenchResult(
                new BenchSettings(1_000, 3, 1, "trees"),
                List.of(lap(1_000, 10), lap(500, 10), lap(100, 10)),
                List.of(lap(800, 400), lap(800, 600), lap(800, 500)),
                List.of(lap(1_000, 700), lap(1_000, 700), lap(1_000, 700)),
                finding,
                finding,
                finding,
                List.of(3e5, 1e5, 2e5));

        // When
        Map<String, Object> map = result.toMap();

        // Then
        assertThat(map).containsEntry("ratioToKeyed", 0.5).containsEntry("ratioToRuns", 0.8);
        assertThat(map).containsEntry("clientNanosPerRecordBeyondKafka", 200.0);
        assertThat(map.get("producerPerformance")).isEqualTo(Map.of("recordsPerSecond", 2e5));
        assertThat(map.get("sampleEncodePerSecond")).isEqualTo(Map.of("10000", 4e6, "1000000", 4e6));
        assertThat(result.text()).contains("understudy / keyed loop   0.50 [0.10 .. 1.00]");
    }

    @Test
    void readsTheLastLineOfKafkasTool() throws IOException {
        String line = " records/sec (28.61 MB/sec), 9.9 ms avg latency, 29.0 ms max latency, 9 ms 50th, 20 ms 95th, 25"
                + " ms 99th, 28 ms 99.9th.\n";

        assertThat(PerformanceTool.rate("500 records sent, 100.0 records/sec (1.00 MB/sec), 1.0 ms avg latency\n"
                        + "1000 records sent, 299850.1" + line))
                .isEqualTo(299850.1);
        assertThatThrownBy(() -> PerformanceTool.rate("Unrecognized option"))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("ProducerPerformance did not say how fast it was; it said:\nUnrecognized option");
    }

    private static Lap lap(long wallMicros, long cpuNanosPerRecord) {
        return new Lap(1_000, 150_000, wallMicros * 1_000, cpuNanosPerRecord * 1_000, 600_000);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    999,      3, --records 999 must be 1000 to 10000000
                    10000001, 3, --records 10000001 must be 1000 to 10000000
                    1000,     0, --rounds 0 must be at least 1; 3 show a spread
                    """)
    void refusesSizesThatMeasureNothing(int records, int rounds, String message) {
        assertThatThrownBy(() -> new BenchSettings(records, rounds, 1, "trees"))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void spreadOfAnEvenNumberHasTheMiddleBetweenTwo() {
        assertThat(Spread.of(4, 1, 2, 8)).isEqualTo(new Spread(1, 3, 8));
    }
}
