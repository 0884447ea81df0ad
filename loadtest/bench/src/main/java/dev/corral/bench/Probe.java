package dev.corral.bench;

/// Measures one contender at one thing, in a JVM of its own.
interface Probe {
    /// What the value is, such as `ns/op`.
    String unit();

    /// Starts a JVM, and gives its sample when it has ended.
    ///
    /// @throws IllegalStateException if that failed; what is measured is checked to be right
    Sample measure(Effort effort) throws InterruptedException;
}
