package io.understudy.engine.publish;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/**
 * An LZ4 frame of independent blocks of 64 KB, with the bytes of Kafka's own stream (a test holds the two together; format: LZ4
 * Frame Format Description 1.6). That one takes 130 KB of new memory for each batch, more than the events of most; this one
 * borrows its block, and compresses it to where it is sent from. Owned by whoever holds the batch.
 */
final class Lz4Stream extends OutputStream {
    private static final int BLOCK_BYTES = 1 << 16;

    /** Magic number, flags, size of a block, checksum of these two. */
    private static final byte[] HEAD = {0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, (byte) 0x82};

    private static final int UNCOMPRESSED = 1 << 31; // in a block's length

    private final ByteBufferOutputStream out;
    private final Blocks blocks;
    private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
    private byte[] block; // null once the stream is closed
    private int length; // of what is in the block

    /** Blocks that are not in use; any thread may take and give. */
    static final class Blocks {
        private static final int MOST = 64; // 4 MB

        private final Queue<byte[]> free = new ArrayBlockingQueue<>(MOST);

        private byte[] take() {
            byte[] block = free.poll();
            return block == null ? new byte[BLOCK_BYTES] : block;
        }

        private void give(byte[] block) {
            free.offer(block); // or leaves it to the garbage collector
        }
    }

    /** Begins a frame at the end of {@code out}. */
    Lz4Stream(ByteBufferOutputStream out, Blocks blocks) {
        this.out = out;
        this.blocks = blocks;
        out.write(HEAD, 0, HEAD.length);
        block = blocks.take();
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    /** A block is written when there is a byte for the next one. */
    @Override
    public void write(byte[] bytes, int from, int count) {
        int at = from;
        int end = from + count;
        while (end - at > BLOCK_BYTES - length) {
            int fits = BLOCK_BYTES - length;
            System.arraycopy(bytes, at, block, length, fits);
            at += fits;
            length = BLOCK_BYTES;
            writeBlock();
        }
        System.arraycopy(bytes, at, block, length, end - at);
        length += end - at;
    }

    private void writeBlock() {
        int most = compressor.maxCompressedLength(length);
        ByteBuffer to = out.buffer();
        if (to.remaining() < Integer.BYTES + most) { // most likely it needs less
            byte[] compressed = new byte[most];
            int written = compressor.compress(block, 0, length, compressed, 0);
            out.ensureRemaining(Integer.BYTES + Math.min(written, length));
            put(written, compressed, 0);
        } else {
            int data = to.arrayOffset() + to.position() + Integer.BYTES;
            put(compressor.compress(block, 0, length, to.array(), data), to.array(), data);
        }
        length = 0;
    }

    /** Writes the block's length and bytes: those that were compressed, unless they are no fewer. */
    private void put(int written, byte[] compressed, int from) {
        ByteBuffer to = out.buffer();
        if (written >= length) {
            to.putInt(Integer.reverseBytes(length | UNCOMPRESSED));
            to.put(block, 0, length);
            return;
        }
        to.putInt(Integer.reverseBytes(written));
        if (compressed == to.array()) {
            to.position(to.position() + written);
        } else {
            to.put(compressed, from, written);
        }
    }

    /** Writes what is left, and the end mark; gives the block back. */
    @Override
    public void close() {
        if (block == null) {
            return;
        }
        if (length > 0) {
            writeBlock();
        }
        out.ensureRemaining(Integer.BYTES);
        out.buffer().putInt(0);
        blocks.give(block);
        block = null;
    }
}
