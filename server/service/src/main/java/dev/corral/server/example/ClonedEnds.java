package dev.corral.server.example;

import dev.corral.nursery.Channel;
import dev.corral.nursery.ChannelBroken;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Receiver;
import dev.corral.nursery.Sender;
import dev.corral.nursery.Task;
import java.time.Duration;

/// Several producers and consumers on cloned ends.
final class ClonedEnds implements Example {
    private static final int PRODUCERS = 2;
    private static final int CONSUMERS = 3;
    private static final int ITEMS_EACH = 3;

    @Override
    public String title() {
        return "producers and consumers on cloned ends, ending by themselves";
    }

    @Override
    public String story() {
        return """
            Each producer and each consumer gets a clone of its end and closes it when it is done; the originals are
            closed as soon as the clones are made. The stream ends when the last sender is closed, however many there
            were, and each item reaches exactly one consumer.\
            """;
    }

    @Override
    public void run(Teller teller) throws InterruptedException, NurseryFailed {
        Channel<String> channel = Channel.open("items", 0);
        Nursery.open(nursery -> {
            try (Sender<String> sender = channel.sender();
                    Receiver<String> receiver = channel.receiver()) {
                for (int i = 1; i <= PRODUCERS; i++) {
                    String name = "producer " + i;
                    Sender<String> own = sender.clone();
                    nursery.start(name, () -> produce(name, own));
                }
                for (int i = 1; i <= CONSUMERS; i++) {
                    String name = "consumer " + i;
                    Receiver<String> own = receiver.clone();
                    nursery.start(name, () -> consume(name, own, teller));
                }
            }
        });
        teller.say("the last sender has closed, and all have ended");
    }

    private static void produce(String name, Sender<String> sender) throws ChannelBroken, InterruptedException {
        try (sender) {
            for (int i = 1; i <= ITEMS_EACH; i++) {
                sender.send(i + " of " + name);
            }
        }
    }

    private static void consume(String name, Receiver<String> receiver, Teller teller) throws InterruptedException {
        try (receiver) {
            receiver.forEach(item -> {
                teller.say(name + ": got " + item);
                Task.sleep(Duration.ofMillis(100));
            });
        }
    }
}
