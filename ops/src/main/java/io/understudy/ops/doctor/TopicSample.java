package io.understudy.ops.doctor;

import io.understudy.schemas.ContractRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** A look into a topic: how much it holds, and whose its records are. */
final class TopicSample {
    private static final int MOST_RECORDS = 200; // of each partition's ends
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_POLLS = 25;
    private static final int PREFIX_BYTES = 5;

    private final KafkaConsumer<byte[], byte[]> reader;
    private final ContractRegistry registry;

    TopicSample(KafkaConsumer<byte[], byte[]> reader, ContractRegistry registry) {
        this.reader = reader;
        this.registry = registry;
    }

    /** Records between a topic's ends; markers of transactions count as well. */
    long offsets(String topic, int partitions) {
        List<TopicPartition> all = all(topic, partitions);
        Map<TopicPartition, Long> begins = reader.beginningOffsets(all);
        Map<TopicPartition, Long> ends = reader.endOffsets(all);
        return all.stream().mapToLong(p -> ends.get(p) - begins.get(p)).sum();
    }

    private static List<TopicPartition> all(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    /**
     * The name of a schema other than {@code wanted} that records of the topic have, or a word for what they are; empty
     * where those looked at are ours: most of them by their schema, and the rest without a value, or broken on purpose.
     */
    String foreign(String topic, int partitions, String wanted) throws IOException {
        int ours = 0;
        int unreadable = 0;
        for (TopicPartition partition : all(topic, partitions)) {
            reader.assign(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).get(partition);
            for (long from : new long[] {0, Math.max(0, end - MOST_RECORDS)}) {
                for (ConsumerRecord<byte[], byte[]> record : read(partition, from, end)) {
                    if (record.value() == null) {
                        continue;
                    }
                    String name = name(record.value());
                    if (name.equals(wanted)) {
                        ours++;
                    } else if (name.isEmpty()) {
                        unreadable++;
                    } else {
                        return name;
                    }
                }
            }
        }
        return unreadable > ours ? "records that are not " + wanted : "";
    }

    private List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long from, long end) {
        if (from == 0) {
            reader.seekToBeginning(List.of(partition));
        } else {
            reader.seek(partition, from);
        }
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        for (int i = 0; i < MOST_POLLS && read.size() < MOST_RECORDS && reader.position(partition) < end; i++) {
            read.addAll(reader.poll(POLL).records(partition));
        }
        return read;
    }

    private String name(byte[] value) throws IOException {
        return value.length < PREFIX_BYTES || value[0] != 0
                ? ""
                : registry.nameOf(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt());
    }
}
