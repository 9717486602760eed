package io.understudy.model.neural;

import io.understudy.model.EntityState;
import io.understudy.model.chain.ChainState;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What the model remembers of one entity: the past as the chain keeps it, and the network's memory. */
final class NeuralState implements EntityState {
    final ChainState past;
    final float[] memory;

    NeuralState(ChainState past, int width) {
        this.past = past;
        memory = new float[width];
    }

    @Override
    public byte[] toBytes() {
        byte[] head = past.toBytes();
        ByteBuffer bytes = ByteBuffer.allocate(head.length + 4 * memory.length);
        bytes.put(head);
        for (float number : memory) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }

    @Override
    public void restore(byte[] bytes) {
        int head = bytes.length - 4 * memory.length;
        if (head != past.toBytes().length) {
            throw new IllegalArgumentException("the state of an entity of this model has "
                    + (past.toBytes().length + 4 * memory.length) + " bytes, not " + bytes.length
                    + "; it belongs to another model");
        }
        past.restore(Arrays.copyOf(bytes, head));
        ByteBuffer.wrap(bytes, head, 4 * memory.length).asFloatBuffer().get(memory);
    }
}
