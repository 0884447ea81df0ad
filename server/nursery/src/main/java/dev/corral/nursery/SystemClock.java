package dev.corral.nursery;

import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// [System#nanoTime] and one daemon thread for timers, which leaves when it has had nothing to do for a
/// while.
final class SystemClock implements Clock {
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor timers;

    SystemClock() {
        timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("corral-timer").factory());
        timers.setRemoveOnCancelPolicy(true);
        timers.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        timers.allowCoreThreadTimeOut(true);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer schedule(long atNanos, Runnable action) {
        long delayNanos = Math.max(0, atNanos - System.nanoTime());
        var scheduled = (RunnableScheduledFuture<?>) timers.schedule(action, delayNanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }
}
