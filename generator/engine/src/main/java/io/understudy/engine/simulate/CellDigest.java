package io.understudy.engine.simulate;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over rows of cells, each cell as eight bytes, big-endian. */
final class CellDigest {
    private final MessageDigest sha256;
    private ByteBuffer buffer = ByteBuffer.allocate(0);

    CellDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    void add(long[] row) {
        if (buffer.capacity() != row.length * Long.BYTES) {
            buffer = ByteBuffer.allocate(row.length * Long.BYTES);
        }
        buffer.clear();
        for (long cell : row) {
            buffer.putLong(cell);
        }
        sha256.update(buffer.array());
    }

    String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
