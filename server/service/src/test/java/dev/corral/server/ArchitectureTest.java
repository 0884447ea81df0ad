package dev.corral.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.corral.rules.Code;
import dev.corral.rules.HouseRules;
import dev.corral.rules.ThreadRules;

@AnalyzeClasses(packages = "dev.corral.server")
final class ArchitectureTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchTests threads = ArchTests.in(ThreadRules.class);

    @ArchTest
    static final ArchRule onlyTracingKnowsItsLibrary = noClasses()
            .that(Code.IS_MAIN)
            .and()
            .haveNameNotMatching(".*\\.tracing\\.(Otlp\\w+|CountedExporter)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..")
            .because("it is loaded only where tracing is on");

    @ArchTest
    static final ArchRule onlyTheCommandLinePrints = noClasses()
            .that(Code.IS_MAIN)
            .and()
            .resideOutsideOfPackage("..cli..")
            .should(ACCESS_STANDARD_STREAMS);
}
