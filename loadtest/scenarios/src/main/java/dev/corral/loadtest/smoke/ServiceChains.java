package dev.corral.loadtest.smoke;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.corral.loadtest.settings.Target;
import io.gatling.javaapi.core.ChainBuilder;

/// What the service tells of itself, on both of its ports.
final class ServiceChains {
    private static final String API = "api";
    private static final String MANAGEMENT = "management";
    private static final String TREE = "/v1/tree";
    private static final String CONTENT_TYPE = "Content-Type";

    private final Target target;
    private final Steps steps;

    ServiceChains(Target target, Steps steps) {
        this.target = target;
        this.steps = steps;
    }

    ChainBuilder all() {
        return exec(
                health("live"),
                health("ready"),
                health("started"),
                metrics("metrics", "text/plain", "# TYPE corral_tasks_live gauge"),
                metrics("metrics as OpenMetrics", "application/openmetrics-text", "# EOF"),
                index(),
                description(),
                limits(),
                tree(),
                drawnTree());
    }

    private ChainBuilder health(String what) {
        return steps.step(
                what,
                http(MANAGEMENT).get(target.management() + "/health/" + what).check(status().is(200)));
    }

    private ChainBuilder metrics(String name, String type, String part) {
        return steps.step(
                name,
                http(MANAGEMENT)
                        .get(target.management() + "/metrics")
                        .header("Accept", type)
                        .check(
                                status().is(200),
                                header(CONTENT_TYPE)
                                        .transform(each -> each.startsWith(type))
                                        .is(true),
                                Steps.having(part)));
    }

    private ChainBuilder index() {
        return steps.step("index", http(API).get("/").check(status().is(200), Steps.having("/v1/jobs")));
    }

    private ChainBuilder description() {
        return steps.step(
                "openapi.yaml",
                http(API)
                        .get("/openapi.yaml")
                        .check(status().is(200), Steps.having("openapi: 3.1", "/v1/jobs/{id}/stream:")));
    }

    private ChainBuilder limits() {
        return steps.step(
                "limits",
                http(API)
                        .get("/v1/limits")
                        .check(
                                status().is(200),
                                jsonPath("$.options[?(@.option=='concurrency.max')].default")
                                        .exists(),
                                jsonPath("$.server[*].name").exists(),
                                jsonPath("$.server[*].unit").exists()));
    }

    private ChainBuilder tree() {
        return steps.step(
                "tree of the process",
                http(API)
                        .get(TREE)
                        .check(
                                status().is(200),
                                jsonPath("$.taken_at").exists(),
                                jsonPath("$.nurseries[*].name").exists()));
    }

    private ChainBuilder drawnTree() {
        return steps.step(
                "tree of the process, drawn",
                http(API)
                        .get(TREE)
                        .header("Accept", "text/plain")
                        .check(
                                status().is(200),
                                header(CONTENT_TYPE)
                                        .transform(each -> each.startsWith("text/plain"))
                                        .is(true)));
    }
}
