package dev.corral.server.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.server.job.Limit;
import dev.corral.server.problem.FieldError;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobOptionTest {
    private static final List<String> ONLY_IN_A_SERVICE =
            List.of("kind", "name", "labels", "priority", "on_invalid", "retain_ms");

    @Test
    void everyOptionOfTheDocumentIsHereOrSaysNothingHere() {
        assertThat(Arrays.stream(JobOption.values()).map(JobOption::path))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(ONLY_IN_A_SERVICE);
        assertThat(Limit.all())
                .extracting(Limit::option)
                .allSatisfy(path -> assertThat(ONLY_IN_A_SERVICE.contains(path)
                                || Arrays.stream(JobOption.values())
                                        .anyMatch(each -> each.path().equals(path)))
                        .as(path)
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void helpTellsBoundsAndDefaultAsTheyAreTyped(JobOption option) {
        assertThat(option.help()).contains("(default: ").doesNotContain("_ms", "_bytes", "null", "an integer");
    }

    @Test
    void defaultsAreThoseOfTheDocument() {
        assertThat(JobOption.TIMEOUT.help()).endsWith("; 1ms to 1h (default: 10s)");
        assertThat(JobOption.MAX_BODY.help()).endsWith("; 0 to 1G (default: 1M)");
        assertThat(JobOption.POLICY.help()).contains("one of collect, fail-fast, tolerate");
        assertThat(JobOption.EXPECT_STATUS.help()).endsWith("(default: 2xx,3xx)");
        assertThat(JobOption.DEADLINE.help()).endsWith("; 1ms to 7d (default: none)");
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, 1500ms, 1500",
        "TIMEOUT, 5m, 300000",
        "MAX_BODY, 64k, 65536",
        "MAX_BODY, 7, 7",
        "POLICY, fail-fast, \"fail_fast\"",
        "CONCURRENCY, 8, 8",
        "PER_S, 0.5, 0.5",
        "EXPECT_STATUS, '2xx,404', '[\"2xx\",\"404\"]'",
        "RETRIES, 2, 3",
        "CONCURRENCY, many, \"many\"",
        "CONCURRENCY, 99999999999999999999, \"99999999999999999999\"",
    })
    void typedValueBecomesJsonOfTheRightType(JobOption option, String typed, String json) {
        assertThat(option.text().json(typed)).hasToString(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 s", "-1s", "1w", "1S", "1.5s"})
    void durationWithoutItsUnitIsRefused(String typed) {
        assertThatThrownBy(() -> JobOption.TIMEOUT.text().json(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a whole number with its unit");
    }

    @Test
    void refusalsSpeakOfOptionsAndTheirForms() {
        FieldError retries = new FieldError(
                "#/retry/max_attempts",
                "range",
                "is 12, expected " + JobOption.RETRIES.limit().allowed());
        FieldError status = new FieldError("#/defaults/expect_status/1", "value", "is 'x', expected such as '2xx'");
        assertThat(JobOptionSet.told(List.of(retries, status)))
                .isEqualTo("--retries is 11, expected 0 to 9; --expect-status is 'x', expected such as '2xx'");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1000, 90_000, 3_600_000, 86_400_000, 604_800_000})
    void shownDurationReadsAsItself(long millis) {
        assertThat(Amount.millis(Amount.ofMillis(millis))).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1023, 1024, 1 << 20, 1 << 30})
    void shownSizeReadsAsItself(long bytes) {
        assertThat(Amount.bytes(Amount.ofBytes(bytes))).isEqualTo(bytes);
    }
}
