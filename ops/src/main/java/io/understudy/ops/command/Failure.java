package io.understudy.ops.command;

import io.understudy.model.NearestName;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a failed command says: one line on stderr, and the exit code. */
final class Failure {
    /** A check failed. */
    static final int CHECK = 1;

    /** Bad usage or bad input. */
    static final int INPUT = 2;

    /** A fault of ours. */
    static final int INTERNAL = 70;

    /** Ended by Ctrl-C, as shells count it. */
    static final int INTERRUPTED = 130;

    private Failure() {}

    /** Prints why the arguments were refused. */
    static int ofArguments(ParameterException e, Console console) {
        CommandLine command = e.getCommandLine();
        console.err()
                .println("understudy: " + oneLine(argumentMessage(e)) + " (see '"
                        + command.getCommandSpec().qualifiedName() + " --help')");
        return INPUT;
    }

    private static String argumentMessage(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched);
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return missing.getMissing().stream().map(Failure::missing).collect(Collectors.joining(", "));
        }
        return e.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null
                ? prefix(e) + cause.getMessage()
                : e.getMessage();
    }

    private static String missing(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? "flag " + option.longestName() + " is missing"
                : "argument " + argument.paramLabel() + " is missing";
    }

    private static String prefix(ParameterException e) {
        return e.getArgSpec() instanceof OptionSpec option ? option.longestName() + ": " : "";
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String given = e.getUnmatched().get(0);
        CommandLine command = e.getCommandLine();
        boolean flag = given.startsWith("-");
        List<String> known = new ArrayList<>();
        if (flag) {
            command.getCommandSpec().optionsMap().keySet().stream()
                    .filter(name -> name.startsWith("--"))
                    .forEach(known::add);
        } else {
            known.addAll(command.getSubcommands().keySet());
        }
        String name = flag && given.contains("=") ? given.substring(0, given.indexOf('=')) : given;
        String what = flag
                ? "unknown flag "
                : command.getSubcommands().isEmpty() ? "unexpected argument " : "unknown command ";
        return what
                + name
                + NearestName.of(name, known)
                        .map(n -> "; did you mean " + n + "?")
                        .orElse("");
    }

    /** Prints why the work failed. */
    static int ofExecution(Throwable failure, Console console, boolean verbose) {
        PrintStream err = console.err();
        boolean input = isInput(failure);
        if (input) {
            err.println("understudy: " + message(failure));
        } else {
            err.println("understudy: internal error: " + failure.getClass().getSimpleName() + ": " + message(failure)
                    + (verbose ? "" : "; run again with --verbose for the stack trace"));
        }
        if (verbose) {
            failure.printStackTrace(err);
        }
        return input ? INPUT : INTERNAL;
    }

    private static boolean isInput(Throwable failure) {
        return failure instanceof IllegalArgumentException
                || failure instanceof IOException
                || failure instanceof java.io.UncheckedIOException
                || failure instanceof KafkaException;
    }

    private static String message(Throwable failure) {
        if (failure instanceof FileSystemException file && file.getFile() != null) {
            return file.getFile() + ": " + reason(file);
        }
        if (failure instanceof java.io.UncheckedIOException wrapped) {
            return message(wrapped.getCause());
        }
        String text = failure.getMessage();
        return text == null || text.isBlank() ? failure.getClass().getSimpleName() : oneLine(text);
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "exists already";
        }
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
