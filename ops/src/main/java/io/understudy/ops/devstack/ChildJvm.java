package io.understudy.ops.devstack;

import io.understudy.model.InputException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A JVM that serves this one. Its main class holds a {@link Leash}, so that it ends when this JVM does. Ctrl-C, which a
 * terminal sends to parent and child alike, leaves it running until its parent says so: the parent's last words may
 * need it.
 */
final class ChildJvm implements AutoCloseable {
    /** Start of the line by which a child says that it is ready; the rest is its address. */
    static final String READY = "understudy-ready ";

    /** Start of the line by which a child refuses what the user asked of it; the rest is for the user. */
    static final String REFUSED = "understudy-refused ";

    private static final int KEPT_LINES = 40;
    private static final Duration GRACE = Duration.ofSeconds(8);

    private final String name;
    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Deque<String> lastLines = new ArrayDeque<>();

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * What a child is started with.
     *
     * @param name what it is, as it reads in a message: {@code Kafka broker}
     * @param jvmFlags flags of its JVM, such as {@code -Xmx512m}
     * @param classPath folders and jars, absolute
     * @param mainClass holds a {@link Leash} first of all
     * @param arguments of the main class
     */
    record Command(
            String name, List<String> jvmFlags, List<Path> classPath, Class<?> mainClass, List<String> arguments) {
        Command {
            jvmFlags = List.copyOf(jvmFlags);
            classPath = List.copyOf(classPath);
            arguments = List.copyOf(arguments);
        }

        /** The class path of this JVM. */
        static List<Path> ownClassPath() {
            List<Path> entries = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                entries.add(Path.of(entry).toAbsolutePath());
            }
            return entries;
        }

        private List<String> line() {
            // The shell ignores the signals of a terminal, and the JVM it becomes inherits that.
            List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP TERM; exec \"$@\"", "sh"));
            line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            line.addAll(jvmFlags);
            line.add("-cp");
            line.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            line.add(mainClass.getName());
            line.addAll(arguments);
            return line;
        }
    }

    /** Starts a child whose working folder and temporary files are in {@code folder}. */
    static ChildJvm start(Command command, Path folder) throws IOException {
        Process process = new ProcessBuilder(command.line())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        ChildJvm child = new ChildJvm(command.name(), process);
        Thread reader = new Thread(child::readOutput, "understudy-output-of-" + command.name());
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    /**
     * Waits for the child's own word that it is ready.
     *
     * @return the address it gave
     * @throws InputException if the child refused what the user asked for
     * @throws IOException if it ended first or needed longer than {@code patience}; carries its last output
     */
    String awaitReady(Duration patience) throws IOException {
        try {
            return ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InputException refused) {
                throw refused;
            }
            throw new IOException(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw failed("was not ready after " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(name + " was given up while it started");
        }
    }

    /** Waits a moment; true if the child has ended. */
    boolean endedWithin(Duration moment) throws IOException {
        try {
            return process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(name + " was given up");
        }
    }

    long pid() {
        return process.pid();
    }

    /** An error that says what the child did and what it printed last. */
    IOException failed(String what) {
        String output;
        synchronized (lastLines) {
            output = String.join("\n", lastLines);
        }
        return new IOException(name + " (process " + process.pid() + ") " + what
                + (output.isEmpty() ? "; it printed nothing" : "; it printed last:\n" + output));
    }

    /** Lets go of the leash and waits for the end, which is forced after 8 s. Closing twice is harmless. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly(); // its input is broken, so that it cannot hear us
        }
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process.onExit().join();
    }

    private void readOutput() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
            ready.completeExceptionally(failed("ended with exit code " + process.waitFor()));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ready.completeExceptionally(e);
        }
    }

    private void take(String line) {
        if (line.startsWith(READY)) {
            ready.complete(line.substring(READY.length()));
        } else if (line.startsWith(REFUSED)) {
            ready.completeExceptionally(new InputException(line.substring(REFUSED.length())));
        } else {
            synchronized (lastLines) {
                lastLines.add(line);
                if (lastLines.size() > KEPT_LINES) {
                    lastLines.remove();
                }
            }
        }
    }
}
