package dev.corral.server.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a job's records go. Used by one task at a time.
public interface RecordSink {
    /// Takes records, in order, and waits while the reader does not keep up. A checkpoint.
    ///
    /// @throws ReaderGone if nobody will read any more
    void write(List<JobRecord> records) throws ReaderGone, InterruptedException;

    /// Makes a record ready to be written when its turn comes, which any number of tasks may do at once; null for one
    /// that goes with others.
    default @Nullable Ready ready(JobRecord each) {
        return null;
    }

    /// How many records may wait for it, at least: a sink that takes them in groups wants more than come one by
    /// one.
    default int ahead() {
        return 0;
    }

    /// A record that only its turn is needed for.
    @FunctionalInterface
    interface Ready {
        /// Writes it, after all that were written before, if that needs no waiting; else false, and nothing changes.
        /// Quick. A use of the sink, as [#write] is.
        boolean tryWrite();
    }

    /// Nobody reads this stream any more.
    final class ReaderGone extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean stalled;

        private ReaderGone(String message, boolean stalled) {
            super(message);
            this.stalled = stalled;
        }

        /// The reader has closed its connection.
        public static ReaderGone left() {
            return new ReaderGone("the reader has left", false);
        }

        /// The reader is there, and has read nothing for longer than it may.
        public static ReaderGone stalled() {
            return new ReaderGone("the reader has stopped reading", true);
        }

        public boolean isStalled() {
            return stalled;
        }
    }
}
