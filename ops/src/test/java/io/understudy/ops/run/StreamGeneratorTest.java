package io.understudy.ops.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.fit.FitSettings;
import io.understudy.engine.fit.ModelFitter;
import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.pace.RatePlan;
import io.understudy.engine.publish.EventSink;
import io.understudy.engine.publish.NullSink;
import io.understudy.engine.reference.ReferenceReader;
import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.model.ColumnRole;
import io.understudy.model.EventFrame;
import io.understudy.model.SequenceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StreamGeneratorTest {
    @TempDir
    Path folder;

    /** Takes a few events and then no more. */
    private static final class FullSink implements EventSink {
        private int taken;

        @Override
        public void accept(EventFrame frame, long intendedNanos) throws IOException {
            if (++taken > 3) {
                throw new IOException("the topic is gone");
            }
        }

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }

    private StreamGenerator generator(SequenceModel model, EventSink sink) {
        GenerateSettings settings = GenerateSettings.of(1).withPlan(RatePlan.parse("100/s"));
        return new StreamGenerator("cards", sink, new GenerateRun(model, settings, sink, new RunMeter()));
    }

    private SequenceModel model() throws IOException {
        StringBuilder text = new StringBuilder("who,at,kind\n");
        for (int i = 0; i < 200; i++) {
            text.append('w').append(i % 20).append(",2026-01-0").append(1 + i / 25);
            text.append(",").append(i % 3 == 0 ? "pay" : "cash").append('\n');
        }
        Path file = Files.writeString(folder.resolve("log.csv"), text);
        return ModelFitter.fit(
                ReferenceReader.read(List.of(file), ReferenceSpec.found().with(ColumnRole.ENTITY, "who"), rows -> {}),
                FitSettings.defaults().withK(1),
                line -> {});
    }

    @Test
    @Timeout(60)
    void aStreamThatFailsEndsOneThatWouldNeverEnd() throws Exception {
        // Given: a stream whose sink fails beside one without an end
        SequenceModel model = model();
        StreamGenerator endless = generator(model, new NullSink());
        StreamGenerator failing = generator(model, new FullSink());
        failing.onFailure(endless::cancel);

        // When both run
        endless.start();
        failing.start();

        assertThat(endless.await().cancelled()).isTrue();
        assertThatThrownBy(failing::await).isInstanceOf(IOException.class).hasMessage("the topic is gone");
    }
}
