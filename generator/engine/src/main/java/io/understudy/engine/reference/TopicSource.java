package io.understudy.engine.reference;

import io.understudy.model.InputException;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** The records of a topic, partition by partition, up to the ends that the partitions had when it was opened. */
final class TopicSource implements Source {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int MOST_IDLE_POLLS = 60;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicValues values;
    private final String topic;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;
    private final List<TopicPartition> partitions;
    private final Map<String, Integer> indexByColumn = new LinkedHashMap<>();
    private final String sha256;

    /** Takes the partitions' ends, and reads the records once to know their fields. */
    TopicSource(Consumer<byte[], byte[]> consumer, TopicValues values, String topic) throws IOException {
        this.consumer = consumer;
        this.values = values;
        this.topic = topic;
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw new InputException(name() + " does not exist; name a topic that holds events");
        }
        partitions = found.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .sorted(Comparator.comparingInt(TopicPartition::partition))
                .toList();
        begins = consumer.beginningOffsets(partitions);
        ends = consumer.endOffsets(partitions);
        MessageDigest digest = FileDigest.sha256();
        each(record -> {
            digest.update(record.value());
            values.fields(record).forEach(field -> indexByColumn.putIfAbsent(field, indexByColumn.size()));
            return true;
        });
        if (indexByColumn.isEmpty()) {
            throw new InputException(name() + " holds no events; publish some first, or name another topic");
        }
        sha256 = HexFormat.of().formatHex(digest.digest());
    }

    private interface TopicHandler {
        /** Takes a record that has a value; false if no more are wanted. */
        boolean take(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    private void each(TopicHandler handler) throws IOException {
        for (TopicPartition partition : partitions) {
            if (!each(partition, handler)) {
                return;
            }
        }
    }

    private boolean each(TopicPartition partition, TopicHandler handler) throws IOException {
        long end = ends.get(partition);
        consumer.assign(List.of(partition));
        consumer.seek(partition, begins.get(partition));
        int idlePolls = 0;
        while (consumer.position(partition) < end) {
            long before = consumer.position(partition);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < end && record.value() != null && !handler.take(record)) {
                    return false;
                }
            }
            idlePolls = consumer.position(partition) > before ? 0 : idlePolls + 1;
            if (idlePolls > MOST_IDLE_POLLS) {
                throw new IOException(name() + " partition " + partition.partition() + " gives nothing from offset "
                        + before + " on, though it ends at " + end
                        + "; check the broker, or end what holds a transaction open");
            }
        }
        return true;
    }

    @Override
    public String name() {
        return "kafka:" + topic;
    }

    @Override
    public List<String> columns() {
        return new ArrayList<>(indexByColumn.keySet());
    }

    @Override
    public void read(CellHandler handler) throws IOException {
        String[] cells = new String[indexByColumn.size()];
        each(record -> {
            Arrays.fill(cells, "");
            values.read(record, (field, text) -> cells[indexByColumn.get(field)] = text);
            for (int i = 0; i < cells.length; i++) {
                char[] text = cells[i].toCharArray();
                handler.cell(i, text, 0, text.length);
            }
            handler.endRow();
            return true;
        });
    }

    @Override
    public String place(long row, int column) throws IOException {
        long[] rowsLeft = {row};
        StringBuilder place = new StringBuilder();
        each(record -> {
            if (rowsLeft[0]-- > 0) {
                return true;
            }
            place.append(TopicValues.place(record));
            return false;
        });
        return place.toString();
    }

    @Override
    public String sha256() {
        return sha256;
    }

    @Override
    public void close() {
        // the consumer is its owner's
    }
}
