package dev.corral.server.metrics;

import dev.corral.nursery.Instrument;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Task;
import dev.corral.nursery.WaitKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/// Tasks of jobs: how many there are, and what they waited for. Thread-safe.
final class TaskMeters {
    private final LongAdder started = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final StageWaits waits;

    TaskMeters(MeterRegistry registry) {
        waits = new StageWaits(registry);
        Gauge.builder("corral.tasks.live", this, TaskMeters::live)
                .description("Tasks of jobs that have started and not ended; 0 when corral_job_places_used is. If it is"
                        + " not: a leak, keep what GET /v1/tree says and report it")
                .strongReference(true)
                .register(registry);
        FunctionCounter.builder("corral.tasks.started", started, LongAdder::sum)
                .description("Tasks of jobs that have started")
                .register(registry);
    }

    /// Tasks that have started and not ended.
    double live() {
        // Read in this order, so that a task that ends in between is not counted below zero.
        double over = ended.sum();
        return started.sum() - over;
    }

    /// @param serving name of the nursery of tasks that serve and are no part of a job
    Instrument instrument(String serving) {
        return new Instrument() {
            @Override
            public void taskStarted(Task<?> task) {
                if (isOfJob(task)) {
                    started.increment();
                }
            }

            @Override
            public void taskEnded(Task<?> task) {
                if (isOfJob(task)) {
                    ended.increment();
                }
            }

            private boolean isOfJob(Task<?> task) {
                Nursery nursery = task.nursery();
                return nursery == null || !nursery.name().equals(serving);
            }

            @Override
            public void waited(WaitKind kind, String subject, long nanos) {
                waits.waited(kind, subject, nanos);
            }
        };
    }
}
