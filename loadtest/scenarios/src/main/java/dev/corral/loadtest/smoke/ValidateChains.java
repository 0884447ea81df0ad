package dev.corral.loadtest.smoke;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.corral.loadtest.settings.Target;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/// What would become of a job, without sending anything: the origin must not see these paths.
final class ValidateChains {
    private final Target target;
    private final Steps steps;

    ValidateChains(Target target, Steps steps) {
        this.target = target;
        this.steps = steps;
    }

    ChainBuilder all() {
        return exec(good(), bad());
    }

    private HttpRequestActionBuilder validate(String body) {
        return http("api")
                .post("/v1/jobs/validate")
                .header("Content-Type", "application/json")
                .body(StringBody(body));
    }

    private ChainBuilder good() {
        String body = """
            {"kind": "fetch", "items": ["%1$s/never/asked", "%1$s/never/asked"], "retry": {"max_attempts": 3}}\
            """.formatted(target.origin());
        return steps.step(
                "validate",
                validate(body)
                        .check(
                                status().is(200),
                                jsonPath("$.items").ofInt().is(2),
                                jsonPath("$.requests_max").ofInt().is(6),
                                jsonPath("$.effective.retry.max_attempts")
                                        .ofInt()
                                        .is(3),
                                jsonPath("$.refused[*]").count().is(0)));
    }

    private ChainBuilder bad() {
        String body = """
            {"kind": "fetch", "items": ["%s/never/asked", "http://2130706433/"]}\
            """.formatted(target.origin());
        return steps.step(
                "validate a bad item",
                validate(body)
                        .check(
                                status().is(200),
                                jsonPath("$.items").ofInt().is(2),
                                jsonPath("$.refused[*]").count().is(1),
                                jsonPath("$.refused[0].pointer").is("#/items/1")));
    }
}
