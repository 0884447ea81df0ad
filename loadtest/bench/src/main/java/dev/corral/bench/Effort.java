package dev.corral.bench;

import java.time.Duration;

/// How long and how often each contender is measured. Several short-lived JVMs say more than one that lives
/// long: what the compiler makes of a benchmark differs more between JVMs than within one.
///
/// @param forks JVMs for each contender
/// @param warmUps iterations of each JVM that do not count
/// @param iterations those that do
/// @param iteration how long each takes
record Effort(int forks, int warmUps, int iterations, Duration iteration) {
    static final Effort FULL = new Effort(4, 3, 3, Duration.ofMillis(500));
    static final Effort QUICK = new Effort(1, 2, 2, Duration.ofMillis(250));

    boolean isQuick() {
        return equals(QUICK);
    }
}
