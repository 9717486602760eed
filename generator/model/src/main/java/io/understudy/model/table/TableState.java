package io.understudy.model.table;

import io.understudy.model.EntityState;
import java.nio.ByteBuffer;

/** What the tables remember of one entity: words laid out by {@link WordPlan}, and a belief where the cluster is unknown. */
final class TableState implements EntityState {
    private static final int MOST_CLUSTERS = 0xffff;

    final long[] words;
    float[] belief; // [cluster] null until the entity is observed

    TableState(int words) {
        this.words = new long[words];
    }

    @Override
    public byte[] toBytes() {
        int clusters = belief == null ? 0 : belief.length;
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * words.length + Float.BYTES * clusters);
        for (long word : words) {
            bytes.putLong(word);
        }
        for (int i = 0; i < clusters; i++) {
            bytes.putFloat(belief[i]);
        }
        return bytes.array();
    }

    @Override
    public void restore(byte[] from) {
        int rest = from.length - Long.BYTES * words.length;
        if (rest < 0 || rest % Float.BYTES != 0 || rest / Float.BYTES > MOST_CLUSTERS) {
            throw new IllegalArgumentException("the state of an entity of this model has " + Long.BYTES * words.length
                    + " bytes, or some more, not " + from.length + "; it belongs to another model");
        }
        ByteBuffer bytes = ByteBuffer.wrap(from);
        for (int i = 0; i < words.length; i++) {
            words[i] = bytes.getLong();
        }
        belief = rest == 0 ? null : new float[rest / Float.BYTES];
        for (int i = 0; i < rest / Float.BYTES; i++) {
            belief[i] = bytes.getFloat();
        }
    }
}
