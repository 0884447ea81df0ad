package dev.corral.bench.contender;

/// Opens a scope, starts children that give a number each, leaves when all have ended, and adds the numbers
/// up; then again.
public interface Spawner {
    /// Child number `i` of each round, counted from 0, gives `i`.
    ///
    /// @return the sum over all children of all rounds
    long spawnAndJoin(int children, int rounds) throws Exception;
}
