package io.understudy.ops.run;

import io.understudy.engine.generate.GenerateResult;
import io.understudy.engine.generate.GenerateRun;
import io.understudy.engine.generate.GenerateSettings;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.publish.EventSink;
import io.understudy.engine.publish.KafkaSettings;
import io.understudy.engine.publish.KafkaSink;
import io.understudy.model.SequenceModel;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One stream's generator: a run from a model to Kafka, on a thread of its own. */
public final class StreamGenerator implements AutoCloseable {
    private final String stream;
    private final EventSink sink;
    private final GenerateRun run;
    private final CompletableFuture<GenerateResult> result = new CompletableFuture<>();

    StreamGenerator(String stream, EventSink sink, GenerateRun run) {
        this.stream = stream;
        this.sink = sink;
        this.run = run;
    }

    /**
     * Makes the topics and schemas of a stream ready; nothing is sent yet.
     *
     * @throws io.understudy.model.InputException if broker, registry or topics are not fit
     * @throws IOException if the registry cannot be reached
     */
    public static StreamGenerator open(SequenceModel model, KafkaSettings kafka, GenerateSettings settings)
            throws IOException {
        RunMeter meter = new RunMeter();
        EventSink sink =
                KafkaSink.open(model.layout(), kafka, settings.eventSpan(model.provenance(), Instant.now()), meter);
        return new StreamGenerator(kafka.topics().events(), sink, new GenerateRun(model, settings, sink, meter));
    }

    /** Has {@code action} done as soon as the stream fails; by the stream's thread. */
    public void onFailure(Runnable action) {
        result.whenComplete((done, failure) -> {
            if (failure != null) {
                action.run();
            }
        });
    }

    /** Begins to generate. */
    public void start() {
        Thread thread = new Thread(this::execute, "understudy-generate-" + stream);
        thread.setDaemon(true);
        thread.start();
    }

    private void execute() {
        try {
            result.complete(run.execute());
        } catch (IOException | RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    public String stream() {
        return stream;
    }

    /** The run: its meter, and the dial that turns drifts on. */
    public GenerateRun run() {
        return run;
    }

    /** Ends the stream soon. */
    public void cancel() {
        run.cancel();
    }

    /** True when the stream is over, one way or another. */
    public boolean isOver() {
        return result.isDone();
    }

    /**
     * Waits for the end of the stream.
     *
     * @throws IOException if it failed
     */
    public GenerateResult await() throws IOException, InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("stream " + stream + " failed", e.getCause());
        }
    }

    @Override
    public void close() throws IOException {
        run.cancel();
        sink.close();
    }
}
