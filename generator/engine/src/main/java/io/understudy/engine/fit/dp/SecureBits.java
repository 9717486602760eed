package io.understudy.engine.fit.dp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random words that nobody can foretell: AES in counter mode under a key of the operating system's generator, since noise
 * for millions of cells would take minutes from that generator itself. Scratch of one thread.
 */
final class SecureBits implements RandomGenerator {
    private static final int BLOCK_BYTES = 1 << 14;
    private static final int KEY_BYTES = 16;

    private final Cipher cipher;
    private final byte[] zeros = new byte[BLOCK_BYTES];
    private ByteBuffer words = ByteBuffer.allocate(0);

    SecureBits() {
        byte[] key = new byte[KEY_BYTES];
        byte[] start = new byte[KEY_BYTES];
        SecureRandom source = new SecureRandom();
        source.nextBytes(key);
        source.nextBytes(start);
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has AES", e);
        }
    }

    @Override
    public long nextLong() {
        if (words.remaining() < Long.BYTES) {
            words = ByteBuffer.wrap(cipher.update(zeros));
        }
        return words.getLong();
    }
}
