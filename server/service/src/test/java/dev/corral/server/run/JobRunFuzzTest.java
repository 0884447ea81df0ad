package dev.corral.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.corral.nursery.CancelScope;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import dev.corral.server.Records;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import dev.corral.server.stream.RecordSink.ReaderGone;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Jobs of every make, ended in every way at every moment: the account is always right.
final class JobRunFuzzTest {
    private static final int SEEDS = 250;

    @Test
    void theAccountIsRightHoweverTheJobEnds() throws InterruptedException {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                runOne(new Random(seed));
            } catch (AssertionError | IOException | NurseryFailed e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void runOne(Random random) throws NurseryFailed, InterruptedException, IOException {
        int items = random.nextInt(80);
        long[] millis = random.longs(items, 0, 40).toArray();
        boolean[] fails = new boolean[items];
        for (int i = 0; i < items; i++) {
            fails[i] = random.nextInt(12) == 0;
        }
        boolean lingers = random.nextInt(4) == 0;
        FakeKind kind = new FakeKind((item, context) -> {
            try {
                Task.sleep(Duration.ofMillis(millis[item.index()]));
            } catch (InterruptedException e) {
                if (!lingers) {
                    throw e;
                }
                CancelScope.shielded(scope -> Task.sleep(Duration.ofMillis(7)));
                if (item.index() % 2 == 0) {
                    throw e;
                }
            }
            return fails[item.index()] ? Outcome.FAILED : Outcome.OK;
        });
        int leavesAfter = random.nextInt(4) == 0 ? random.nextInt(items + 2) : Integer.MAX_VALUE;
        long writeMillis = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
        int atOnce = random.nextInt(4);
        FakeSink sink = new FakeSink(
                written -> {
                    Task.sleep(Duration.ofMillis(writeMillis));
                    if (written >= leavesAfter) {
                        throw random.nextBoolean() ? ReaderGone.left() : ReaderGone.stalled();
                    }
                },
                written -> written < leavesAfter && random.nextInt(3) < atOnce);
        TestJob job = TestJob.of(TestJob.items(items) + options(random), kind, sink);
        check(run(job, random), job, leavesAfter == Integer.MAX_VALUE);
    }

    private static String options(Random random) {
        String[] policies = {"'collect'", "'fail_fast'", "'tolerate','max_failed':2"};
        return ",'concurrency':{'max':" + (1 + random.nextInt(8)) + ",'per_host':" + (1 + random.nextInt(3)) + "}"
                + ",'failure':{'policy':" + policies[random.nextInt(3)] + "},'buffer':" + random.nextInt(3)
                + (random.nextInt(3) == 0 ? ",'deadline_ms':" + (1 + random.nextInt(150)) : "");
    }

    private static JobRecord.End run(TestJob job, Random random) throws NurseryFailed, InterruptedException {
        long stopMillis = random.nextInt(3) == 0 ? random.nextInt(150) : -1;
        JobRecord.End[] end = new JobRecord.End[1];
        job.time().run(() -> {
            Nursery.open(nursery -> {
                Task<Void> stopper = nursery.start(() -> {
                    if (stopMillis >= 0) {
                        Task.sleep(Duration.ofMillis(stopMillis));
                        job.run().shutdown();
                    }
                });
                end[0] = job.run().run();
                stopper.cancel("the job is over");
            });
            return true;
        });
        return end[0];
    }

    private static void check(JobRecord.End end, TestJob job, boolean readToTheEnd) throws IOException {
        Counts counts = end.counts();
        assertThat(counts.done()).isEqualTo(counts.total());
        assertThat(job.kind().ended()).isEqualTo(job.kind().begun());
        assertThat(counts.ok() + counts.failed() + counts.cancelled())
                .isGreaterThanOrEqualTo(job.kind().begun().size());
        if (readToTheEnd) {
            checkStream(job);
        }
    }

    private static void checkStream(TestJob job) throws IOException {
        Records records = job.sink().records();
        for (JsonNode range : records.ofType("not_started")) {
            for (int i = range.path("from_index").asInt();
                    i <= range.path("to_index").asInt();
                    i++) {
                assertThat(job.kind().begun()).doesNotContain(i);
            }
        }
        for (JsonNode item : records.items()) {
            String outcome = item.path("outcome").asText();
            if (outcome.equals("ok") || outcome.equals("failed")) {
                assertThat(job.kind().begun()).contains(item.path("index").asInt());
            }
        }
    }
}
