package dev.corral.bench.contender;

/// Who can have tasks wait, and cancel them.
public enum WaitContender {
    CORRAL,
    JOX,
    STRUCTURED_TASK_SCOPE,
    VIRTUAL_THREADS,
    KOTLIN,
    KOTLIN_ONE_THREAD;

    public Waiters create() {
        return switch (this) {
            case CORRAL -> new CorralWaiters();
            case JOX -> new JoxWaiters();
            case STRUCTURED_TASK_SCOPE -> new TaskScopeWaiters();
            case VIRTUAL_THREADS -> new ThreadWaiters();
            case KOTLIN -> new KotlinWaiters(Coroutines.DEFAULT);
            case KOTLIN_ONE_THREAD -> new KotlinWaiters(Coroutines.ONE_THREAD);
        };
    }
}
