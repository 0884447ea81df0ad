package dev.corral.server.dashboard;

/// What an answer shows. Only the first is what a panel wants under load.
enum Verdict {
    ALIVE,
    ONLY_ZEROS,
    ONLY_NAN,
    /// What Prometheus says of a metric that it does not know, too: a success, and nothing in it.
    NOTHING
}
