package dev.corral.loadtest.smoke;

import dev.corral.loadtest.settings.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Each way to hand in a job, and each outcome that can be brought about.
final class SmokeJobs {
    private static final int MANY = 20;

    private final Target target;

    SmokeJobs(Target target) {
        this.target = target;
    }

    List<JobRequest> all() {
        List<JobRequest> jobs = new ArrayList<>(List.of(
                json(), text(), ndjson(), empty(), badStatus(), timeouts(), refusedItems(), failFast(), deadline()));
        if (target.root() != null) {
            jobs.add(list(target.root()));
        }
        return jobs;
    }

    private String at(String pathAndQuery) {
        return target.origin() + pathAndQuery;
    }

    private JobRequest json() {
        List<String> urls = new ArrayList<>(Collections.nCopies(MANY, at("/bytes?n=1000")));
        urls.addAll(Collections.nCopies(MANY, at("/delay?ms=5&dist=lognormal")));
        return JobRequest.json("json", """
            {"kind": "fetch", "name": "smoke", "concurrency": {"max": 8}, "defaults": {"capture": "sha256"}}\
            """, urls, Expected.completed().items("ok", 2 * MANY));
    }

    private JobRequest text() {
        return JobRequest.text(
                "text",
                "?kind=fetch&concurrency=4&deadline_ms=30000",
                Collections.nCopies(MANY, at("/bytes?n=100")),
                Expected.completed().items("ok", MANY));
    }

    private JobRequest ndjson() {
        return JobRequest.ndjson(
                "ndjson",
                """
                {"kind": "fetch", "buffer": 16}\
                """,
                Collections.nCopies(MANY, at("/bytes?n=10")),
                Expected.completed().items("ok", MANY));
    }

    private JobRequest empty() {
        return JobRequest.json("no items", """
            {"kind": "fetch", "items": []}\
            """, List.of(), Expected.completed().items("total", 0));
    }

    private JobRequest badStatus() {
        return JobRequest.json(
                "bad status",
                """
                {"kind": "fetch", "failure": {"policy": "collect"}}\
                """,
                List.of(at("/status?mix=500"), at("/status?mix=404"), at("/status?mix=200"), at("/status?mix=429")),
                Expected.completed().items("ok", 1).errors("status", 2).errors("throttled", 1));
    }

    private JobRequest timeouts() {
        return JobRequest.json(
                "timeout",
                """
                {"kind": "fetch", "defaults": {"timeout_ms": 100}}\
                """,
                List.of(at("/stall?at=start"), at("/stall?at=body")),
                Expected.completed().errors("timeout_total", 2));
    }

    private JobRequest refusedItems() {
        return JobRequest.text(
                "refused items",
                "?kind=fetch",
                List.of("http://10.0.0.1/", at("/bytes?n=1"), "nonsense"),
                Expected.completed().items("ok", 1).errors("host_denied", 1).errors("invalid", 1));
    }

    /// The first item fails while the second hangs; the others must never start.
    private JobRequest failFast() {
        List<String> urls = new ArrayList<>(List.of(at("/status?mix=500"), at("/stall?at=start")));
        urls.addAll(Collections.nCopies(MANY, at("/stall?at=start")));
        return JobRequest.json(
                "fail fast",
                """
                {"kind": "fetch", "failure": {"policy": "fail_fast"}, "concurrency": {"max": 2}}\
                """,
                urls,
                Expected.ended("failed", "#0").items("failed", 1).items("ok", 0));
    }

    private JobRequest deadline() {
        return JobRequest.json(
                "deadline",
                """
                {"kind": "fetch", "deadline_ms": 100, "concurrency": {"max": 2}}\
                """,
                Collections.nCopies(MANY, at("/stall?at=start")),
                Expected.ended("deadline", "deadline").items("cancelled", 2).items("not_started", MANY - 2));
    }

    private static JobRequest list(String root) {
        return JobRequest.list(
                "list", """
                    {"kind": "list", "items": [{"root": "%1$s", "glob": "**/*.md"},
                                               {"root": "%1$s", "path": "there/is/no/such/folder"}]}\
                    """.formatted(root), Expected.completed().items("ok", 1).errors("not_found", 1));
    }
}
