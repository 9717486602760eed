package io.understudy.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may import. */
@AnalyzeClasses(packages = "io.understudy.schemas", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportRulesTest {

    @ArchTest
    static final ArchRule importsAvroTheConfluentClientAndKafkasSerialisersAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.understudy.schemas..",
                    "org.apache.avro..",
                    "io.confluent.kafka..",
                    "org.apache.kafka.common.serialization..");
}
