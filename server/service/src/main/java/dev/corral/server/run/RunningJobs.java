package dev.corral.server.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The jobs that run now, and whether more are taken. Thread-safe.
public final class RunningJobs {
    /// Whether a job may come in.
    public enum Admission {
        TAKEN,
        /// As many run as may.
        FULL,
        /// The service shuts down.
        CLOSED
    }

    private final int most;

    @GuardedBy("this")
    private final Map<String, JobRun> running = new HashMap<>();

    @GuardedBy("this")
    private boolean closed;

    /// @param most how many jobs may run at once
    public RunningJobs(int most) {
        this.most = most;
    }

    public synchronized Admission admit(JobRun job) {
        if (closed) {
            return Admission.CLOSED;
        }
        if (running.size() >= most) {
            return Admission.FULL;
        }
        running.put(job.id(), job);
        return Admission.TAKEN;
    }

    public synchronized void over(JobRun job) {
        running.remove(job.id());
    }

    public synchronized int size() {
        return running.size();
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    /// Takes no more jobs.
    public synchronized void close() {
        closed = true;
    }

    /// Cuts all running jobs short; their streams still get an `end`.
    public void stopAll() {
        List<JobRun> stopped;
        synchronized (this) {
            stopped = List.copyOf(running.values());
        }
        stopped.forEach(JobRun::shutdown);
    }
}
