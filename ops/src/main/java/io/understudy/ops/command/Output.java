package io.understudy.ops.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a command reports: text by default; with {@code --json} one object on stdout, everything else on stderr. */
final class Output {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Console console;

    @Option(names = "--json", description = "Print one JSON object on stdout at the end; all else goes to stderr.")
    boolean json;

    @Option(names = "--verbose", description = "Print the stack trace of a failure.")
    boolean verbose;

    Output(Console console) {
        this.console = console;
    }

    Console console() {
        return console;
    }

    /** A line on stderr that tells how the work goes; on a terminal it takes the place of a progress bar's line. */
    void note(String line) {
        console.err().println((console.interactive() ? CLEAR_LINE : "") + line);
    }

    /** Prints the result: {@code object} as JSON where that was asked for, else the text. */
    void result(Object object, Supplier<String> text) {
        if (json) {
            console.out().println(toJson(object));
        } else {
            console.out().println(text.get());
        }
        console.out().flush();
    }

    private static String toJson(Object object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("result cannot be written as JSON", e);
        }
    }
}
