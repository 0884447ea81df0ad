package dev.corral.server.job;

/// The files on the server that may hold a job's items. Thread-safe.
@FunctionalInterface
public interface InputFiles {
    /// For who has none.
    InputFiles NONE = file -> new Found.Refused("root", "unknown_root", "is no root: there are none here");

    /// Looks for a file. A checkpoint.
    Found find(InputFile file) throws InterruptedException;

    /// What came of it.
    sealed interface Found {
        /// The file is there.
        ///
        /// @param upload its bytes, read as they are asked for
        record There(Upload upload) implements Found {}

        /// The file is not read.
        ///
        /// @param member the member that is at fault: `root`, `path` or `path_uri`
        record Refused(String member, String code, String detail) implements Found {}
    }
}
