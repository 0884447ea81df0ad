package dev.corral.server.cli.local;

import dev.corral.server.cli.progress.Figures;
import dev.corral.server.cli.progress.Progress;
import dev.corral.server.cli.progress.Total;
import dev.corral.server.job.JobKind;
import dev.corral.server.run.JobHost;
import dev.corral.server.run.JobRun;
import dev.corral.server.run.JobStatus;
import dev.corral.server.stream.Counts;
import dev.corral.server.stream.JobRecord;
import java.time.Duration;
import java.time.Instant;

/// How far a job in this process is: items of fetches, entries of listings.
final class LocalProgress {
    private final LocalPlan plan;
    private final JobRun run;
    private final Account account;
    private final Underway underway;
    private final JobHost host;
    private final long startNanos;

    LocalProgress(LocalPlan plan, JobRun run, Account account, Underway underway, JobHost host) {
        this.plan = plan;
        this.run = run;
        this.account = account;
        this.underway = underway;
        this.host = host;
        this.startNanos = host.clock().nanoTime();
    }

    /// Any thread may ask.
    Progress now() {
        Duration elapsed = Duration.ofNanos(host.clock().nanoTime() - startNanos);
        if (plan.document().kind() == JobKind.LIST) {
            return new Progress(account.entries(), Total.UNKNOWN, account.unreadable(), elapsed, "");
        }
        JobStatus status = run.status();
        Counts counts = status.counts();
        return new Progress(counts.done(), total(status), counts.failed(), elapsed, run.isEnding() ? "" : waitingFor());
    }

    private String waitingFor() {
        Instant now = host.wall().instant();
        for (JobRecord.Waiting each : account.held()) {
            if (each.until().isAfter(now)) {
                Duration rest = Duration.between(now, each.until());
                return each.host() + " (" + each.why() + ", " + Figures.rough(rest) + " more)";
            }
        }
        return underway.longest();
    }

    private Total total(JobStatus status) {
        Long counted = status.total();
        if (counted != null) {
            return Total.of(counted);
        }
        long estimate = plan.estimate().getAsLong();
        return estimate < 0
                ? Total.UNKNOWN
                : Total.about(Math.max(estimate, status.counts().done()));
    }
}
