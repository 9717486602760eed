package io.understudy.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.reference.EventLog;
import io.understudy.engine.simulate.Simulation;
import io.understudy.engine.simulate.SimulationSettings;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.file.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model depends on the reference and the settings alone. */
class FitThreadsTest {

    private static byte[] model(EventLog log, int threads, Path file) throws IOException {
        FitSettings settings = new FitSettings(2, 7, ChainModel.KIND, threads, 1);
        ModelFile.write(ModelFitter.fit(log, settings, line -> {}), file);
        return Files.readAllBytes(file);
    }

    @Test
    void fitsTheSameBytesForAnyNumberOfThreads(@TempDir Path directory) throws IOException {
        EventLog log = Simulation.payments(SimulationSettings.of(120, 15, 5)).toEventLog();

        byte[] alone = model(log, 1, directory.resolve("alone.model"));

        assertThat(model(log, 3, directory.resolve("three.model"))).isEqualTo(alone);
    }
}
