package dev.corral.server.jobs;

import dev.corral.nursery.Nursery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bodies of tasks whose nursery keeps a failure to its own end, which may be days away: it is told at once too.
final class ToldTask {
    private static final Logger LOG = LoggerFactory.getLogger(ToldTask.class);

    private ToldTask() {}

    /// @param name of the task, for the log
    /// @param lost what does not happen any more without it
    static Nursery.TaskBody of(String name, String lost, Nursery.TaskBody body) {
        return () -> {
            try {
                body.run();
            } catch (RuntimeException | Error e) {
                LOG.error("the task {} was ended by an error of ours: {}", name, lost, e);
                throw e;
            }
        };
    }
}
