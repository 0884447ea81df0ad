package dev.corral.nursery;

import java.lang.ref.Cleaner;

/// Reports the handles of channels that nobody can reach any more and nobody has closed: whoever waits at the
/// other end waits for ever. One for each run that wants it.
final class HandleWatch {
    private final Cleaner cleaner = Cleaner.create();
    private final Instrument instrument;

    HandleWatch(Instrument instrument) {
        this.instrument = instrument;
    }

    /// @param end the [Sender] or [Receiver]
    /// @param label what it is called in messages
    void over(Object end, ChannelCore<?> channel, ChannelHandle handle, String label) {
        cleaner.register(end, new Report(instrument, channel, handle, label));
    }

    /// Must not know the end itself, which would never be let go.
    private record Report(Instrument instrument, ChannelCore<?> channel, ChannelHandle handle, String label)
            implements Runnable {
        @Override
        public void run() {
            if (channel.isOpen(handle)) {
                instrument.handleDropped(channel.name(), label);
            }
        }
    }
}
