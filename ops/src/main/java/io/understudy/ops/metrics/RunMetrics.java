package io.understudy.ops.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.understudy.engine.generate.RunMeter;
import io.understudy.engine.pace.LatenessRecorder;
import io.understudy.engine.pace.LatenessSummary;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaStreams;

/** The registry behind {@code /metrics}. Metrics of a stream carry its name as the tag {@code stream}. */
public final class RunMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Deque<Runnable> open = new ArrayDeque<>(); // binders with threads of their own, newest first

    /** A registry that watches this JVM. */
    public RunMetrics() {
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        JvmGcMetrics garbage = new JvmGcMetrics();
        garbage.bindTo(registry);
        open.push(garbage::close);
    }

    /** Watches a generator. */
    public void watch(String stream, RunMeter meter) {
        Tags tags = Tags.of("stream", stream);
        count(tags, "understudy.events", "events sent", meter, RunMeter::events);
        count(tags, "understudy.events.acknowledged", "events acknowledged", meter, RunMeter::acknowledgedEvents);
        count(tags, "understudy.events.rare", "events of a class other than normal", meter, RunMeter::rareEvents);
        count(tags, "understudy.labels", "labels sent", meter, RunMeter::labels);
        count(tags, "understudy.retries", "sends that were tried again", meter, RunMeter::retries);
        count(tags, "understudy.faults", "events with a fault on purpose", meter, RunMetrics::faults);
        count(tags, "understudy.errors", "events and labels that were not taken", meter, RunMeter::errors);
        gauge(tags, "understudy.entities", "entities that have sent an event", meter, RunMeter::entities);
        gauge(tags, "understudy.backlog.events", "events due and not sent", meter, RunMeter::backlogEvents);
        gauge(
                tags,
                "understudy.rate.asked",
                "events per second the plan wanted so far",
                meter,
                RunMeter::askedPerSecond);
        gauge(tags, "understudy.rate.achieved", "events per second so far", meter, RunMeter::achievedPerSecond);
        quantiles(tags, "understudy.lateness", "intended time to sending", meter.lateness());
        quantiles(tags, "understudy.latency", "intended time to acknowledgement", meter.latency());
    }

    private static double faults(RunMeter meter) {
        return meter.faults().values().stream().mapToLong(Long::longValue).sum();
    }

    private void count(Tags tags, String name, String what, RunMeter meter, ToDoubleFunction<RunMeter> value) {
        FunctionCounter.builder(name, meter, value).tags(tags).description(what).register(registry);
    }

    private void gauge(Tags tags, String name, String what, RunMeter meter, ToDoubleFunction<RunMeter> value) {
        Gauge.builder(name, meter, value).tags(tags).description(what).register(registry);
    }

    private void quantiles(Tags tags, String name, String what, LatenessRecorder recorder) {
        quantile(tags.and("quantile", "0.5"), name, what, recorder, LatenessSummary::p50Millis);
        quantile(tags.and("quantile", "0.99"), name, what, recorder, LatenessSummary::p99Millis);
        quantile(tags.and("quantile", "0.999"), name, what, recorder, LatenessSummary::p999Millis);
        quantile(tags.and("quantile", "1"), name, what, recorder, LatenessSummary::maxMillis);
    }

    private void quantile(
            Tags tags, String name, String what, LatenessRecorder recorder, ToDoubleFunction<LatenessSummary> value) {
        TimeGauge.builder(name, recorder, TimeUnit.MILLISECONDS, r -> value.applyAsDouble(r.summary()))
                .tags(tags)
                .description(what + ", since the start")
                .register(registry);
    }

    /** Watches any figure that a supplier tells. */
    public void watch(String stream, String name, String what, Supplier<Number> value) {
        Gauge.builder(name, value).tags("stream", stream).description(what).register(registry);
    }

    /** Watches a producer, by its client id. */
    public void watch(Producer<?, ?> producer) {
        KafkaClientMetrics client = new KafkaClientMetrics(producer);
        client.bindTo(registry);
        closeLater(client::close);
    }

    /** Watches a consumer, by its client id. */
    public void watch(Consumer<?, ?> consumer) {
        KafkaClientMetrics client = new KafkaClientMetrics(consumer);
        client.bindTo(registry);
        closeLater(client::close);
    }

    /** Watches a Streams client and all clients inside it. */
    public void watch(KafkaStreams streams) {
        KafkaStreamsMetrics client = new KafkaStreamsMetrics(streams);
        client.bindTo(registry);
        closeLater(client::close);
    }

    private void closeLater(Runnable close) {
        synchronized (open) {
            open.push(close);
        }
    }

    /** Everything in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    MeterRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        synchronized (open) {
            open.forEach(Runnable::run);
            open.clear();
        }
        registry.close();
    }
}
