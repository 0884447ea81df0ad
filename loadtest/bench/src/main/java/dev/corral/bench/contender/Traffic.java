package dev.corral.bench.contender;

/// What is to be passed through channels.
///
/// @param channels how many, each with tasks of its own
/// @param senders tasks that send on each channel
/// @param receivers tasks that receive from each channel
/// @param itemsPerSender how many each sends; every receiver of a channel takes an equal share
/// @param capacity of each channel; 0 is a rendezvous
public record Traffic(int channels, int senders, int receivers, int itemsPerSender, int capacity) {
    private static final int DISTINCT_ITEMS = 128;

    public Traffic {
        if (senders * itemsPerSender % receivers != 0) {
            throw new IllegalArgumentException(senders + " x " + itemsPerSender + " items do not divide by " + receivers
                    + " receivers, expected equal shares");
        }
    }

    int itemsPerReceiver() {
        return senders * itemsPerSender / receivers;
    }

    int tasks() {
        return channels * (senders + receivers);
    }

    /// Item number `i` of each sender: boxed already by the JDK, so that nobody's boxing is measured.
    static Integer item(int i) {
        return i % DISTINCT_ITEMS;
    }

    /// What all receivers' items must add up to.
    public long expectedSum() {
        long perSender = 0;
        for (int i = 0; i < itemsPerSender; i++) {
            perSender += item(i);
        }
        return perSender * senders * channels;
    }
}
