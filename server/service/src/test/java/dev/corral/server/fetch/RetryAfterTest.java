package dev.corral.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a `Retry-After` says.
final class RetryAfterTest {
    /// Half a minute before the date of RFC 9110's examples.
    private static final Instant NOW = Instant.parse("1994-11-06T08:49:07Z");

    private static @Nullable Duration parse(String field) {
        return RetryAfter.parse(field, NOW);
    }

    @Test
    void secondsAreSeconds() {
        assertThat(parse("0")).isEqualTo(Duration.ZERO);
        assertThat(parse("120")).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void anyNumberIsANumberHoweverLong() {
        assertThat(parse("9".repeat(5000))).isGreaterThan(Duration.ofDays(3650));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void datesComeInThreeForms(String date) {
        assertThat(parse(date)).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "1.5",
                "1e3",
                "0x10",
                "soon",
                "\u0661",
                "Sun, 06 Nov 1994 08:49:00 GMT",
                "Sun, 31 Feb 2094 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37",
                "1994-11-06T08:49:37Z"
            })
    void allElseSaysNothing(String field) {
        assertThat(parse(field)).isNull();
    }
}
