package dev.corral.loadtest.control;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What the control tells of itself, under the names of the real service.
final class ControlMetrics {
    private ControlMetrics() {}

    static String text(long tasksLive) {
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long nanos =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        return "corral_tasks_live " + tasksLive + "\njvm_memory_used_bytes{area=\"heap\",id=\"all\"} " + heap
                + "\nprocess_cpu_time_ns_total " + nanos + "\njvm_threads_live_threads "
                + ManagementFactory.getThreadMXBean().getThreadCount() + "\n";
    }
}
