package dev.corral.server.example;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import java.time.Duration;

/// Five tasks with arguments.
final class FiveTasks implements Example {
    private static final int TASKS = 5;

    @Override
    public String title() {
        return "five tasks with arguments in a nursery";
    }

    @Override
    public String story() {
        return """
            Arguments are what the lambda captures; each task has its own. They run side by side, end in the order of
            their lengths, and the nursery is left after the longest.\
            """;
    }

    @Override
    public void run(Teller teller) throws InterruptedException, NurseryFailed {
        Nursery.open(nursery -> {
            for (int i = 1; i <= TASKS; i++) {
                int number = i;
                nursery.start("task " + number, () -> work(number, teller));
            }
        });
        teller.say("all five have ended");
    }

    private static void work(int number, Teller teller) throws InterruptedException {
        Task.sleep(Duration.ofMillis(100L * (TASKS + 1 - number)));
        teller.say("task " + number + " ends");
    }
}
