package dev.corral.server.store;

/// Which items of a job another one takes up again.
public enum Retried {
    /// Those that failed, were cancelled or never began.
    NOT_DONE,
    /// Those too of which nobody knows whether they were done: done twice, they may do harm.
    NOT_KNOWN_DONE
}
