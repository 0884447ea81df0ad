package dev.corral.loadtest.act;

import dev.corral.loadtest.measure.Exposition;
import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.run.Act;
import dev.corral.loadtest.run.Jobs;
import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/// Scenario 7: fast readers alone, then beside slow and stalled ones, in the order A B B A.
///
/// Results are well above 5 MB a job, since less would hide in socket buffers.
public final class SlowReaders implements Act {
    private static final String ALONE = "alone";
    private static final String BESIDE = "beside";
    private static final double MIB = 1 << 20;

    private final Run run;
    private final Duration step;
    private final JobOrder order;

    public SlowReaders(Run run) {
        this.run = run;
        this.step = run.load().duration("step");
        this.order = Jobs.fetch(
                "\"defaults\":{\"capture\":\"base64\"}," + Jobs.concurrency(4),
                run.jobs().same(run.load().whole("items"), "/bytes?n=262144"));
    }

    @Override
    public void script() throws IOException, InterruptedException {
        if (!run.features().capture()) {
            return;
        }
        phase("warm-up", false);
        Exposition before = metrics();
        List<Double> aloneHeap = new ArrayList<>();
        List<Double> besideHeap = new ArrayList<>();
        aloneHeap.add(phase(ALONE, false));
        besideHeap.add(phase(BESIDE, true));
        besideHeap.add(phase(BESIDE, true));
        aloneHeap.add(phase(ALONE, false));
        run.book().figure("fast_p95_ratio", ratio(95));
        run.book().figure("fast_p99_ratio", ratio(99));
        double lazy = run.load().number("slow") + run.load().number("stalled");
        run.book().figure("heap_mib_per_lazy_reader", (mean(besideHeap) - mean(aloneHeap)) / lazy);
        // What they hold must not add up: those of the first time have left or were ended.
        run.book().figure("heap_ratio_second_to_first", besideHeap.getLast() / besideHeap.getFirst());
        run.book().figure("heap_after_gc_mib.alone", mean(aloneHeap));
        run.book().figure("heap_after_gc_mib.beside", mean(besideHeap));
        double ended = stalledClients(metrics()) - stalledClients(before);
        double stalled = 2.0 * run.load().whole("stalled");
        run.book().figure("stalled_ended_share", ended / stalled);
        run.book().figure("slow_taken_for_stalled", Math.max(0, ended - stalled));
    }

    private double ratio(double percentile) {
        return run.samples().millisAt(Samples.JOB_TOTAL + "@" + BESIDE, percentile)
                / run.samples().millisAt(Samples.JOB_TOTAL + "@" + ALONE, percentile);
    }

    private Exposition metrics() throws IOException, InterruptedException {
        return run.management().metrics(run.target().management());
    }

    private static double stalledClients(Exposition metrics) {
        return metrics.sum("corral_jobs_total", "outcome=\"stalled_client\"");
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /// One phase, and what the heap held after a collection near its end.
    private double phase(String name, boolean crowded) throws IOException, InterruptedException {
        run.book().phase(name);
        long end = System.nanoTime() + step.toNanos();
        List<Future<?>> readers = new ArrayList<>();
        if (crowded) {
            for (int i = 0; i < run.load().whole("slow"); i++) {
                readers.add(run.crew().start(() -> new LazyReader(run, order).slowly(10_000)));
            }
            for (int i = 0; i < run.load().whole("stalled"); i++) {
                readers.add(run.crew().start(() -> new LazyReader(run, order).notAtAll()));
            }
        }
        for (int i = 0; i < run.load().whole("fast"); i++) {
            readers.add(run.crew().start(() -> read(name, end)));
        }
        Crew.pause(step.multipliedBy(7).dividedBy(10));
        if (run.rig().isThere()) {
            run.rig().collect();
        }
        double heap = metrics().sum("jvm_memory_used_bytes", "area=\"heap\"") / MIB;
        for (Future<?> reader : readers) {
            Crew.result(reader, Duration.ofSeconds(60));
        }
        return heap;
    }

    private SlowReaders read(String name, long end) {
        while (System.nanoTime() - end < 0) {
            var reply = run.calls().run(order);
            var _ = run.account().take(name, reply);
        }
        return this;
    }
}
