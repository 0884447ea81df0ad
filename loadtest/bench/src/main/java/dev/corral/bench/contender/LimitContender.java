package dev.corral.bench.contender;

/// Who can limit how many do something at once.
public enum LimitContender {
    CORRAL,
    KOTLIN,
    KOTLIN_ONE_THREAD,
    FAIR_SEMAPHORE,
    UNFAIR_SEMAPHORE;

    public Turnstile create() {
        return switch (this) {
            case CORRAL -> new CorralTurnstile();
            case KOTLIN -> new KotlinTurnstile(Coroutines.DEFAULT);
            case KOTLIN_ONE_THREAD -> new KotlinTurnstile(Coroutines.ONE_THREAD);
            case FAIR_SEMAPHORE -> new SemaphoreTurnstile(true);
            case UNFAIR_SEMAPHORE -> new SemaphoreTurnstile(false);
        };
    }
}
