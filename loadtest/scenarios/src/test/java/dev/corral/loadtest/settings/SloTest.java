package dev.corral.loadtest.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SloTest {
    private static final String YAML = """
        spike:
          quick:
            load: {rate_per_s: 2.5, duration: 500ms, users: 3}
            must_hold:
              job_total.p99_ms: {at_most: 100, hard: true}
              knee: {at_least: 2}
            valid_if:
              lag: {at_most: 10}
          full:
            load: {duration: 5m}
            must_hold:
              knee: {at_least: 3}
        """;

    @Test
    void hasLoadsAndLimitsByProfile() {
        Plan quick = Slo.parse(YAML).plan("spike", "quick");
        assertThat(quick.load().number("rate_per_s")).isEqualTo(2.5);
        assertThat(quick.load().whole("users")).isEqualTo(3);
        assertThat(quick.load().duration("duration")).isEqualTo(Duration.ofMillis(500));
        assertThat(quick.objectives())
                .containsExactly(new Limit("job_total.p99_ms", true, 100, true), new Limit("knee", false, 2, false));
    }

    @Test
    void takesForFullWhatQuickSaysAndFullDoesNot() {
        Plan full = Slo.parse(YAML).plan("spike", "full");
        assertThat(full.load().duration("duration")).isEqualTo(Duration.ofMinutes(5));
        assertThat(full.load().whole("users")).isEqualTo(3);
        assertThat(full.objectives())
                .containsExactly(new Limit("knee", false, 3, false), new Limit("job_total.p99_ms", true, 100, true));
        assertThat(full.validity()).containsExactly(new Limit("lag", true, 10, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        load:              | laod:       | unknown key "laod"
        full:              | slow:       | unknown key "slow"
        hard: true         | hurd: true  | unknown key "hurd"
        hard: true         | hard: 7     | hard is 7; expected true or false
        knee: {at_least: 2} | knee: {at_least: 2, hard: true} | knee is hard; expected a quantile
        lag: {at_most: 10} | lag.p99_ms: {at_most: 10, hard: true} | valid_if.lag.p99_ms is hard
        at_least: 2        | at_least: x | expected a number
        {at_least: 2}      | {}          | expected one of at_most and at_least
        {at_least: 2}      | 2           | expected keys and values
        rate_per_s: 2.5    | rate_per_s: fast | rate_per_s is "fast"; expected a number
        rate_per_s: 2.5    | rate_per_s: -1 | rate_per_s is "-1"; expected a number
        """)
    void stopsAtWhatItDoesNotKnow(String right, String wrong, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slo.parse(YAML.replace(right, wrong)))
                .withMessageContaining(message);
    }

    @Test
    void namesTheScenarioThatItDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Slo.parse(YAML).plan("smoke", "quick"))
                .withMessageContaining("no smoke.quick");
    }

    @Test
    void aLoadTellsHowLongItTakesAtTheMost() {
        assertThat(new Load(Map.of("duration", "5m", "users", "9")).longest()).isEqualTo(Duration.ofMinutes(5));
        assertThat(new Load(Map.of("step", "20s", "steps", "30")).longest()).isEqualTo(Duration.ofMinutes(20));
        assertThat(new Load(Map.of("step", "10s", "before", "3s")).longest()).isEqualTo(Duration.ofSeconds(83));
        assertThat(new Load(Map.of("items", "7")).longest()).isZero();
    }

    @Test
    void loadIsOnlyOverriddenWhereItHasTheName() {
        Load load = Slo.parse(YAML).plan("spike", "quick").load();
        assertThat(load.with(Map.of("users", "9")).whole("users")).isEqualTo(9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load.with(Map.of("wings", "2")))
                .withMessageContaining("load has no wings");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> load.whole("rate_per_s"))
                .withMessageContaining("expected a whole number");
    }
}
