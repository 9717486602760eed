package io.understudy.streams.monitor;

import io.understudy.model.SequenceModel;
import io.understudy.schemas.Topics;
import io.understudy.schemas.record.DriftReport;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds the counts of all partitions up to windows and has each window judged. There is one of it for a stream. */
final class DetectProcessor implements Processor<byte[], byte[], byte[], DriftReport> {
    static final String DETECTORS = "monitor-detectors";

    private static final Logger LOG = LoggerFactory.getLogger(DetectProcessor.class);
    private static final Bytes BANK_KEY = Bytes.wrap("bank".getBytes(StandardCharsets.UTF_8));

    private final Topics topics;
    private final MonitorMeter meter;
    private final DetectorBank bank;
    private final byte[] key;

    private ProcessorContext<byte[], DriftReport> context;
    private KeyValueStore<Bytes, byte[]> store;

    DetectProcessor(Topics topics, SequenceModel model, MonitorSettings settings, MonitorMeter meter) {
        this.topics = topics;
        this.meter = meter;
        this.bank = new DetectorBank(topics.events(), model.scorer().features(), settings);
        this.key = topics.events().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void init(ProcessorContext<byte[], DriftReport> context) {
        this.context = context;
        store = context.getStateStore(DETECTORS);
        byte[] kept = store.get(BANK_KEY);
        if (kept != null && !bank.restore(kept)) {
            LOG.warn("{}: model or monitor settings have changed, so that the detectors start anew", topics.events());
        }
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (!bank.add(record.value())) {
            LOG.warn("{}: counts of another model or other settings are left out", topics.events());
            return;
        }
        if (bank.full()) {
            DriftReport report = bank.close();
            if (report.getAlarm()) {
                LOG.info(
                        "{}: drift alarm in window {}, which ends at {}; incident {}",
                        topics.events(),
                        report.getWindow(),
                        report.getEndTime(),
                        report.getIncident());
            }
            context.forward(
                    new Record<>(key, report, Math.max(0, report.getEndTime().toEpochMilli())));
            meter.reported(report);
        }
        store.put(BANK_KEY, bank.toBytes());
    }
}
