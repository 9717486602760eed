package io.understudy.ops.bench;

import io.understudy.engine.encode.EntityKeys;
import io.understudy.engine.encode.EventContracts;
import io.understudy.engine.encode.FrameEncoder;
import io.understudy.engine.sample.Population;
import io.understudy.engine.sample.Shard;
import io.understudy.model.EventFrame;
import io.understudy.model.SamplerSettings;
import io.understudy.model.SequenceModel;
import io.understudy.schemas.EventIds;
import io.understudy.schemas.WireBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;

/**
 * The first events of a population as the generator sends them, ready to be sent: what a producer loop that does nothing
 * but send would hold. Events of one entity share one key, as in a loop whose keys are looked up.
 */
@SuppressWarnings("ArrayRecordComponent")
record EncodedRecords(byte[][] keys, byte[][] values, int[] partitions, long[] timestampMillis) {

    /**
     * Draws and encodes.
     *
     * @param schemaId under which the events' schema is registered
     * @param records wanted; fewer are made where the population ends before
     */
    static EncodedRecords of(
            SequenceModel model, SamplerSettings sampling, long entities, int schemaId, int records, int partitions) {
        Population population = new Population(model, sampling, entities, Shard.WHOLE);
        FrameEncoder encoder = new FrameEncoder(
                model.layout(), EventContracts.of(model.layout()), schemaId, EventIds.ofSeed(sampling.seed()));
        EntityKeys keys = new EntityKeys(model.layout());
        EncodedRecords made =
                new EncodedRecords(new byte[records][], new byte[records][], new int[records], new long[records]);
        Map<Long, byte[]> keyByEntity = new HashMap<>();
        EventFrame frame = new EventFrame(model.layout().size());
        WireBuffer buffer = new WireBuffer(1_024);
        int count = 0;
        while (count < records && population.next(frame)) {
            encoder.encode(frame, EventIds.BASE, buffer);
            byte[] key = keyByEntity.computeIfAbsent(frame.entity, entity -> keys.utf8(frame));
            made.keys[count] = key;
            made.values[count] = buffer.toByteArray();
            made.partitions[count] = Utils.toPositive(Utils.murmur2(key)) % partitions;
            made.timestampMillis[count++] =
                    Math.floorDiv(frame.values[model.layout().timeIndex()], 1_000L);
        }
        return made.first(count);
    }

    private EncodedRecords first(int count) {
        return count == values.length
                ? this
                : new EncodedRecords(
                        Arrays.copyOf(keys, count),
                        Arrays.copyOf(values, count),
                        Arrays.copyOf(partitions, count),
                        Arrays.copyOf(timestampMillis, count));
    }

    int size() {
        return values.length;
    }

    /** Bytes of all keys and values. */
    long bytes() {
        long bytes = 0;
        for (int i = 0; i < values.length; i++) {
            bytes += keys[i].length + values[i].length;
        }
        return bytes;
    }
}
