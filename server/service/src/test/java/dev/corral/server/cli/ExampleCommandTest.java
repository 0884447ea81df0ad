package dev.corral.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleCommandTest {
    private final Spoken spoken = new Spoken(Map.of());

    @Test
    void withoutNumberItListsAllSeven() {
        assertThat(spoken.run("example")).isZero();
        assertThat(spoken.out().lines()).hasSize(7).first().asString().startsWith("1  the lost task");
    }

    @Test
    void jdkCarriesAnExampleUnlessToldOtherwise() {
        assertThat(spoken.run("example", "5")).isZero();
        assertThat(spoken.out()).contains("all five have ended", "backend: jdk");
    }

    @Test
    void loopCarriesTheSameProgram() {
        assertThat(spoken.run("example", "5", "--backend", "loop")).isZero();
        // Where the JDK does not let loops carry threads, the library says so and uses jdk.
        assertThat(spoken.out()).contains("all five have ended").containsPattern("backend: (loop|jdk)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "8", "-1", "x"})
    void anotherNumberIsWrongUsage(String number) {
        assertThat(spoken.run("example", number)).isEqualTo(ExitCodes.USAGE);
        assertThat(spoken.err()).isNotBlank();
    }
}
