package io.understudy.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;

/** What this module may import. */
class ImportRulesTest {
    private static final ArchRule AVRO_CONFLUENT_AND_SERIALISERS_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.understudy.schemas..",
                    "org.apache.avro..",
                    "io.confluent.kafka..",
                    "org.apache.kafka.common.serialization..")
            .as("schemas imports Avro, the Confluent client and Kafka's serialisation interfaces alone");

    @Test
    void schemasKeepTheRule() {
        AVRO_CONFLUENT_AND_SERIALISERS_ALONE.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.understudy.schemas"));
    }

    @Test
    void ruleFindsAnOffender() {
        assertThat(AVRO_CONFLUENT_AND_SERIALISERS_ALONE
                        .evaluate(new ClassFileImporter().importClasses(Offender.class))
                        .hasViolation())
                .isTrue();
    }

    private record Offender(Producer<String, String> producer) {}
}
