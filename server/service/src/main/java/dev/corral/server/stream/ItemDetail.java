package dev.corral.server.stream;

import org.jspecify.annotations.Nullable;

/// What an item brought beside its outcome, by kind of job.
public sealed interface ItemDetail {
    /// Nothing, as for an item that never ran.
    record None() implements ItemDetail {}

    /// The answer to a fetch.
    ///
    /// @param finalUrl where the answer came from
    /// @param bytes of the body
    /// @param bytesWire of the body as it was sent
    /// @param sha256 of the body, in hex; null unless asked for
    /// @param text the body as UTF-8; null unless asked for
    /// @param base64 the body; null unless asked for
    record Fetched(
            int status,
            String finalUrl,
            long bytes,
            long bytesWire,
            @Nullable String sha256,
            @Nullable String text,
            @Nullable String base64,
            Timing timing)
            implements ItemDetail {}

    /// Of a fetch that brought no complete answer.
    ///
    /// @param status what the head of the answer said; null if there was none
    record Unfetched(@Nullable Integer status, Timing timing) implements ItemDetail {}

    /// What a listing counted.
    ///
    /// @param entries records told, those with an error included
    /// @param errors those with an error
    record Listed(long entries, long errors) implements ItemDetail {}

    /// When what happened, in milliseconds; a phase that did not happen is -1 and not told.
    ///
    /// @param queued from the item's reading to its start
    /// @param dns the look-up of the name
    /// @param connect until a connection stood, TLS included; not told when one was kept from before
    /// @param firstByte from the request to the head of the answer
    /// @param total from the item's start to its end
    record Timing(long queued, long dns, long connect, long firstByte, long total) {}
}
