package dev.corral.server.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobDocumentTest {
    private static final String FULL = """
        {"kind":"fetch","name":"nightly","labels":{"team":"a","b":""},
        "defaults":{"method":"POST","timeout_ms":1000,"connect_timeout_ms":200,"first_byte_timeout_ms":500,
          "idle_timeout_ms":600,"max_redirects":0,"max_body_bytes":2048,"capture":"sha256","expect_status":["200"]},
        "concurrency":{"max":64,"per_host":8},"rate":{"per_s":null,"per_host_per_s":null,"burst":5},
        "retry":{"max_attempts":1,"initial_ms":100,"max_ms":5000,"on":["reset","503"],"budget_percent":10,
          "retry_after_max_ms":1000},
        "failure":{"policy":"tolerate","max_failed":7,"max_failed_percent":2.5,"min_samples":50},
        "deadline_ms":30000,"order":"completion","order_window":16,"buffer":4,"dedupe":"none",
        "on_invalid":"fail_item","priority":1,"backend":"jdk","retain_ms":1000,"items":[]}\
        """;

    @Test
    void whatIsLeftOutHasItsDefault() {
        JobDocument document = Reading.document(Reading.json("{'kind':'list','items':[]}"));
        assertThat(document.kind()).isEqualTo(JobKind.LIST);
        assertThat(document.title()).isEqualTo(new Title(null, Map.of()));
        assertThat(document.defaults().timeouts())
                .isEqualTo(new Timeouts(
                        Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(5)));
        assertThat(document.defaults().method()).isEqualTo(Method.GET);
        assertThat(document.defaults().maxBodyBytes()).isEqualTo(1_048_576);
        assertThat(document.defaults().expectStatus().patterns()).containsExactly("2xx", "3xx");
        assertThat(document.concurrency()).isEqualTo(new Concurrency(32, 6));
        assertThat(document.rate()).isEqualTo(new Rate(null, null, 1));
        assertThat(document.retry().maxAttempts()).isEqualTo(3);
        assertThat(document.retry().on()).hasSize(7);
        assertThat(document.failure()).isEqualTo(new Failure(Failure.Policy.COLLECT, null, null, 20));
        assertThat(document.delivery()).isEqualTo(new Delivery(Delivery.Order.COMPLETION, 256, 0));
        assertThat(document.intake()).isEqualTo(new Intake(Intake.Dedupe.NONE, Intake.OnInvalid.REJECT_JOB));
        assertThat(document.lifetime()).isEqualTo(new Lifetime(null, Duration.ofMinutes(5)));
        assertThat(document.placement()).isEqualTo(new Placement(3, Placement.Backend.JDK));
    }

    @Test
    void whatIsGivenStandsInTheRecords() {
        JobDocument document = Reading.document(Reading.json(FULL));
        assertThat(document.title()).isEqualTo(new Title("nightly", Map.of("team", "a", "b", "")));
        assertThat(document.defaults().timeouts())
                .isEqualTo(new Timeouts(
                        Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofMillis(600)));
        assertThat(document.defaults().capture()).isEqualTo(FetchDefaults.Capture.SHA256);
        assertThat(document.retry())
                .isEqualTo(new Retry(
                        1,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(5),
                        Set.of(Retry.Cause.RESET, Retry.Cause.STATUS_503),
                        10,
                        Duration.ofSeconds(1)));
        assertThat(document.failure()).isEqualTo(new Failure(Failure.Policy.TOLERATE, 7, 2.5, 50));
        assertThat(document.lifetime()).isEqualTo(new Lifetime(Duration.ofSeconds(30), Duration.ofSeconds(1)));
    }

    @Test
    void theEffectiveViewReadsBackAsTheSameDocument() throws JsonProcessingException {
        JobDocument document = Reading.document(Reading.json(FULL));
        String effective = new ObjectMapper().writeValueAsString(document.effective());
        String whole = effective.substring(0, effective.length() - 1) + ",\"items\":[]}";
        assertThat(Reading.document(Reading.json(whole))).isEqualTo(document);
    }

    @Test
    void theEffectiveViewHoldsEveryOptionOfTheTableInOrder() {
        Map<String, ?> effective =
                Reading.document(Reading.json("{'kind':'fetch','items':[]}")).effective();
        assertThat(effective.keySet())
                .containsExactly(
                        "kind",
                        "name",
                        "labels",
                        "defaults",
                        "concurrency",
                        "rate",
                        "retry",
                        "failure",
                        "order",
                        "order_window",
                        "buffer",
                        "dedupe",
                        "on_invalid",
                        "priority",
                        "backend",
                        "deadline_ms",
                        "retain_ms");
        for (Option<?> option : JobOptions.ALL) {
            Object holder = option.group().isEmpty() ? effective : effective.get(option.group());
            assertThat(holder)
                    .as(option.path())
                    .isInstanceOfSatisfying(
                            Map.class,
                            group ->
                                    assertThat(group.containsKey(option.name())).isTrue());
        }
    }

    @Test
    void everyOptionIsToldWithItsBoundsAndDefault() {
        List<Limit> limits = Limit.all();
        assertThat(limits).hasSize(JobOptions.ALL.size());
        assertThat(limits)
                .contains(
                        new Limit("concurrency.max", "an integer from 1 to 4096", 32L),
                        new Limit("deadline_ms", "an integer from 1 to 604800000 ms, or null", null),
                        new Limit("failure.policy", "one of collect, fail_fast, tolerate", "collect"));
    }

    @Test
    void theRecordsRefuseWhatTheReaderWould() {
        assertThatThrownBy(() -> new Concurrency(4097, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("concurrency.max is 4097, expected an integer from 1 to 4096");
        assertThatThrownBy(() -> new Lifetime(Duration.ofNanos(1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("deadline_ms is PT0.000000001S");
        assertThatThrownBy(() -> new Lifetime(Duration.ofSeconds(1, 5), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExpectedStatus(List.of("2x"))).isInstanceOf(IllegalArgumentException.class);
    }
}
