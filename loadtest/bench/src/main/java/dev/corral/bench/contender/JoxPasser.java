package dev.corral.bench.contender;

import com.softwaremill.jox.Channel;
import java.util.concurrent.ExecutionException;

/// Jox's channels between plain virtual threads, as in Jox's own benchmarks: its scopes would cost extra.
final class JoxPasser implements Passer {
    private final QueuePasser<Channel<Integer>> passer =
            new QueuePasser<>(JoxPasser::open, Channel::send, Channel::receive);

    @Override
    public long pass(Traffic traffic) throws ExecutionException, InterruptedException {
        return passer.pass(traffic);
    }

    private static Channel<Integer> open(int capacity) {
        return capacity == 0 ? Channel.newRendezvousChannel() : Channel.newBufferedChannel(capacity);
    }
}
