package dev.corral.bench.contender;

import java.util.function.Supplier;

/// Starts tasks that wait to receive from a rendezvous channel on which nobody ever sends.
public interface Waiters {
    /// Returns when all tasks are about to wait; no more than one per core has not begun to.
    Waiting start(int tasks, Spread spread) throws Exception;

    /// Tasks that wait.
    interface Waiting {
        /// Cancels them all together, and waits until all have ended.
        ///
        /// @return how many of them saw the cancellation
        long cancel() throws Exception;
    }

    /// Whether each waits on a channel of its own, or all on the same one.
    enum Spread {
        OWN,
        SHARED;

        <C> Supplier<C> channels(Supplier<C> opener) {
            return switch (this) {
                case OWN -> opener;
                case SHARED -> {
                    C only = opener.get();
                    yield () -> only;
                }
            };
        }
    }
}
