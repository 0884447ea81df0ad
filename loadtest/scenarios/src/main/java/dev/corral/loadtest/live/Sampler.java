package dev.corral.loadtest.live;

import dev.corral.loadtest.measure.Book;
import dev.corral.loadtest.measure.Row;
import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.settings.Limit;
import dev.corral.loadtest.settings.Target;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Writes a row a second: the client's view, the server's, the origin's, and the generator's own state.
///
/// Starts with its making. Thread-safe; the rows are made on a thread of its own.
public final class Sampler implements AutoCloseable {
    private static final long PERIOD_MILLIS = 1000;

    private final Book book;
    private final Samples samples;
    private final HistogramLog log;
    private final EarlyStop earlyStop;
    private final LongSupplier outstanding;
    private final Scrapes scrapes;
    private final Pulse pulse;
    private final Rates rates = new Rates();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sampler").factory());
    private double lastSecond;
    private volatile @Nullable String stopped;

    /// What it looks at besides samples.
    ///
    /// @param limits of which the hard ones may end the run
    /// @param outstanding how many jobs have been sent and not been answered to their end
    public record Watched(Target target, List<Limit> limits, LongSupplier outstanding) {
        public Watched {
            limits = List.copyOf(limits);
        }
    }

    /// @param log where the histograms of each second go
    public Sampler(Book book, Samples samples, Watched watched, HistogramLog log) {
        this.book = book;
        this.samples = samples;
        this.scrapes = new Scrapes(book, watched.target());
        this.log = log;
        this.outstanding = watched.outstanding();
        this.earlyStop = new EarlyStop(watched.limits());
        this.pulse = new Pulse(samples);
        var _ = clock.scheduleAtFixedRate(this::guarded, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void guarded() {
        try {
            look();
        } catch (IOException | RuntimeException e) {
            book.invalid("a second could not be sampled: " + e);
        }
    }

    private synchronized void look() throws IOException {
        double now = book.seconds();
        double seconds = now - lastSecond;
        lastSecond = now;
        Map<String, Double> row = new HashMap<>();
        Map<String, Double> figures = new HashMap<>();
        Map<String, Histogram> intervals = samples.intervals();
        intervals.forEach((name, histogram) -> client(name, histogram, seconds, row, figures));
        log.write(intervals);
        put(row, "generator.cpu_cores", rates.of("own", Processor.ownSeconds(), now));
        put(row, "origin.cpu_cores", rates.of("origin", Processor.secondsOf("origin"), now));
        scrape(row);
        book.row(new Row(now, seconds, row));
        boolean waiting = row.containsKey("server.silent") || outstanding.getAsLong() > 0;
        Limit lost = earlyStop.after(seconds, figures, waiting);
        if (lost != null && stopped == null) {
            stopped = lost + " was lost for " + EarlyStop.SECONDS + " s on end";
            book.fault("stopped early: " + stopped);
        }
    }

    private static void client(
            String name, Histogram histogram, double seconds, Map<String, Double> row, Map<String, Double> figures) {
        if (histogram.getTotalCount() == 0) {
            return;
        }
        row.put("client." + name + ".per_s", histogram.getTotalCount() / seconds);
        for (int percentile : new int[] {50, 95, 99}) {
            double millis = histogram.getValueAtPercentile(percentile) / 1000.0;
            row.put("client." + name + ".p" + percentile + "_ms", millis);
            figures.put(name + ".p" + percentile + "_ms", millis);
        }
    }

    private void scrape(Map<String, Double> row) {
        try {
            scrapes.add(row);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void put(Map<String, Double> row, String name, double value) {
        if (!Double.isNaN(value)) {
            row.put(name, value);
        }
    }

    /// Why the run should end before its time; null while it should not.
    public @Nullable String stopped() {
        return stopped;
    }

    /// Takes the last look.
    @Override
    public void close() {
        clock.shutdownNow();
        pulse.close();
        guarded();
        log.close();
        scrapes.close();
    }
}
