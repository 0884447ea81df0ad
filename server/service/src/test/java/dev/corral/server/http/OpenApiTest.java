package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.corral.server.Api;
import dev.corral.server.RunningServer;
import dev.corral.server.access.Keys;
import dev.corral.server.config.ServerConfig;
import dev.corral.server.job.Limit;
import dev.corral.server.metrics.ApiMeters;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.problem.Problem;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.JobOutcome;
import dev.corral.server.stream.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The description of the API says what the service is.
final class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Description description = new Description();

    @Test
    void theDescriptionIsServedAsItIs() throws Exception {
        try (RunningServer server = RunningServer.fetchingFrom();
                Api api = new Api(server.port())) {
            Api.Answer answer = api.get("/openapi.yaml");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).isEqualTo("application/yaml; charset=utf-8");
            assertThat(answer.body()).isEqualTo(description.text());
        }
    }

    @Test
    void everyRouteIsDescribedAndEveryOperationIsServed() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            ServerConfig config = ServerConfig.defaults();
            Inbound limits = Inbound.of(config);
            ApiMeters meters = new ServiceMetrics(new SimpleMeterRegistry()).api();
            ApiServer api = new ApiServer(
                    new ApiServer.Sources(() -> null, Keys.OPEN, meters), new Health(), limits, new AtomicInteger());
            ManagementServer management = new ManagementServer(
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                    new Health(),
                    config.listen(),
                    new AtomicInteger());
            Router served = api.router(vertx, vertx.getOrCreateContext(), new Connections(vertx, limits, meters));
            assertThat(Stream.concat(routes(served), routes(management.router(vertx))))
                    .containsExactlyInAnyOrderElementsOf(description.operations().stream()
                            .map(Description.Operation::name)
                            // HEAD goes without saying where there is GET; the index says it.
                            .flatMap(each -> Stream.of(each, each.replaceFirst("^GET ", "HEAD ")))
                            .distinct()
                            .toList());
        } finally {
            vertx.close().await();
        }
    }

    private static Stream<String> routes(Router router) {
        return router.getRoutes().stream()
                .filter(route -> route.methods() != null)
                .flatMap(OpenApiTest::names);
    }

    private static Stream<String> names(Route route) {
        String path = Objects.requireNonNull(route.getPath()).replaceAll(":([a-z]+)", "{$1}");
        return route.methods().stream().map(method -> method.name() + " " + path);
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        assertThat(description.operations())
                .extracting(each -> each.node().path("operationId").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyOptionIsDescribedWithItsBoundsAndItsDefault() {
        Map<String, Said> described = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member :
                description.schema("JobOptions").path("properties").properties()) {
            JsonNode schema = description.at(member.getValue());
            if (schema.has("properties")) {
                for (Map.Entry<String, JsonNode> option :
                        schema.path("properties").properties()) {
                    add(described, member.getKey() + "." + option.getKey(), option);
                }
            } else {
                add(described, member.getKey(), member);
            }
        }
        Map<String, Said> allowed = new LinkedHashMap<>();
        Limit.all()
                .forEach(limit -> allowed.put(
                        limit.option(),
                        new Said(
                                limit.allowed(),
                                JSON.valueToTree(limit.fallback()).toString())));
        assertThat(described).containsExactlyInAnyOrderEntriesOf(allowed);
    }

    private record Said(String allowed, String fallback) {}

    private void add(Map<String, Said> described, String path, Map.Entry<String, JsonNode> option) {
        JsonNode schema = description.at(option.getValue());
        JsonNode fallback = schema.has("default") ? schema.path("default") : JSON.nullNode();
        described.put(path, new Said(OptionWords.of(option.getKey(), schema), fallback.toString()));
    }

    @Test
    void theOptionsOfTextsAreTheScalarOnesByTheirLastNames() {
        Set<String> scalar = Limit.all().stream()
                .map(limit -> limit.option().substring(limit.option().indexOf('.') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        scalar.removeAll(Set.of("labels", "expect_status", "on"));
        scalar.add("concurrency");
        assertThat(names(description.schema("TextOptions").path("properties")))
                .containsExactlyInAnyOrderElementsOf(scalar);
    }

    @Test
    void everyProblemIsDescribed() throws Exception {
        List<Problem> all = new ArrayList<>();
        for (Method factory : Problem.class.getDeclaredMethods()) {
            if (Modifier.isStatic(factory.getModifiers())
                    && factory.getReturnType().equals(Problem.class)) {
                Object[] arguments = Arrays.stream(factory.getParameterTypes())
                        .map(type -> type == List.class ? List.of() : "x")
                        .toArray();
                all.add((Problem) factory.invoke(null, arguments));
            }
        }
        JsonNode schema = description.schema("Problem").path("properties");
        assertThat(texts(schema.path("type").path("enum")))
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(Problem::type).toList());
        assertThat(texts(schema.path("status").path("enum")))
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .map(problem -> Integer.toString(problem.status()))
                        .collect(Collectors.toSet()));
    }

    @Test
    void theClosedSetsOfTheStreamAreDescribed() {
        assertThat(texts(description.schema("ErrorKind").path("enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorKind.values()).map(ErrorKind::label).toList());
        assertThat(texts(description.schema("ItemOutcome").path("enum")))
                .containsExactlyElementsOf(
                        Arrays.stream(Outcome.values()).map(Outcome::label).toList());
        assertThat(texts(description.schema("JobOutcome").path("enum")))
                .containsExactlyElementsOf(Arrays.stream(JobOutcome.values())
                        .map(JobOutcome::label)
                        .toList());
    }

    @Test
    void whatIsReferredToIsThereAndWhatIsThereIsReferredTo() {
        Set<String> referred = new TreeSet<>();
        description.root().findValuesAsText("$ref").forEach(pointer -> {
            assertThat(description.root().at(pointer.substring(1)).isMissingNode())
                    .as(pointer)
                    .isFalse();
            referred.add(Arrays.stream(pointer.split("/", -1)).limit(4).collect(Collectors.joining("/")));
        });
        Set<String> there = new TreeSet<>();
        for (Map.Entry<String, JsonNode> sort :
                description.root().path("components").properties()) {
            if (!sort.getKey().equals("securitySchemes")) {
                sort.getValue()
                        .fieldNames()
                        .forEachRemaining(name -> there.add("#/components/" + sort.getKey() + "/" + name));
            }
        }
        assertThat(referred).isEqualTo(there);
    }

    @Test
    void theExamplesAreWhatTheirSchemasSay() {
        List<String> checked = new ArrayList<>();
        for (JsonNode content : description.root().findValues("content")) {
            for (Map.Entry<String, JsonNode> type : content.properties()) {
                for (Map.Entry<String, JsonNode> example :
                        type.getValue().path("examples").properties()) {
                    check(type, description.at(example.getValue()));
                    checked.add(example.getKey());
                }
            }
        }
        assertThat(checked).hasSizeGreaterThan(12);
    }

    private void check(Map.Entry<String, JsonNode> type, JsonNode example) {
        JsonNode value = example.path("value");
        String body = value.isTextual() ? value.asText() : value.toString();
        if (!example.path("x-invalid").asBoolean()) {
            assertThat(description.errors(type.getValue(), type.getKey(), body))
                    .as(body)
                    .isEmpty();
        } else if (type.getKey().endsWith("/json")) {
            assertThat(description.errors(type.getValue(), type.getKey(), body))
                    .as(body)
                    .isNotEmpty();
        }
    }

    private static List<String> texts(JsonNode list) {
        List<String> all = new ArrayList<>();
        list.forEach(each -> all.add(each.asText()));
        return all;
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
