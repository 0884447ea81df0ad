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

    /// What went through a pipeline.
    ///
    /// @param mostQueued the most values that lay in the channel at once
    /// @param producersWaitedSeconds time that producers spent sending, summed over them
    /// @param consumersWaitedSeconds time that consumers spent receiving, summed over them
    record Piped(
            long produced, long consumed, int mostQueued, double producersWaitedSeconds, double consumersWaitedSeconds)
            implements ItemDetail {}

    /// When what happened in the last attempt, in milliseconds; a phase that did not happen is -1 and not
    /// told. Where redirects were followed, the phases are those of the last request, and the total is that
    /// of all.
    ///
    /// @param queued from the item's reading to its first start
    /// @param dns the look-up of the name
    /// @param connect until a connection stood: a new one, TLS included, or one that was kept, which is mostly 0
    /// @param firstByte from the request to the head of the answer
    /// @param total from the attempt's start to its end
    record Timing(long queued, long dns, long connect, long firstByte, long total) {}
}
