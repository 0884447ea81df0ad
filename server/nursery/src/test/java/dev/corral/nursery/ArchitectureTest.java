package dev.corral.nursery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.corral.rules.Code;
import dev.corral.rules.HouseRules;
import dev.corral.rules.ThreadRules;

@AnalyzeClasses(packages = "dev.corral.nursery")
final class ArchitectureTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchTests threads = ArchTests.in(ThreadRules.class);

    @ArchTest
    static final ArchRule onlyTheAdapterKnowsVertx = noClasses()
            .that(Code.IS_MAIN)
            .and()
            .resideOutsideOfPackage("dev.corral.nursery.vertx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "dev.corral.nursery.vertx..");

    @ArchTest
    static final ArchRule theLibraryNeedsTheJdkOnly = noClasses()
            .that(Code.IS_MAIN)
            .and()
            .resideOutsideOfPackage("dev.corral.nursery.vertx..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    "java..", "jdk..", "dev.corral.nursery..", "org.jspecify..", "com.google.errorprone..");
}
