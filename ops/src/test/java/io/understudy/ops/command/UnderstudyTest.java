package io.understudy.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class UnderstudyTest {
    private final CapturedConsole console = new CapturedConsole();

    @Test
    void printsItsVersionOnStdout() {
        int code = console.execute("--version");

        assertThat(code).isZero();
        assertThat(console.out()).matches("understudy \\d+\\.\\d+\\.\\d+\\R");
        assertThat(console.err()).isEmpty();
    }

    @Test
    void refusesToRunWithoutACommand() {
        int code = console.execute();

        assertThat(code).isEqualTo(2);
        assertThat(console.err()).isEqualTo("understudy: a command is missing (see 'understudy --help')\n");
    }

    @Test
    void namesTheNearestFlagForAnUnknownOne() {
        int code = console.execute("--versoin");

        assertThat(code).isEqualTo(2);
        assertThat(console.err())
                .isEqualTo("understudy: unknown flag --versoin; did you mean --version? (see 'understudy --help')\n");
    }

    @Test
    void printsBadInputAsOneLine() {
        int code = Failure.ofExecution(new IOException("disk is\n  full"), console.console(), false);

        assertThat(code).isEqualTo(2);
        assertThat(console.err()).isEqualTo("understudy: disk is; full\n");
    }

    @Test
    void saysWhatIsWrongWithAFile() {
        int code = Failure.ofExecution(new NoSuchFileException("a.csv"), console.console(), false);

        assertThat(code).isEqualTo(2);
        assertThat(console.err()).isEqualTo("understudy: a.csv: no such file\n");
    }

    @Test
    void ownsUpToItsOwnFaultsWithAHint() {
        int code = Failure.ofExecution(new IllegalStateException("no state"), console.console(), false);

        assertThat(code).isEqualTo(70);
        assertThat(console.err())
                .isEqualTo("understudy: internal error: IllegalStateException: no state;"
                        + " run again with --verbose for the stack trace\n");
    }

    @Test
    void printsTheStackTraceWhenAskedTo() {
        Failure.ofExecution(new IllegalStateException("no state"), console.console(), true);

        assertThat(console.err()).contains("\tat io.understudy.ops.command.UnderstudyTest");
    }
}
