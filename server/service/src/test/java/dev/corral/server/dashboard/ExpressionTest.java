package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "up; up",
                "sum(rate(a_total[5m])); a_total",
                "sum by (le) (rate(a_bucket{kind=~\"b|c}\", d=\"e\"}[$__rate_interval])); a_bucket",
                "histogram_quantile(0.99, sum by (le) (rate(a_bucket[1m]))); a_bucket",
                "sum(a / b) by (c) > 1e9; a,b",
                "min_over_time(a[1m]) * on (instance) group_left (x) (sum by (instance) (b) == bool 0); a,b",
                "a unless b or c; a,b,c",
                "1 - ns:a:rate5m; ns:a:rate5m",
            })
    void namesItsMetricsAndNothingElse(String text, String metrics) {
        assertThat(new Expression(text).metrics()).containsExactlyInAnyOrder(metrics.split(","));
    }
}
