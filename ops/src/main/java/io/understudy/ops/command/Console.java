package io.understudy.ops.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Where a command writes.
 *
 * @param out results alone
 * @param err progress, notes and errors
 * @param interactive true where {@code err} is a terminal, so that progress may redraw its line
 */
record Console(PrintStream out, PrintStream err, boolean interactive) {
    Console {
        Objects.requireNonNull(out);
        Objects.requireNonNull(err);
    }

    /** The process's own streams, in UTF-8. */
    static Console ofProcess() {
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Console(out, err, System.console() != null && !"dumb".equals(System.getenv("TERM")));
    }
}
