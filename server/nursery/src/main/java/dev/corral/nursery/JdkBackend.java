package dev.corral.nursery;

import java.util.concurrent.ThreadFactory;

record JdkBackend(Clock clock) implements Backend {
    /// Most tasks have no name: this spares them a builder.
    private static final ThreadFactory UNNAMED = Thread.ofVirtual().factory();

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public Thread newThread(String name, Runnable task) {
        return name.isEmpty()
                ? UNNAMED.newThread(task)
                : Thread.ofVirtual().name(name).unstarted(task);
    }
}
