package dev.corral.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.server.Api;
import dev.corral.server.Patience;
import dev.corral.server.RawClient;
import dev.corral.server.RawOrigin;
import dev.corral.server.RunningServer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Gauges of jobs that run say which limit their items wait for.
class WhatBindsTest {
    private static String job(RawOrigin origin, int items, String options) {
        return IntStream.range(0, items)
                .mapToObj(i -> "'" + origin.url() + i + "'")
                .collect(Collectors.joining(",", "{'kind':'fetch','items':[", "]," + options + "}"));
    }

    private static void shows(RunningServer server, String series, double value) throws Exception {
        Patience.until(series + " is " + value, () -> server.metric(series) == value);
    }

    private static void showsWaiting(RunningServer server, String limit, double value) throws Exception {
        shows(server, "corral_items_waiting{limit=\"" + limit + "\"}", value);
    }

    @Test
    void perHost() throws Exception {
        try (RawOrigin origin = RawOrigin.silent();
                RunningServer server = RunningServer.fetchingFrom(origin);
                RawClient client = server.client()) {
            client.postJob(job(origin, 10, "'concurrency':{'max':8,'per_host':2}"));
            showsWaiting(server, "host", 8);
            shows(server, "corral_job_permits{limit=\"job\"}", 8);
            shows(server, "corral_job_permits{limit=\"host\"}", 2);
            shows(server, "corral_job_permits_used{limit=\"host\"}", 2);
            shows(server, "corral_hosts_busy", 1);
            shows(server, "corral_hosts_full", 1);
            shows(server, "corral_channel_items{channel=\"ready\"}", 8);
            // The other six workers.
            shows(server, "corral_channel_waiting{channel=\"ready\",side=\"receive\"}", 6);
            assertThat(server.metric("corral_nurseries_open")).isGreaterThanOrEqualTo(3);
            assertThat(server.metric("corral_tree_depth")).isGreaterThanOrEqualTo(3);
            assertThat(server.metric("corral_tasks_waiting{on=\"future\"}")).isGreaterThanOrEqualTo(8);
            client.leave();
            server.awaitIdle();
            for (JobGauge gauge : JobGauge.values()) {
                shows(server, series(gauge), 0);
            }
            shows(server, "corral_nurseries_open", 0);
            shows(server, "corral_tree_depth", 0);
        }
    }

    /// As the service writes it.
    private static String series(JobGauge gauge) {
        String labels = gauge.tags().stream()
                .map(tag -> tag.getKey() + "=\"" + tag.getValue() + "\"")
                .collect(Collectors.joining(","));
        return gauge.family.meter.replace('.', '_') + (labels.isEmpty() ? "" : "{" + labels + "}");
    }

    @Test
    void aPauseWhateverElseWouldBind() throws Exception {
        try (RawOrigin origin = RawOrigin.silent();
                RunningServer server = RunningServer.fetchingFrom(origin);
                Api api = new Api(server.port())) {
            String id = api.detach(job(origin, 10, "'concurrency':{'max':8,'per_host':2}"));
            showsWaiting(server, "host", 8);
            assertThat(api.post("/v1/jobs/" + id + "/pause", "").status()).isEqualTo(200);
            showsWaiting(server, "paused", 8);
            showsWaiting(server, "host", 0);
        }
    }

    @Test
    void theJobsOwnConcurrency() throws Exception {
        try (RawOrigin origin = RawOrigin.silent();
                RunningServer server = RunningServer.fetchingFrom(origin);
                RawClient client = server.client()) {
            client.postJob(job(origin, 10, "'concurrency':{'max':3,'per_host':20}"));
            showsWaiting(server, "job", 7);
            shows(server, "corral_job_permits_used{limit=\"job\"}", 3);
            client.leave();
            server.awaitIdle();
        }
    }

    @Test
    void theRate() throws Exception {
        try (RawOrigin origin = RawOrigin.answering(RawOrigin.ok("x"));
                RunningServer server = RunningServer.fetchingFrom(origin);
                RawClient client = server.client()) {
            client.postJob(job(origin, 5, "'rate':{'per_host_per_s':0.1}"));
            showsWaiting(server, "rate", 4);
            client.leave();
            server.awaitIdle();
        }
    }

    @Test
    void aHostThatAsksToBeLeftAlone() throws Exception {
        String busy = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n";
        try (RawOrigin origin = RawOrigin.answering(busy);
                RunningServer server = RunningServer.fetchingFrom(origin);
                RawClient client = server.client()) {
            client.postJob(job(origin, 5, "'concurrency':{'max':1,'per_host':1}"));
            showsWaiting(server, "retry_after", 1);
            showsWaiting(server, "host", 3);
            showsWaiting(server, "retry", 1);
            client.leave();
            server.awaitIdle();
        }
    }
}
