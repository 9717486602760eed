package io.understudy.model.file;

import io.understudy.model.InputException;
import io.understudy.model.SequenceModel;
import io.understudy.model.chain.ChainModel;
import io.understudy.model.neural.NeuralModel;
import io.understudy.model.table.TableModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Reads and writes models as files; see the package's documentation for the layout. */
public final class ModelFile {
    /** Version that this code writes, and the newest that it reads. */
    public static final int VERSION = 20;

    private static final byte[] MAGIC = "UNDRSTDY".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = MAGIC.length + 4 + 8 + 32;

    private ModelFile() {}

    /**
     * Writes {@code model} to {@code file}, whole or not at all.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(SequenceModel model, Path file) throws IOException {
        byte[] body = body(model);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + body.length);
        bytes.put(MAGIC).putInt(VERSION).putLong(body.length).put(sha256(body)).put(body);
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling("." + target.getFileName() + ".partial-"
                + ProcessHandle.current().pid());
        try {
            Files.write(part, bytes.array());
            move(part, target);
        } catch (IOException e) {
            String reason = e instanceof FileSystemException failed && failed.getReason() != null
                    ? failed.getReason()
                    : e.getMessage();
            throw new IOException(
                    file + " cannot be written: " + reason + "; free space on its disk, or write elsewhere", e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static byte[] body(SequenceModel model) throws IOException {
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(stored))) {
            out.writeUTF(model.kind());
            if (model instanceof NeuralModel network) {
                NeuralCodec.write(network, out);
            } else if (model instanceof TableModel tables) {
                TableCodec.write(tables, out);
            } else {
                ChainCodec.write((ChainModel) model, out);
            }
        }
        return stored.toByteArray();
    }

    /**
     * The model in {@code file}.
     *
     * @throws InputException if the file is missing, cut short, damaged, of another kind or newer than this program
     * @throws IOException if reading fails
     */
    public static SequenceModel read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": there is no such model file; make one with `understudy fit`", e);
        }
        if (bytes.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new InputException(file + ": is not a model file (it does not begin with UNDRSTDY); make one with"
                    + " `understudy fit`");
        }
        if (bytes.length < HEAD) {
            throw cut(file, bytes.length, HEAD);
        }
        ByteBuffer head = ByteBuffer.wrap(bytes, MAGIC.length, HEAD - MAGIC.length);
        int version = head.getInt();
        if (version != VERSION) {
            throw new InputException(file + ": is a model file of version " + version + ", this program reads version "
                    + VERSION + "; " + (version > VERSION ? "use a newer understudy" : "fit it again"));
        }
        long length = head.getLong();
        if (bytes.length - HEAD != length) {
            throw cut(file, bytes.length, HEAD + length);
        }
        byte[] sum = new byte[32];
        head.get(sum);
        byte[] body = Arrays.copyOfRange(bytes, HEAD, bytes.length);
        if (!Arrays.equals(sum, sha256(body))) {
            throw new InputException(file + ": is damaged (its checksum is not that of its content); copy it again from"
                    + " its source or fit it again");
        }
        return model(file, body);
    }

    private static InputException cut(Path file, long found, long wanted) {
        return new InputException(file + ": is cut short or has grown (" + found + " bytes, its head says " + wanted
                + "); copy it again from its source or fit it again");
    }

    private static SequenceModel model(Path file, byte[] body) {
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(body)))) {
            String kind = in.readUTF();
            return switch (kind) {
                case ChainModel.KIND -> ChainCodec.read(in);
                case NeuralModel.KIND -> NeuralCodec.read(in);
                case TableModel.KIND -> TableCodec.read(in);
                default ->
                    throw new InputException(file + ": holds a model of kind \"" + kind + "\", this program reads: "
                            + ChainModel.KIND + ", " + NeuralModel.KIND + ", " + TableModel.KIND);
            };
        } catch (IOException | IllegalArgumentException e) {
            if (e instanceof InputException known) {
                throw known;
            }
            throw new InputException(
                    file + ": holds no model that this program understands (" + e.getMessage() + "); fit it again", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
