package dev.corral.bench.contender;

/// Who can start children and wait for them.
public enum SpawnContender {
    CORRAL,
    JOX,
    STRUCTURED_TASK_SCOPE,
    VIRTUAL_THREADS,
    KOTLIN,
    KOTLIN_ONE_THREAD;

    public Spawner create() {
        return switch (this) {
            case CORRAL -> new CorralSpawner();
            case JOX -> new JoxSpawner();
            case STRUCTURED_TASK_SCOPE -> new TaskScopeSpawner();
            case VIRTUAL_THREADS -> new ThreadSpawner();
            case KOTLIN -> new KotlinSpawner(Coroutines.DEFAULT);
            case KOTLIN_ONE_THREAD -> new KotlinSpawner(Coroutines.ONE_THREAD);
        };
    }
}
