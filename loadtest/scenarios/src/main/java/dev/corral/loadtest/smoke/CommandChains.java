package dev.corral.loadtest.smoke;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.settings.Target;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.Collections;

/// A job that would run for long, told what to do: looked at, paused, found among the paused, resumed, cancelled.
final class CommandChains {
    private static final String API = "api";
    private static final String JOB = "long job";
    private static final String START = "long since";
    private static final int ITEMS = 50;

    private final JobRequest job;
    private final Account account;
    private final Steps steps;

    CommandChains(Target target, Account account, Steps steps) {
        this.job = JobRequest.json(
                "long job",
                """
                {"kind": "fetch", "concurrency": {"max": 2}}\
                """,
                Collections.nCopies(ITEMS, target.origin() + "/stall?at=start"),
                Expected.ended("cancelled", "client").items("ok", 0).items("failed", 0));
        this.account = account;
        this.steps = steps;
    }

    ChainBuilder all() {
        return exec(session -> session.set(START, System.nanoTime()))
                .exec(
                        create(),
                        command("pause", "paused"),
                        listed(),
                        command("resume", "running"),
                        tree(),
                        drawnTree(),
                        cancel(),
                        stream(),
                        wrongState("409 pause what is over", "pause"),
                        steps.step(
                                "forget the cancelled",
                                http(API).delete("#{" + JOB + "}").check(status().is(204))));
    }

    private ChainBuilder create() {
        return steps.step(
                "long job",
                http(API)
                        .post("/v1/jobs")
                        .header("Content-Type", job.contentType())
                        .header("Prefer", "respond-async")
                        .body(StringBody(job.body()))
                        .check(status().is(202), header("Location").saveAs(JOB)));
    }

    private ChainBuilder command(String name, String state) {
        return steps.step(
                name,
                http(API)
                        .post("#{" + JOB + "}/" + name)
                        .check(status().is(200), jsonPath("$.state").is(state)));
    }

    private ChainBuilder listed() {
        return steps.step(
                "list",
                http(API)
                        .get("/v1/jobs?state=paused&limit=1000")
                        .check(status().is(200), Steps.body("the job among them", (body, session) -> {
                            String path = String.valueOf(session.getString(JOB));
                            String id = path.substring(path.lastIndexOf('/') + 1);
                            return body.contains("\"" + id + "\"") ? null : id + " is not in the list";
                        })));
    }

    private ChainBuilder tree() {
        return steps.step(
                "tree",
                http(API)
                        .get("#{" + JOB + "}/tree")
                        .check(
                                status().is(200),
                                jsonPath("$.nurseries[*].name").exists(),
                                jsonPath("$..tasks[*].state").exists()));
    }

    private ChainBuilder drawnTree() {
        return steps.step(
                "tree, drawn",
                http(API)
                        .get("#{" + JOB + "}/tree")
                        .header("Accept", "text/plain")
                        .check(status().is(200), Steps.having("nursery")));
    }

    private ChainBuilder cancel() {
        return steps.step(
                "cancel",
                http(API)
                        .post("#{" + JOB + "}/cancel")
                        .header("Prefer", "wait=10")
                        .check(
                                status().is(200),
                                jsonPath("$.state").is("ended"),
                                jsonPath("$.outcome").is("cancelled")));
    }

    private ChainBuilder stream() {
        return steps.step(
                "stream of the cancelled",
                http(API)
                        .get("#{" + JOB + "}/stream")
                        .check(
                                status().is(200),
                                Steps.body(
                                        "a whole stream",
                                        (body, session) -> account.faultOfDetached(
                                                job, body, Timing.since(session.getLong(START))))));
    }

    private ChainBuilder wrongState(String name, String command) {
        return steps.step(
                name,
                http(API)
                        .post("#{" + JOB + "}/" + command)
                        .check(
                                status().is(409),
                                header("Content-Type").is("application/problem+json"),
                                jsonPath("$.status").ofInt().is(409)));
    }
}
