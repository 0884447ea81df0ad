package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every query of the dashboards, asked of a real Prometheus that scrapes a service under every kind of load.
final class DashboardUnderLoadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
    private static final List<Dashboard> DASHBOARDS = Dashboard.all();
    private static final List<Query> QUERIES = DASHBOARDS.stream()
            .flatMap(each -> each.queries().stream())
            .distinct()
            .toList();

    /// What may show nothing but this, and why.
    private static final Map<String, Verdict> QUIET = Map.of(
            // The one instance answers.
            "Who does not answer? A", Verdict.ONLY_ZEROS,
            // That is the promise.
            "Is anything alive that should not be? A", Verdict.ONLY_ZEROS,
            // There are more permits than this load takes.
            "Who queues for a permit? A", Verdict.ONLY_ZEROS,
            // Nothing is restarted.
            "Restarts annotation", Verdict.NOTHING);

    @TempDir
    private static Path folder;

    @AutoClose
    private static Stage stage;

    private static Instant begin;

    @BeforeAll
    static void loadUntilEveryQueryShowsSomething()
            throws ExecutionException, InterruptedException, IOException, TimeoutException {
        begin = Instant.now();
        stage = Stage.open(folder);
        stage.server().awaitMetrics("Prometheus has scraped before the load", _ -> verdict("up") == Verdict.ALIVE);
        do {
            stage.load().round();
        } while (!QUERIES.stream().allMatch(DashboardUnderLoadTest::showsSomething)
                && Instant.now().isBefore(begin.plus(PATIENCE)));
    }

    @ParameterizedTest
    @FieldSource("QUERIES")
    void showsDataOfALoadedService(Query query) {
        Verdict quiet = QUIET.getOrDefault(query.toString(), Verdict.ALIVE);
        assertThat(verdict(query.expression()))
                .as("%s: %s", query, variables().in(query.expression()))
                .isIn(Verdict.ALIVE, quiet);
    }

    @Test
    void somebodyWaitedAtEveryStage() {
        assertThat(answer("count(corral_channel_wait_seconds_total)").values()).contains(5.0);
        assertThat(answer("count(corral_channel_wait_seconds_total > 0)").values())
                .contains(5.0);
    }

    @Test
    void nothingIsEverAliveThatShouldNotBe() {
        Query strays = QUERIES.stream()
                .filter(query -> query.asker().equals("Is anything alive that should not be?"))
                .findFirst()
                .orElseThrow();
        assertThat(answer(strays.expression()).values()).isNotEmpty().containsOnly(0.0);
    }

    static List<String> choices() {
        return DASHBOARDS.stream()
                .flatMap(each -> each.choices().stream())
                .map(variable -> variable.path("query").path("query").asText())
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void variablesOfferSomethingToChoose(String choice) {
        Matcher question = LABEL_VALUES.matcher(choice);
        assertThat(question.matches()).isTrue();
        assertThat(stage.prometheus().labelValues(question.group(2), variables().in(question.group(1))))
                .isNotEmpty();
    }

    @Test
    void aMetricThatThereIsNotIsFound() {
        Query planted = new Query("Planted", "A", "sum(rate(corral_itmes_total{instance=~\"$instance\"}[1m]))");
        assertThat(showsSomething(planted)).isFalse();
        assertThatThrownBy(() -> showsDataOfALoadedService(planted)).hasMessageContaining("corral_itmes_total");
    }

    @Test
    void anInstanceThatThereIsNotIsFound() {
        assertThat(verdict("corral_tasks_live{instance=\"elsewhere\"}")).isEqualTo(Verdict.NOTHING);
    }

    @Test
    void aQueryThatIsNoneIsFound() {
        assertThatThrownBy(() -> verdict("sum(rate(up))")).hasMessageContaining("expected type range vector");
    }

    @Test
    void exceptionsAreOfQueriesThatThereAre() {
        assertThat(QUERIES).extracting(Query::toString).containsAll(QUIET.keySet());
    }

    private static boolean showsSomething(Query query) {
        Verdict verdict = verdict(query.expression());
        return verdict == Verdict.ALIVE || verdict == QUIET.get(query.toString());
    }

    private static Verdict verdict(String expression) {
        return answer(expression).verdict();
    }

    private static Answer answer(String expression) {
        return stage.prometheus().range(variables().in(expression), begin);
    }

    /// One instance is chosen, and all kinds.
    private static Variables variables() {
        return new Variables(Map.of(
                "instance",
                Variables.chosen(List.of(stage.server().instance())),
                "kind",
                ".*",
                "__range",
                Duration.between(begin, Instant.now()).toSeconds() + 1 + "s",
                "__rate_interval",
                Variables.rateInterval(Prometheus.STEP, Prometheus.SCRAPE_INTERVAL)));
    }
}
