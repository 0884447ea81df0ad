package dev.corral.server.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.netty.util.internal.PlatformDependent;

/// The meters of the process that a service runs in: memory, collector, threads, processor, files, uptime.
///
/// The meters of the collector listen to the JVM, which would keep the registry alive: [#close] ends that.
public final class ProcessMetrics implements AutoCloseable {
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final JvmHeapPressureMetrics pressure = new JvmHeapPressureMetrics();

    private ProcessMetrics() {}

    /// Registers all of them.
    public static ProcessMetrics bindTo(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        ProcessMetrics process = new ProcessMetrics();
        process.collector.bindTo(registry);
        process.pressure.bindTo(registry);
        directMemory(registry);
        return process;
    }

    private static void directMemory(MeterRegistry registry) {
        Gauge.builder("corral.direct.memory", PlatformDependent::usedDirectMemory)
                .description("Memory outside the heap that buffers of connections use, in bytes. Grows with connections"
                        + " and goes down with them")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder("corral.direct.memory.limit", PlatformDependent::maxDirectMemory)
                .description("Memory outside the heap that such buffers may use, in bytes: -XX:MaxDirectMemorySize")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void close() {
        pressure.close();
        collector.close();
    }
}
