package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// The channels that were opened inside a nursery, for the tree, as long as somebody uses them.
final class NurseryChannels {
    @GuardedBy("this")
    private @Nullable Set<ChannelCore<?>> channels;

    synchronized void add(ChannelCore<?> channel) {
        if (channels == null) {
            channels = Collections.newSetFromMap(new WeakHashMap<>(2));
        }
        channels.add(channel);
    }

    synchronized List<ChannelCore<?>> list() {
        return channels == null ? List.of() : List.copyOf(channels);
    }
}
