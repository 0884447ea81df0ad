package dev.corral.nursery;

/// A channel at one moment; the same from every handle.
///
/// @param capacity items that the buffer can hold; 0 is a rendezvous
/// @param used items in the buffer
/// @param peakUsed the most that were in it at once, ever
/// @param openSenders sending handles that are not closed
/// @param openReceivers receiving handles that are not closed
/// @param waitingSenders tasks that wait to send; one that was cancelled counts until it has gone on
/// @param waitingReceivers tasks that wait to receive; likewise
public record ChannelStatistics(
        int capacity,
        int used,
        int peakUsed,
        int openSenders,
        int openReceivers,
        int waitingSenders,
        int waitingReceivers) {}
