package dev.corral.bench.contender;

/// Tasks that want permits.
///
/// @param tasks how many there are
/// @param permits how many of them may be inside at once
/// @param turns how often each goes inside
public record Crowd(int tasks, int permits, int turns) {
    public long expectedTurns() {
        return (long) tasks * turns;
    }
}
