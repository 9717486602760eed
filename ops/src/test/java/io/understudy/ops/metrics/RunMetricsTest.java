package io.understudy.ops.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.understudy.engine.generate.RunMeter;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
    @Test
    void tellsWhatAGeneratorDidInPrometheusFormat() {
        try (RunMetrics metrics = new RunMetrics()) {
            RunMeter meter = new RunMeter();
            metrics.watch("payments", meter);
            meter.acknowledged(2_000_000, 1);
            meter.labelled();
            meter.failed();
            meter.faulted("late");
            meter.faulted("malformed:truncated");

            String text = metrics.scrape();

            assertThat(text)
                    .contains("# TYPE understudy_events_acknowledged_total counter")
                    .contains("understudy_events_acknowledged_total{stream=\"payments\"} 1.0")
                    .contains("understudy_labels_total{stream=\"payments\"} 1.0")
                    .contains("understudy_errors_total{stream=\"payments\"} 1.0")
                    .contains("understudy_faults_total{stream=\"payments\"} 2.0")
                    .contains("understudy_retries_total{stream=\"payments\"} 0.0")
                    .contains("understudy_backlog_events{stream=\"payments\"} 0.0")
                    .contains("understudy_rate_asked{stream=\"payments\"} NaN")
                    .contains("understudy_rate_achieved{stream=\"payments\"} 0.0")
                    .containsPattern("understudy_lateness_seconds\\{quantile=\"0.999\",stream=\"payments\"\\} 0\\.0")
                    .containsPattern("understudy_latency_seconds\\{quantile=\"0.99\",stream=\"payments\"\\} 0\\.002")
                    .contains("jvm_memory_used_bytes");
        }
    }
}
