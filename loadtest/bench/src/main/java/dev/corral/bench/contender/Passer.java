package dev.corral.bench.contender;

/// Passes items from senders to receivers.
public interface Passer {
    /// Starts all tasks, waits for their end.
    ///
    /// @return the sum of all items, each receiver having added up its own
    long pass(Traffic traffic) throws Exception;
}
