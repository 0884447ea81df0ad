package dev.corral.loadtest.live;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Processor time of this process, and of another one of this machine.
public final class Processor {
    private static final String CHILD = "corral.child.";

    private Processor() {}

    /// In seconds.
    public static double ownSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    public static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    /// In seconds, of a child of the driver; not a number when it is not known.
    public static double secondsOf(String child) {
        Long id = Long.getLong(CHILD + child);
        return id == null
                ? Double.NaN
                : ProcessHandle.of(id)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .map(Duration::toNanos)
                        .map(nanos -> nanos / 1e9)
                        .orElse(Double.NaN);
    }
}
