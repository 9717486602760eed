package io.understudy.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.understudy.streams", importOptions = ImportOption.DoNotIncludeTests.class)
class StreamsImportsTest {
    @ArchTest
    static final ArchRule NEITHER_ENGINE_NOR_OPS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.understudy.engine..", "io.understudy.ops..", "io.micrometer..", "picocli..");

    @ArchTest
    static final ArchRule TOPOLOGIES_KNOW_NO_WALL_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("io.understudy.streams.inject", "io.understudy.streams.monitor", "..streams.wire")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(
                    java.time.Clock.class,
                    java.util.Random.class,
                    org.apache.kafka.streams.processor.PunctuationType.class);

    @ArchTest
    static final ArchRule INJECT_AND_MONITOR_ARE_STRANGERS = noClasses()
            .that()
            .resideInAPackage("..streams.monitor")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..streams.inject");

    @ArchTest
    static final ArchRule WIRE_KNOWS_NO_TOPOLOGY = noClasses()
            .that()
            .resideInAPackage("..streams.wire")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..streams.inject", "..streams.monitor");
}
