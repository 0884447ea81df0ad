package dev.corral.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @Test
    void everyUnitIsRead() {
        assertThat(DurationText.parse("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(DurationText.parse("30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(DurationText.parse("5m")).isEqualTo(Duration.ofMinutes(5));
        assertThat(DurationText.parse("24h")).isEqualTo(Duration.ofDays(1));
        assertThat(DurationText.parse("0s")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "s",
                "-1s",
                "+1s",
                "1.5s",
                "1 s",
                " 1s",
                "1S",
                "1d",
                "25h",
                "99999999h",
                "999999999s",
                "١s"
            })
    void anythingElseIsRefusedWithTheForm(String text) {
        assertThatThrownBy(() -> DurationText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("500ms, 30s, 5m or 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "1ms", "1500ms", "2s", "90s", "25m", "24h"})
    void textsComeBackAsTheyWere(String text) {
        assertThat(DurationText.of(DurationText.parse(text))).isEqualTo(text);
    }
}
