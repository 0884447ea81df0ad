package dev.corral.server.example;

import dev.corral.nursery.Channel;
import dev.corral.nursery.ChannelBroken;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Receiver;
import dev.corral.nursery.Sender;
import dev.corral.nursery.Task;
import java.time.Duration;

/// A producer and a consumer over a channel of capacity 0.
final class Rendezvous implements Example {
    private static final int ITEMS = 3;

    @Override
    public String title() {
        return "producer and consumer over a rendezvous, each end closed by its owner";
    }

    @Override
    public String story() {
        return """
            A channel of capacity 0 holds nothing: a send returns when the receiver has taken the item, so the producer
            goes at the consumer's pace. Each end is closed by the task that uses it. The producer's closing ends the
            stream, and with it the consumer's loop: nobody counts, nobody sends a last item that means the end.\
            """;
    }

    @Override
    public void run(Teller teller) throws InterruptedException, NurseryFailed {
        Channel<String> channel = Channel.open("messages", 0);
        Nursery.open(nursery -> {
            nursery.start("producer", () -> produce(channel.sender(), teller));
            nursery.start("consumer", () -> consume(channel.receiver(), teller));
        });
        teller.say("both have ended");
    }

    private static void produce(Sender<String> sender, Teller teller) throws ChannelBroken, InterruptedException {
        try (sender) {
            for (int i = 1; i <= ITEMS; i++) {
                sender.send("message " + i);
                teller.say("producer: message " + i + " was taken");
            }
        }
    }

    private static void consume(Receiver<String> receiver, Teller teller) throws InterruptedException {
        try (receiver) {
            receiver.forEach(message -> {
                teller.say("consumer: got " + message);
                Task.sleep(Duration.ofMillis(300));
            });
        }
        teller.say("consumer: the stream has ended");
    }
}
