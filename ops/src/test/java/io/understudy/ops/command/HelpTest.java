package io.understudy.ops.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
    private final CapturedConsole console = new CapturedConsole();

    static Stream<String> commands() {
        return Understudy.commandLine(new CapturedConsole().console()).getSubcommands().keySet().stream();
    }

    @Test
    void saysWhatThereIs() throws IOException {
        int code = console.execute("--help");

        assertThat(code).isZero();
        assertThat(console.out()).isEqualTo(golden("help.txt"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTeachesByAnExampleAndFitsTheScreen(String command) {
        int code = console.execute(command, "--help");

        assertThat(code).isZero();
        assertThat(console.out()).contains("Usage: understudy " + command, "Example", "  understudy " + command + " ");
        assertThat(console.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(console.err()).isEmpty();
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = HelpTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
