package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.testing.VirtualTime;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobReader;
import dev.corral.server.job.Read;
import dev.corral.server.job.ReadLimits;
import dev.corral.server.metrics.ServiceMetrics;
import dev.corral.server.stream.JobRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A job on virtual time, with a kind and a reader of the test's own.
record TestJob(VirtualTime time, FakeKind kind, FakeSink sink, JobRun run, MeterRegistry meters) {
    /// Items `http://a-0`, `http://b-1`, `http://c-2`, `http://a-3`, and so on.
    static String items(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "'http://" + "abc".charAt(i % 3) + "-" + i + "'")
                .collect(Collectors.joining(",", "'items':[", "]"));
    }

    /// @param json members of the job document, items among them; single quotes stand for double ones
    static TestJob of(String json, FakeKind kind, FakeSink sink) {
        VirtualTime time = VirtualTime.autoJump();
        Read read = read(("{'kind':'fetch'," + json + "}").replace('\'', '"'));
        assertThat(read).isInstanceOf(Read.Accepted.class);
        Read.Accepted accepted = (Read.Accepted) read;
        MeterRegistry meters = new SimpleMeterRegistry();
        JobHost host = new JobHost(time.clock(), InstantSource.fixed(Instant.EPOCH), new ServiceMetrics(meters));
        JobSetup setup = JobSetup.passing("j_test", accepted.document(), accepted.items(), kind, sink);
        return new TestJob(time, kind, sink, new JobRun(setup, host), meters);
    }

    private static Read read(String json) {
        try {
            return new JobReader(ReadLimits.DEFAULT, ItemCheck.NONE).readJson(json.getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new AssertionError("nothing had to be waited for", e);
        }
    }

    static TestJob of(String json, FakeKind.Body body) {
        return of(json, new FakeKind(body), new FakeSink(FakeSink.Pace.AT_ONCE));
    }

    /// Runs the job alone.
    JobRecord.End toEnd() throws NurseryFailed, InterruptedException {
        return time.run(run::run);
    }
}
