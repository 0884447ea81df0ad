package dev.corral.loadtest.smoke;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.settings.Target;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The life of a detached job: stored under a key, read whole and from the midst on, in both forms, its results by
/// outcome, what failed retried, and all forgotten.
final class DetachedChains {
    private static final String API = "api";
    private static final String JOB = "job";
    private static final String RETRIED = "retried";
    private static final String KEY = "key";
    private static final String START = "detached since";
    private static final String STREAM = "stream";

    private final JobRequest job;
    private final JobRequest again;
    private final Account account;
    private final Steps steps;

    DetachedChains(Target target, Account account, Steps steps) {
        String ok = target.origin() + "/bytes?n=10";
        String failing = target.origin() + "/status?mix=500";
        this.job = JobRequest.json(
                "detached",
                """
                {"kind": "fetch", "name": "smoke"}\
                """,
                List.of(ok, failing, ok),
                Expected.completed().items("ok", 2).errors("status", 1));
        this.again = JobRequest.json(
                "retried", """
                {"kind": "fetch"}\
                """, List.of(failing), Expected.completed().errors("status", 1));
        this.account = account;
        this.steps = steps;
    }

    ChainBuilder all() {
        return exec(session -> session.set(KEY, UUID.randomUUID().toString()).set(START, System.nanoTime()))
                .exec(
                        create(),
                        createAgain(),
                        stream("stream", JOB, job),
                        rest(),
                        events(),
                        afterTheEnd(),
                        view(),
                        results(),
                        failedResults(),
                        retry(),
                        stream("stream of the retried", RETRIED, again),
                        forget("forget", JOB),
                        forget("forget the retried", RETRIED),
                        gone());
    }

    private HttpRequestActionBuilder post() {
        return http(API)
                .post("/v1/jobs")
                .header("Content-Type", job.contentType())
                .header("Prefer", "respond-async")
                .header("Idempotency-Key", "#{" + KEY + "}")
                .body(StringBody(job.body()));
    }

    private ChainBuilder create() {
        return steps.step(
                "detached",
                post().check(
                                status().is(202),
                                header("Preference-Applied").is("respond-async"),
                                header("Location").saveAs(JOB),
                                jsonPath("$.kind").is("fetch"),
                                jsonPath("$.name").is("smoke")));
    }

    private ChainBuilder createAgain() {
        return steps.step(
                "the same key again",
                post().check(status().is(202), header("Location").is(session -> session.getString(JOB))));
    }

    private ChainBuilder stream(String name, String which, JobRequest expected) {
        return steps.step(
                name,
                http(API)
                        .get("#{" + which + "}/stream")
                        .check(
                                status().is(200),
                                header("Content-Type").is("application/x-ndjson"),
                                bodyString().saveAs(STREAM + which),
                                Steps.body(
                                        "a whole stream",
                                        (body, session) -> account.faultOfDetached(
                                                expected, body, Timing.since(session.getLong(START))))));
    }

    /// What comes after the first record must be the same as in the whole stream.
    private ChainBuilder rest() {
        return steps.step(
                "stream after a record",
                http(API)
                        .get("#{" + JOB + "}/stream?after=1")
                        .check(status().is(200), Steps.body("the rest", (body, session) -> {
                            String whole = String.valueOf(session.getString(STREAM + JOB));
                            return whole.substring(whole.indexOf('\n') + 1).equals(body)
                                    ? null
                                    : "it is not what follows the first line of the whole stream";
                        })));
    }

    private ChainBuilder events() {
        return steps.step(
                "events after a record",
                http(API)
                        .get("#{" + JOB + "}/stream")
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", "2")
                        .check(
                                status().is(200),
                                header("Content-Type").is("text/event-stream"),
                                Steps.body("the events", DetachedChains::faultOfEvents)));
    }

    private static @Nullable String faultOfEvents(String body) {
        List<String> ids = body.lines().filter(line -> line.startsWith("id:")).toList();
        boolean inOrder = ids.equals(List.of("id: 3", "id: 4", "id: 5")) && body.contains("event: end\n");
        return inOrder ? null : "the events are " + ids + "; expected 3 to 5, with the end";
    }

    /// Browsers that read the last event must not come again.
    private ChainBuilder afterTheEnd() {
        return steps.step(
                "events after the end",
                http(API)
                        .get("#{" + JOB + "}/stream")
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", "5")
                        .check(status().is(204)));
    }

    private ChainBuilder view() {
        return steps.step(
                "view",
                http(API)
                        .get("#{" + JOB + "}")
                        .check(
                                status().is(200),
                                jsonPath("$.state").is("ended"),
                                jsonPath("$.outcome").is("completed"),
                                jsonPath("$.counts.ok").ofInt().is(2),
                                jsonPath("$.counts.failed").ofInt().is(1)));
    }

    private ChainBuilder results() {
        return steps.step("results", results("", 3));
    }

    private ChainBuilder failedResults() {
        return steps.step("results that failed", results("?outcome=failed", 1));
    }

    private static HttpRequestActionBuilder results(String query, int count) {
        return http(API)
                .get("#{" + JOB + "}/results" + query)
                .check(status().is(200), Steps.body("the results", body -> {
                    long items = body.lines()
                            .filter(line -> line.contains("\"t\":\"item\""))
                            .count();
                    return items == count ? null : "it has " + items + " items; expected " + count;
                }));
    }

    private ChainBuilder retry() {
        return steps.step(
                "retry",
                http(API)
                        .post("#{" + JOB + "}/retry")
                        .check(status().is(201), header("Location").saveAs(RETRIED)));
    }

    private ChainBuilder forget(String name, String which) {
        return steps.step(name, http(API).delete("#{" + which + "}").check(status().is(204)));
    }

    private ChainBuilder gone() {
        return steps.step(
                "404 forgotten",
                http(API)
                        .get("#{" + JOB + "}")
                        .check(status().is(404), jsonPath("$.type").is("/problems/not-found")));
    }
}
