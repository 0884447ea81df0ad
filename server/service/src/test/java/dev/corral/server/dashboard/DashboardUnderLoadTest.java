package dev.corral.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every query of the dashboards, asked of a real Prometheus that scrapes a service under every kind of load,
/// and what a generator shows.
final class DashboardUnderLoadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
    private static final List<Dashboard> DASHBOARDS = Dashboard.all();
    private static final List<Query> QUERIES = DASHBOARDS.stream()
            .flatMap(each -> each.queries().stream())
            .distinct()
            .toList();

    /// What may show nothing but zeros, by why.
    private static final Map<String, List<String>> ZERO = Map.of(
            "the one instance answers, and no rules are loaded",
            List.of("Who does not answer? A", "Which alerts fire? A"),
            "that is the promise",
            List.of(
                    "Is anything left behind? A",
                    "Tasks without a job? A",
                    "Nurseries without a job? A",
                    "Calls left running? A",
                    "Jobs lost? A",
                    "Cancels beyond 5 s? A",
                    "Loops held by a task? A",
                    "Does the store fail? A"),
            "there is more room than this load takes",
            List.of(
                    "Who queues for a permit? A",
                    "Is work turned away? A",
                    "What queues for a worker thread? A",
                    "How many writes wait? A",
                    "How fast do results go out? B"),
            "it is over sooner than anybody looks",
            List.of("What runs on worker threads? A"),
            "results go from hand to hand",
            List.of("How full is the results channel? A", "How full is the results channel? B"));

    /// What may show nothing at all: nothing is restarted, no rules are loaded.
    private static final Set<String> NOTHING = Set.of("Restarts annotation", "Alerts annotation");

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
        assertThat(verdict(query.expression()))
                .as("%s: %s", query, variables().in(query.expression()))
                .isIn(Verdict.ALIVE, quiet(query));
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
                .filter(query -> query.asker().equals("Is anything left behind?"))
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
        assertThat(QUERIES)
                .extracting(Query::toString)
                .containsAll(zeros().toList())
                .containsAll(NOTHING);
    }

    private static boolean showsSomething(Query query) {
        Verdict verdict = verdict(query.expression());
        return verdict == Verdict.ALIVE || verdict == quiet(query);
    }

    private static Verdict quiet(Query query) {
        if (NOTHING.contains(query.toString())) {
            return Verdict.NOTHING;
        }
        return zeros().anyMatch(query.toString()::equals) ? Verdict.ONLY_ZEROS : Verdict.ALIVE;
    }

    private static Stream<String> zeros() {
        return ZERO.values().stream().flatMap(List::stream);
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
