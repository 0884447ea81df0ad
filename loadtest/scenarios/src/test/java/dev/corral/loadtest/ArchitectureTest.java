package dev.corral.loadtest;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.corral.rules.HouseRules;

@AnalyzeClasses(packages = "dev.corral.loadtest")
final class ArchitectureTest {
    @ArchTest
    static final ArchTests house = ArchTests.in(HouseRules.class);
}
