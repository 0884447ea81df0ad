package dev.corral.server.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Producers and consumers of given speeds over one channel: back-pressure to watch.
///
/// @param count how many values go through
/// @param capacity of the channel, 0 for a rendezvous
public record PipelineItem(
        int index, @Nullable String id, Workers producers, Workers consumers, int count, int capacity) implements Item {
    /// The workers on one side of the channel.
    ///
    /// @param each how long one of them takes for one value
    public record Workers(int number, Duration each) {}

    public PipelineItem {
        ItemOptions.COUNT.require(count);
        ItemOptions.CAPACITY.require(capacity);
    }
}
