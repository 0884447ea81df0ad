package dev.corral.bench;

/// Measures one contender at one thing, in a JVM of its own.
sealed interface Probe permits TimeProbe, MemoryProbe {
    /// What the number is, such as `ns/op`.
    String unit();

    /// Starts a JVM, and gives the number when it has ended.
    ///
    /// @throws IllegalStateException if that failed; what is measured is checked to be right
    double measure(Effort effort) throws InterruptedException;
}
