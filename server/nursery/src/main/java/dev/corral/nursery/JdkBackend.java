package dev.corral.nursery;

record JdkBackend(Clock clock) implements Backend {
    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public Thread newThread(String name, Runnable task) {
        return Thread.ofVirtual().name(name).unstarted(task);
    }
}
