package dev.corral.loadtest.smoke;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.corral.loadtest.measure.Timing;
import dev.corral.loadtest.settings.Target;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import java.time.Duration;
import java.util.stream.Stream;

/// What virtual users do. A request that fails its checks is a KO and no more: the user goes on with the
/// next.
final class SmokeChains {
    private static final String JOB_TOTAL = "job_total";
    private static final String REJECTED = "rejected";
    private static final String ORIGIN = "origin";
    private static final String START = "start";

    private final Target target;
    private final Account account;
    private final Steps steps;

    SmokeChains(Target target, Account account) {
        this.target = target;
        this.account = account;
        this.steps = new Steps(account);
    }

    /// Once, before the first job: what needs none.
    ChainBuilder before() {
        return exec(steps.step(
                        "mark", http(ORIGIN).post(target.origin() + "/mark").check(status().is(200))))
                .exec(new ServiceChains(target, steps).all())
                .exec(new ValidateChains(target, steps).all())
                .exec(chain(SmokeRefusals.all().stream().map(this::refusal)));
    }

    /// Each job in turn.
    ChainBuilder jobs() {
        return exec(chain(new SmokeJobs(target).all().stream().map(this::job)))
                .exec(new DetachedChains(target, account, steps).all())
                .exec(new CommandChains(target, account, steps).all());
    }

    /// Once, when all users are done: compares accounts.
    ChainBuilder after() {
        return steps.step(
                "seen",
                http(ORIGIN)
                        .get(target.origin() + "/seen")
                        .check(status().is(200), Steps.body("claims", account::faultOfOrigin)));
    }

    private static ChainBuilder chain(Stream<ChainBuilder> steps) {
        return exec(steps.toList());
    }

    private ChainBuilder job(JobRequest job) {
        return exec(session -> session.set(START, System.nanoTime()))
                .exec(steps.step(
                        job.name(),
                        http(JOB_TOTAL)
                                .post("/v1/jobs" + job.query())
                                .header("Content-Type", job.contentType())
                                .body(StringBody(job.body()))
                                .check(
                                        status().is(200),
                                        header("Content-Type").is("application/x-ndjson"),
                                        wholeStream(job))));
    }

    private ChainBuilder refusal(Refusal refusal) {
        return steps.step(
                refusal.name(),
                http(REJECTED)
                        .httpRequest(refusal.method(), refusal.path())
                        .headers(refusal.headers())
                        .body(StringBody(refusal.body()))
                        .check(
                                status().is(refusal.answer().status()),
                                header("Content-Type").is("application/problem+json"),
                                jsonPath("$.type")
                                        .is("/problems/" + refusal.answer().slug()),
                                jsonPath("$.status").ofInt().is(refusal.answer().status()),
                                jsonPath("$.title").exists(),
                                jsonPath("$.request_id").exists(),
                                timing(REJECTED)));
    }

    private CheckBuilder timing(String sample) {
        return responseTimeInMillis().validate(sample, (millis, _) -> {
            account.answered(sample, Duration.ofMillis(millis));
            return millis;
        });
    }

    private CheckBuilder wholeStream(JobRequest job) {
        return Steps.body(
                "a whole stream, as expected",
                (body, session) -> account.faultOf(job, body, Timing.since(session.getLong(START))));
    }
}
