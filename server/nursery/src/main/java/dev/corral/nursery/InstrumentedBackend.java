package dev.corral.nursery;

record InstrumentedBackend(Backend backend, Instrument instrument) implements Backend {
    @Override
    public void requireMayWait(String what) {
        backend.requireMayWait(what);
    }

    @Override
    public Runnable admit(Task<?> root) {
        return backend.admit(root);
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public Clock clock() {
        return backend.clock();
    }

    @Override
    public Thread newThread(String name, Runnable task) {
        return backend.newThread(name, task);
    }

    @Override
    public Thread newSpreadThread(String name, Runnable task) {
        return backend.newSpreadThread(name, task);
    }

    @Override
    public void start(Thread thread) {
        backend.start(thread);
    }

    @Override
    public Thread newWorker(String name, Runnable calls) {
        return backend.newWorker(name, calls);
    }

    @Override
    public void ready(Thread thread) {
        backend.ready(thread);
    }

    @Override
    public void giveWay() {
        backend.giveWay();
    }

    @Override
    public int checkpointsPerYield() {
        return backend.checkpointsPerYield();
    }

    @Override
    public Activity activity() {
        return backend.activity();
    }
}
