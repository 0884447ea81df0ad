package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VariablesTest {
    private final Variables variables = new Variables(Map.of("a", "1", "ab", "2"));

    @Test
    void replacesWholeNamesInBothForms() {
        assertThat(variables.in("$a $ab ${a}b")).isEqualTo("1 2 1b");
    }

    @Test
    void refusesAVariableThatThereIsNot() {
        assertThatThrownBy(() -> variables.in("rate(x[$interval])")).hasMessageContaining("'interval'");
    }

    @Test
    void escapesChosenValuesForARegularExpressionInAString() {
        assertThat(Variables.chosen(List.of("127.0.0.1:90"))).isEqualTo("127\\\\.0\\\\.0\\\\.1:90");
        assertThat(Variables.chosen(List.of("fetch", "list"))).isEqualTo("(fetch|list)");
    }

    @Test
    void aRateSpansFourScrapesOrAStepAndAScrape() {
        assertThat(Variables.rateInterval(Duration.ofSeconds(1), Duration.ofSeconds(5)))
                .isEqualTo("20000ms");
        assertThat(Variables.rateInterval(Duration.ofSeconds(60), Duration.ofSeconds(5)))
                .isEqualTo("65000ms");
    }
}
