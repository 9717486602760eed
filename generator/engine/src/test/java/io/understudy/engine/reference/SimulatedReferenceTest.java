package io.understudy.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationProgress;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.Column;
import io.understudy.model.EventLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedReferenceTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"payments", "access"})
    void filesOfSimulateNeedNoFlags(String domain) throws IOException {
        // Given
        Simulation simulation = Simulation.of(domain, SimulationSettings.of(60, 20, 4));
        Path file = folder.resolve(domain + ".csv.gz");
        long events = simulation.writeTo(file, SimulationProgress.SILENT);

        // When
        EventLog log = ReferenceReader.read(List.of(file), ReferenceSpec.found(), rows -> {});

        // Then
        EventLayout expected = simulation.layout();
        assertThat(log.rows()).isEqualTo((int) events);
        assertThat(log.entities()).isEqualTo(60);
        assertThat(log.layout().name()).isEqualTo(domain);
        assertThat(log.layout().columns())
                .extracting(Column::name, Column::role)
                .containsExactlyElementsOf(expected.columns().stream()
                        .map(column -> org.assertj.core.groups.Tuple.tuple(column.name(), column.role()))
                        .toList());
        assertThat(log.layout().labelIndex()).isEqualTo(expected.labelIndex());
        assertThat(log.layout().labelClasses().get((int) log.layout().normalLabel()))
                .isEqualTo(expected.labelClasses().get((int) expected.normalLabel()));
    }
}
