package dev.corral.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// What holds in every module: `@ArchTest static final ArchTests house = ArchTests.in(HouseRules.class)`.
public final class HouseRules {
    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().assignedFrom(new MainPackages()).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatAClassIs = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Common|Misc|Impl)")
            .because("a function lives on its type");

    @ArchTest
    static final ArchRule classesAreClosed = classes().that(Code.IS_MAIN).should(Code.BE_CLOSED);

    @ArchTest
    static final ArchRule nothingSleeps = noClasses()
            .should()
            .accessTargetWhere(Uses.A_SLEEP)
            .because("time comes from a clock, and a test waits for a condition");

    @ArchTest
    static final ArchRule onlyConfigurationReadsTheEnvironment = noClasses()
            .that(Code.IS_MAIN)
            .and()
            .resideOutsideOfPackages("..config..", "..cli..")
            .should()
            .accessTargetWhere(Uses.THE_ENVIRONMENT);

    @ArchTest
    static final ArchRule programsDoNotUseTestingTypes = noClasses()
            .that(Code.IS_MAIN)
            .and()
            .resideOutsideOfPackage("..testing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..testing..");

    @ArchTest
    static final ArchRule loggingIsSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    private HouseRules() {}
}
