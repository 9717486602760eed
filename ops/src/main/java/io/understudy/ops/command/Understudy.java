package io.understudy.ops.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code understudy} command. */
@Command(
        name = "understudy",
        description = "Streams of synthetic events that stand in for real ones.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Understudy.Version.class,
        footer = {
            "",
            "From nothing to a stream on Kafka:",
            "  understudy simulate payments --entities 2000 --days 30 -o payments.csv.gz",
            "  understudy fit payments.csv.gz -o payments.model",
            "  understudy generate --model payments.model --rate 2k/s --for 60s --to kafka:payments",
            "",
            "Exit codes: 0 done, 1 a check failed, 2 bad usage or input, 70 a fault of understudy,",
            "130 ended by Ctrl-C.",
            "'understudy COMMAND --help' explains a command and shows an example."
        })
public final class Understudy implements Runnable {
    @Spec
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    boolean version;

    Understudy() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(execute(Console.ofProcess(), arguments));
    }

    /** Runs the command on {@code console}; returns the exit code. */
    static int execute(Console console, String... arguments) {
        try {
            return commandLine(console).execute(arguments);
        } catch (OutOfMemoryError e) {
            console.err()
                    .println("understudy: out of memory (" + e.getMessage()
                            + "); give the JVM more: UNDERSTUDY_JAVA_OPTS=-Xmx4g");
            return Failure.INTERNAL;
        } catch (LinkageError | StackOverflowError e) {
            return Failure.ofExecution(e, console, false);
        }
    }

    static CommandLine commandLine(Console console) {
        CommandLine line = new CommandLine(new Understudy());
        line.addSubcommand(new DemoCommand(new Output(console)));
        line.addSubcommand(new SimulateCommand(new Output(console)));
        line.addSubcommand(new FitCommand(new Output(console)));
        line.addSubcommand(new DescribeCommand(new Output(console)));
        line.addSubcommand(new GenerateCommand(new Output(console)));
        line.addSubcommand(new DoctorCommand(new Output(console)));
        line.addSubcommand(new RunCommand(new Output(console)));
        line.addSubcommand(new StreamsCommand(new Output(console)));
        line.addSubcommand(new BurstsCommand(new Output(console)));
        line.addSubcommand(new DriftCommand(new Output(console)));
        line.addSubcommand(new StatusCommand(new Output(console)));
        line.addSubcommand(new CleanCommand(new Output(console)));
        line.addSubcommand(new SchemaCommand(new Output(console)));
        line.addSubcommand(new ValidateCommand(new Output(console)));
        line.addSubcommand(new BenchCommand(new Output(console)));
        line.setOut(new PrintWriter(console.out(), true));
        line.setErr(new PrintWriter(console.err(), true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(console.interactive() ? Ansi.AUTO : Ansi.OFF));
        line.setAbbreviatedOptionsAllowed(false);
        line.setUsageHelpWidth(100);
        line.setParameterExceptionHandler((e, arguments) -> Failure.ofArguments(e, console));
        line.setExecutionExceptionHandler((e, command, parsed) -> Failure.ofExecution(e, console, verbose(command)));
        return line;
    }

    private static boolean verbose(CommandLine command) {
        var option = command.getCommandSpec().findOption("--verbose");
        return option != null && Boolean.TRUE.equals(option.getValue());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The version that Maven wrote into the resources. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            Properties properties = new Properties();
            try (InputStream in = Understudy.class.getResourceAsStream("version.properties")) {
                properties.load(in);
            }
            return new String[] {"understudy " + properties.getProperty("version")};
        }
    }
}
