package dev.corral.server.run;

import dev.corral.server.job.JobDocument;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.tracing.AttemptTrace;

/// What an item runs in.
///
/// @param document the job's options
/// @param worker number of the worker that runs it, from 0; spreads work over event loops
/// @param queuedMillis how long the item waited for its turn
/// @param share with what weight the job takes part in what the server has
/// @param spending what the job may still make this service send
/// @param trace is told of it
/// @param results takes records that come before the item's own; waits while the reader does not keep up
public record ItemContext(
        JobDocument document,
        int worker,
        long queuedMillis,
        Share share,
        Spending spending,
        AttemptTrace trace,
        Results results) {
    /// Takes records of an item on its way.
    @FunctionalInterface
    public interface Results {
        /// A checkpoint.
        void send(JobRecord each) throws InterruptedException;
    }
}
