package io.understudy.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.understudy.model.ColumnRole;
import io.understudy.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("spec.yaml");
    }

    @Test
    void readsEveryKey() throws IOException {
        Files.writeString(file, """
                name: cards
                entity: [scenario, host]
                time: at
                type: none
                label: [kind, fraud]
                key: terminal
                id: row
                numeric: amount
                categorical: [mcc]
                derived: balance
                ignore: comment
                static: born
                sql: SELECT 1
                zone: Europe/Amsterdam
                decimal: ","
                k: 3
                """);

        ReferenceSpec spec = SpecFile.read(file);

        Map<ColumnRole, List<String>> roles = Map.of(
                ColumnRole.ENTITY, List.of("scenario", "host"),
                ColumnRole.TIME, List.of("at"),
                ColumnRole.TYPE, List.of("none"),
                ColumnRole.LABEL, List.of("kind", "fraud"),
                ColumnRole.KEY, List.of("terminal"),
                ColumnRole.ID, List.of("row"),
                ColumnRole.NUMERIC, List.of("amount"),
                ColumnRole.CATEGORICAL, List.of("mcc"),
                ColumnRole.DERIVED, List.of("balance"),
                ColumnRole.IGNORED, List.of("comment"));
        assertThat(spec)
                .isEqualTo(new ReferenceSpec("cards", roles, List.of("born"), "SELECT 1", "Europe/Amsterdam", ',', 3));
    }

    @Test
    void readsAnEmptyFileAsNothingSaid() throws IOException {
        assertThat(SpecFile.read(Files.writeString(file, "# nothing\n"))).isEqualTo(ReferenceSpec.found());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "time: at\\nentitiy: a|:2 unknown key \"entitiy\"; did you mean \"entity\"? Keys are entity, time, type, label, key, id, numeric, categorical, derived, ignore, static, name, sql, zone, decimal, k, domains",
                "k: many|:1 k is \"many\"; it counts entities and must be a whole number",
                "k: 0|:1 k is 0; it counts entities and must be at least 1",
                "k: [1, 2]|:1 k takes one value, not 2",
                "entity: {a: b}|:1 entity holds keys of its own; give one value or a list",
                "decimal: '; '|:1 decimal mark \"; \" must be a point or a comma",
                "zzz: 1|:1 unknown key \"zzz\"; keys are entity, time, type, label, key, id, numeric, categorical, derived, ignore, static, name, sql, zone, decimal, k, domains",
                "zone: Europe/Amsterdm|:1 zone \"Europe/Amsterdm\" is not known; did you mean \"Europe/Amsterdam\"?",
                "entity: a\\ntime: a|:2 column a is named as entity and as time; a column has one role",
                "time: [a, b]|:1 time names the columns [a, b]; an event log has one; join them by --sql",
                "entity|:1 holds no keys; write key: value, one a line; keys are entity, time, type, label, key, id, numeric, categorical, derived, ignore, static, name, sql, zone, decimal, k, domains",
            })
    void saysWhatIsWrongAndWhere(String yaml, String message) throws IOException {
        Files.writeString(file, yaml.replace("\\n", "\n"));

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SpecFile.read(file))
                .withMessage(file + message);
    }

    @Test
    void saysThatAFileIsNoYaml() throws IOException {
        Files.writeString(file, "time: at\nentity: [a\n");

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SpecFile.read(file))
                .withMessageStartingWith(file + ":2 is no YAML: ")
                .withMessageEndingWith("; write key: value, one a line");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SpecFile.read(file))
                .withMessage(file + " does not exist or is no file; name a specification in YAML");
    }
}
