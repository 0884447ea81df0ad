package dev.corral.server.metrics;

import dev.corral.nursery.TaskTree;
import dev.corral.nursery.WaitKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// The tree of tasks, as far as it is of jobs: counted when somebody looks, at the cost of a snapshot.
final class TreeMeters {
    /// @param root name of the nurseries that jobs live in
    static void show(MeterRegistry registry, String root, Supplier<TaskTree> tree) {
        Recent<TreeSums> sums = new Recent<>(registry.config().clock(), () -> TreeSums.of(tree.get(), root));
        gauge(
                registry,
                "corral.nurseries.open",
                "Nurseries of jobs that are open; 0 when corral_job_places_used is",
                sums,
                TreeSums::nurseries);
        gauge(
                registry,
                "corral.tree.depth",
                "Nurseries of jobs inside each other, at the deepest place; 0 when corral_job_places_used is",
                sums,
                TreeSums::depth);
        for (WaitKind kind : WaitKind.values()) {
            Gauge.builder("corral.tasks.waiting", sums, now -> now.get().waiting(kind))
                    .description("Tasks of jobs that wait now, by what for. future is mostly origins; limiter: see"
                            + " corral_limiter_waiting; GET /v1/tree names each of them")
                    .tag("on", kind.label())
                    .strongReference(true)
                    .register(registry);
        }
    }

    private TreeMeters() {}

    private static void gauge(
            MeterRegistry registry,
            String name,
            String description,
            Recent<TreeSums> sums,
            ToDoubleFunction<TreeSums> value) {
        Gauge.builder(name, sums, now -> value.applyAsDouble(now.get()))
                .description(description)
                .strongReference(true)
                .register(registry);
    }
}
