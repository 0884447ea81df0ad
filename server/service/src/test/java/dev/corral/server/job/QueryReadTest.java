package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryReadTest {
    /// A query in the form `a=1&b=2`, with the kind added.
    private static Read query(String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : ("kind=fetch&" + text).split("&", -1)) {
            int equals = pair.indexOf('=');
            query.merge(
                    pair.substring(0, equals),
                    List.of(pair.substring(equals + 1)),
                    (a, b) -> List.of(a.getFirst(), b.getFirst()));
        }
        return Reading.text("http://a/", query);
    }

    @Test
    void optionsAreGivenByTheirLastName() {
        JobDocument document = Reading.document(query("name=n&timeout_ms=7&per_host=3&max_attempts=1&policy=tolerate"
                + "&max_failed=4&max_failed_percent=0.5&deadline_ms=30000&buffer=2&capture=text&retain_ms=0"));
        assertThat(document.title().name()).isEqualTo("n");
        assertThat(document.defaults().timeouts().total()).isEqualTo(Duration.ofMillis(7));
        assertThat(document.concurrency().perHost()).isEqualTo(3);
        assertThat(document.failure()).isEqualTo(new Failure(Failure.Policy.TOLERATE, 4, 0.5, 20));
        assertThat(document.lifetime()).isEqualTo(new Lifetime(Duration.ofSeconds(30), Duration.ZERO));
        assertThat(document.delivery().buffer()).isEqualTo(2);
        assertThat(document.defaults().capture()).isEqualTo(FetchDefaults.Capture.TEXT);
    }

    @Test
    void badItemsFailAloneUnlessToldOtherwise() {
        assertThat(Reading.document(query("buffer=0")).intake().onInvalid()).isEqualTo(Intake.OnInvalid.FAIL_ITEM);
        assertThat(Reading.document(query("on_invalid=reject_job")).intake().onInvalid())
                .isEqualTo(Intake.OnInvalid.REJECT_JOB);
    }

    @Test
    void concurrencyIsAnotherNameForMax() {
        assertThat(Reading.document(query("concurrency=64")).concurrency().max())
                .isEqualTo(64);
        assertThat(Reading.document(query("max=64")).concurrency().max()).isEqualTo(64);
        assertThat(Reading.refusals(query("concurrency=64&max=64"))).containsExactly("?max repeated");
    }

    @ParameterizedTest
    @CsvSource({
        "buffer=+1, ?buffer type",
        "buffer=01, ?buffer type",
        "buffer=1.0, ?buffer type",
        "buffer=1e3, ?buffer type",
        "buffer= 1, ?buffer type",
        "buffer=٣, ?buffer type",
        "buffer=, ?buffer type",
        "buffer=null, ?buffer type",
        "buffer=-1, ?buffer range",
        "buffer=99999999999999999999, ?buffer range",
        "deadline_ms=null, ?deadline_ms type",
        "max_failed_percent=NaN&policy=tolerate, ?max_failed_percent type",
        "concurrency=0, ?concurrency range",
        "policy=FAIL_FAST, ?policy value",
        "policy=fail-fast, ?policy value",
        "colour=red, ?colour unknown_field",
        "labels=a, ?labels unknown_field",
        "on=429, ?on unknown_field",
        "expect_status=2xx, ?expect_status unknown_field",
        "defaults.timeout_ms=1, ?defaults.timeout_ms unknown_field",
        "items=x, ?items unknown_field",
        "buffer=1&buffer=1, ?buffer repeated",
        "max_attempts=11, ?max_attempts range",
        "per_s=0, ?per_s range",
        "initial_ms=10001, ?initial_ms conflict",
    })
    void whatIsWrongIsRefusedAtItsKey(String text, String refusal) {
        assertThat(Reading.refusals(query(text))).containsExactly(refusal);
    }

    @Test
    void theKindIsRequired() {
        assertThat(Reading.refusals(Reading.text("http://a/", Map.of()))).containsExactly("?kind required");
    }

    @Test
    void allErrorsAreToldAtOnce() {
        assertThat(Reading.refusals(query("buffer=x&a=1&priority=9")))
                .containsExactly("?buffer type", "?a unknown_field", "?priority range");
    }
}
