package dev.corral.bench.contender;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Channel;
import dev.corral.nursery.ChannelBroken;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Received;
import dev.corral.nursery.Receiver;
import dev.corral.nursery.Sender;
import java.util.concurrent.atomic.LongAdder;

final class CorralPasser implements Passer {
    @Override
    public long pass(Traffic traffic) throws Exception {
        LongAdder sum = new LongAdder();
        Backend.jdk().<Boolean, Exception>run(() -> {
            Nursery.open(nursery -> {
                for (int i = 0; i < traffic.channels(); i++) {
                    start(nursery, traffic, sum);
                }
            });
            return true;
        });
        return sum.sum();
    }

    private static void start(Nursery nursery, Traffic traffic, LongAdder sum) {
        Channel<Integer> channel = Channel.open(traffic.capacity());
        for (int i = 0; i < traffic.senders(); i++) {
            nursery.start(() -> send(channel.sender(), traffic.itemsPerSender()));
        }
        for (int i = 0; i < traffic.receivers(); i++) {
            nursery.start(() -> sum.add(receive(channel.receiver(), traffic.itemsPerReceiver())));
        }
    }

    private static void send(Sender<Integer> sender, int items) throws ChannelBroken, InterruptedException {
        for (int i = 0; i < items; i++) {
            sender.send(Traffic.item(i));
        }
    }

    private static long receive(Receiver<Integer> receiver, int items) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < items; i++) {
            if (receiver.receive() instanceof Received.Item(var item)) {
                sum += item;
            }
        }
        return sum;
    }
}
