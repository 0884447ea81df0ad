package dev.corral.server.example;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import java.time.Duration;

/// A parent and two children that sleep.
final class ParentAndChildren implements Example {
    @Override
    public String title() {
        return "a parent and two children that sleep";
    }

    @Override
    public String story() {
        return """
            The parent opens a nursery, starts two children in it, says so, and waits at the end of the block. Both
            sleep a second side by side, so all is over after one second, not two.\
            """;
    }

    @Override
    public void run(Teller teller) throws InterruptedException, NurseryFailed {
        teller.say("parent: started");
        Nursery.open(nursery -> {
            teller.say("parent: starting child 1");
            nursery.start("child 1", () -> child("child 1", teller));
            teller.say("parent: starting child 2");
            nursery.start("child 2", () -> child("child 2", teller));
            teller.say("parent: waiting for the children to end");
        });
        teller.say("parent: all done");
    }

    private static void child(String name, Teller teller) throws InterruptedException {
        teller.say("  " + name + ": started, sleeps");
        Task.sleep(Duration.ofSeconds(1));
        teller.say("  " + name + ": ends");
    }
}
