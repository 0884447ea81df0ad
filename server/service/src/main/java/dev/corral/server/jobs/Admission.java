package dev.corral.server.jobs;

import dev.corral.server.store.StoreException;

/// Whether a job may come in.
public sealed interface Admission {
    /// It may; the place is given back when the job is over, or turns out to be none.
    record Granted(LiveJobs.Place place) implements Admission {}

    /// The tenant has as many as it may have.
    ///
    /// @param limit name of the limit
    record Quota(String limit, int most) implements Admission {}

    /// The server has as many as it takes.
    ///
    /// @param limit name of the limit
    record Full(String limit, int most) implements Admission {}

    /// It would be stored, and the store takes nothing now.
    record NoStore(StoreException.Kind why) implements Admission {}

    /// The server shuts down.
    record Draining() implements Admission {}
}
