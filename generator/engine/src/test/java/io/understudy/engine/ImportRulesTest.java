package io.understudy.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.understudy.engine.encode.ImportOffender;
import io.understudy.engine.fit.floor.FloorOffender;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What this module may import, and which way its stages point. */
class ImportRulesTest {
    private static final String ROOT = "io.understudy.engine.";

    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.understudy.engine");

    /** The stages; each may import those before it. */
    private static final List<String> STAGES = List.of(
            "reference",
            "simulate",
            "fit",
            "sample",
            "pace",
            "encode",
            "fault",
            "publish",
            "generate",
            "worker",
            "evaluate");

    /** The rooms of the fit; each may import those before it, and none what stands around them. */
    private static final List<String> FIT_ROOMS =
            List.of("fit.floor", "fit.tree", "fit.past", "fit.column", "fit.key", "fit.mark", "fit.time");

    private static final ArchRule KAFKA_STAYS_AT_THE_EDGE = noClasses()
            .that()
            .resideInAPackage(ROOT + "*..")
            .and()
            .resideOutsideOfPackages(ROOT + "publish..", ROOT + "worker..")
            .and(not(resideInAnyPackage(ROOT + "reference..").and(simpleNameStartingWith("Topic"))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.confluent..")
            .as("only publish, worker and the topic reader of reference import Kafka");

    private static final ArchRule NOTHING_FROM_ABOVE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.understudy.streams..",
                    "io.understudy.ops..",
                    "org.apache.kafka.streams..",
                    "picocli..",
                    "io.javalin..",
                    "io.micrometer..")
            .as("the engine knows neither streams nor ops, nor what those are made of");

    private static final ArchRule STAGES_POINT_ONE_WAY = oneWay(STAGES, "a stage imports only stages before it");

    private static final ArchRule FIT_POINTS_ONE_WAY =
            oneWay(FIT_ROOMS, "a room of the fit imports only rooms before it");

    static final List<ArchRule> RULES =
            List.of(KAFKA_STAYS_AT_THE_EDGE, NOTHING_FROM_ABOVE, STAGES_POINT_ONE_WAY, FIT_POINTS_ONE_WAY);

    private static ArchRule oneWay(List<String> packages, String rule) {
        List<ArchRule> rules = Stream.iterate(0, i -> i < packages.size() - 1, i -> i + 1)
                .map(i -> noneLater(packages, i))
                .toList();
        return CompositeArchRule.of(rules).as(rule);
    }

    private static ArchRule noneLater(List<String> packages, int at) {
        String[] later = packages.subList(at + 1, packages.size()).stream()
                .map(s -> ROOT + s + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + packages.get(at) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(later)
                .allowEmptyShould(true);
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void engineKeepsTheRule(ArchRule rule) {
        rule.check(ENGINE);
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void ruleFindsAnOffender(ArchRule rule) {
        // Given
        JavaClasses offender = new ClassFileImporter().importClasses(ImportOffender.class, FloorOffender.class);

        // When
        boolean found = rule.evaluate(offender).hasViolation();

        // Then
        assertThat(found).isTrue();
    }

    @Test
    void everyPackageIsAStage() {
        assertThat(ENGINE.stream()
                        .map(JavaClass::getPackageName)
                        .map(name -> name.substring(ROOT.length()).split("\\.")[0])
                        .distinct())
                .isSubsetOf(STAGES);
    }
}
