package dev.corral.server.stream;

import java.util.List;

/// Where a job's records go. Used by one task at a time.
public interface RecordSink {
    /// Takes records, in order, and waits while the reader does not keep up. A checkpoint.
    ///
    /// @throws ReaderGone if nobody will read any more
    void write(List<JobRecord> records) throws ReaderGone, InterruptedException;

    /// Takes a record, after all that were written before, if that needs no waiting; else false, and nothing
    /// changes. Quick.
    default boolean tryWrite(JobRecord each) {
        return false;
    }

    /// How many records may wait for it, at least: a sink that takes them in groups wants more than come one by
    /// one.
    default int ahead() {
        return 0;
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
