package dev.corral.loadtest.run;

import dev.corral.loadtest.live.Busiest;
import dev.corral.loadtest.live.Exporter;
import dev.corral.loadtest.live.HistogramLog;
import dev.corral.loadtest.live.Processor;
import dev.corral.loadtest.live.Sampler;
import dev.corral.loadtest.measure.Book;
import dev.corral.loadtest.measure.Samples;
import dev.corral.loadtest.settings.Load;
import dev.corral.loadtest.settings.Plan;
import dev.corral.loadtest.settings.Settings;
import dev.corral.loadtest.settings.Target;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobCall;
import dev.corral.loadtest.side.Management;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an act works with. Thread-safe.
public final class Run implements AutoCloseable {
    /// The phase that is not measured.
    public static final String WARM_UP = Schedule.WARM_UP;

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final Settings settings;
    private final Plan plan;
    private final Samples samples = new Samples();
    private final Book book = new Book();
    private final Crew crew = new Crew();
    private final Management management = new Management();
    private final JobCall calls;
    private final Features features;
    private final RigClient rig;
    private final Account account;
    private final Sampler sampler;
    private final Exporter exporter;
    private volatile @Nullable String stop;
    private final double ownBefore = Processor.ownSeconds();
    private final long startNanos = System.nanoTime();

    public Run(Settings settings) throws IOException {
        this.settings = settings;
        this.plan = settings.plan();
        Target target = settings.target();
        calls = new JobCall(target.service(), IDLE);
        rig = new RigClient(management, target.rig());
        account = new Account(samples, book, target, management);
        features = new Features(management, target, book, account);
        sampler = new Sampler(
                book,
                samples,
                new Sampler.Watched(target, plan.objectives(), account::outstanding),
                new HistogramLog(settings.results()));
        exporter = new Exporter(settings.scenario(), book, settings.metricsPort());
        IO.println("progress: the generator's metrics are at " + exporter.url());
    }

    public Settings settings() {
        return settings;
    }

    public Target target() {
        return settings.target();
    }

    public Load load() {
        return plan.load();
    }

    public Plan plan() {
        return plan;
    }

    public Samples samples() {
        return samples;
    }

    public Book book() {
        return book;
    }

    public Crew crew() {
        return crew;
    }

    public Management management() {
        return management;
    }

    public JobCall calls() {
        return calls;
    }

    public Features features() {
        return features;
    }

    /// What stops and starts the service.
    public RigClient rig() {
        return rig;
    }

    public Account account() {
        return account;
    }

    /// Jobs against this run's origin.
    public Jobs jobs() {
        return new Jobs(target());
    }

    /// Ends the pressing before its time.
    public void stop(String why) {
        stop = why;
    }

    /// Why the run should end before its time; null while it should not.
    public @Nullable String stopped() {
        String own = stop;
        return own == null ? sampler.stopped() : own;
    }

    /// The generator's processor time as a share of all cores since the run began.
    double ownShare() {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return (Processor.ownSeconds() - ownBefore) / seconds / Processor.cores();
    }

    /// The same in the worst seconds after the warm-up.
    double busiestShare() {
        return Busiest.share(book.rows(), book.marks(), Processor.cores());
    }

    @Override
    public void close() {
        crew.close();
        sampler.close();
        exporter.close();
        management.close();
    }
}
