package io.understudy.engine.fit.dp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.understudy.engine.reference.ReferenceSpec;
import io.understudy.engine.reference.SpecFile;
import io.understudy.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainsTest {
    @TempDir
    private Path folder;

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("spec.yaml"), yaml);
    }

    @Test
    void readsEachKindBesideTheRolesOfTheSameFile() throws IOException {
        Path file = file("""
                entity: who
                domains:
                  when: {from: 2026-01-05, to: 2026-02-04}
                  kind: [buy, refund, 07]
                  amount: {least: -10, most: 20000.5, digits: 2}
                  shop: {prefix: m, width: 6, distinct: 5000}
                k: 3
                """);

        Domains domains = Domains.read(file);
        ReferenceSpec spec = SpecFile.read(file);

        assertThat(domains.byColumn())
                .containsEntry("when", new Domain.Span(LocalDate.of(2026, 1, 5), LocalDate.of(2026, 2, 4)))
                .containsEntry("kind", new Domain.Values(List.of("buy", "refund", "07")))
                .containsEntry("amount", new Domain.Range(-10, 20_000.5, 2))
                .containsEntry("shop", new Domain.Names("m", 6, 5_000))
                .hasSize(4);
        assertThat(spec.k()).isEqualTo(3);
    }

    @Test
    void aFileWithoutDomainsDeclaresNone() throws IOException {
        assertThat(Domains.read(file("entity: who")).byColumn()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{most: 9, digitz: 2}|:3 domain of x: unknown key \"digitz\"; did you mean \"digits\"? Keys are from, to, least, most, digits, prefix, width, distinct",
                "{least: 9, most: 9}|:3 domain of x: numbers from 9.0 to 9.0 with 0 digits behind the point: least must be less than most, and digits 0 to 6",
                "{least: a, most: 9}|:3 domain of x: least \"a\" is no number",
                "{from: 2026-01-05}|:3 domain of x: \"\" is no date; write it as 2026-01-31",
                "{from: 2026-01-05, to: 2026-01-05}|:3 domain of x: times from 2026-01-05 to 2026-01-05: from must be before to",
                "[a, a]|:3 domain of x: values must be at least one, and each of them once",
                "many|:3 domain of x: \"many\" is no domain; write [a, b], {least: 0, most: 9, digits: 2}, {from: DAY, to: DAY} or {prefix: m, width: 6, distinct: 5000}",
            })
    void saysWhatIsWrongAndWhere(String domain, String message) throws IOException {
        Path file = file("k: 1\ndomains:\n  x: " + domain + "\n");

        assertThatThrownBy(() -> Domains.read(file))
                .isInstanceOf(InputException.class)
                .hasMessage(file + message);
    }
}
