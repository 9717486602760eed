package io.understudy.engine.publish.file;

import io.understudy.model.InputException;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that appears whole under its name or not at all: it grows under a hidden name beside it, and takes its own, in
 * place of a file that had it, when it is published. Closed before that, it is gone.
 */
public final class WholeFile implements Closeable {
    private final Path target;
    private final Path partial;
    private OutputStream stream;
    private boolean published;

    /**
     * Starts a file.
     *
     * @throws InputException if {@code target} cannot be a file
     * @throws IOException if its folder cannot be written to
     */
    public WholeFile(Path target) throws IOException {
        this.target = target;
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw new InputException(target + " is a directory; give the name of a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new InputException(target + " lies in " + folder + ", which is no directory; create it first");
        }
        partial = folder.resolve("." + absolute.getFileName() + ".partial-"
                + ProcessHandle.current().pid());
        try {
            Files.deleteIfExists(partial);
            Files.createFile(partial);
        } catch (IOException e) {
            throw clear(e);
        }
        partial.toFile().deleteOnExit(); // for whoever is interrupted
    }

    /** The name under which it grows. */
    Path partial() {
        return partial;
    }

    /** Where its bytes go; closed by {@link #publish} or {@link #close}. */
    public OutputStream stream() throws IOException {
        if (stream == null) {
            stream = new FileOutputStream(partial.toFile());
        }
        return stream;
    }

    /** Makes the file durable and gives it its name. */
    public void publish() throws IOException {
        try {
            if (stream != null) {
                stream.close();
            }
            try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    partial,
                    target.toAbsolutePath(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            published = true;
        } catch (IOException e) {
            throw clear(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (stream != null) {
                stream.close();
            }
        } finally {
            if (!published) {
                Files.deleteIfExists(partial);
            }
        }
    }

    /** The failure as one line that names the file that the user asked for. */
    public IOException clear(Exception cause) {
        return clear(target.toString(), cause);
    }

    /** The failure as one line that names {@code output}. */
    static IOException clear(String output, Exception cause) {
        String reason = reason(cause);
        boolean full = reason.contains("No space left") || reason.contains("Disk quota");
        return new IOException(
                output + " cannot be written: " + reason
                        + (full ? "; free space on its disk, or write elsewhere" : "; write elsewhere, or mend that"),
                cause);
    }

    private static String reason(Exception cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "its folder is gone";
        }
        if (cause instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse("").strip();
    }
}
