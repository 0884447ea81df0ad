package dev.corral.server.example;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import dev.corral.nursery.TaskFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Two tasks of different length, and their results after the nursery.
final class TwoTasks implements Example {
    @Override
    public String title() {
        return "two tasks of different length, results read after the nursery";
    }

    @Override
    public String story() {
        return """
            Leaving the nursery is the join: both tasks have ended then, whatever their length, and all that they did
            is visible. A task's handle gives its result without waiting.\
            """;
    }

    @Override
    public void run(Teller teller) throws InterruptedException, NurseryFailed, TaskFailed {
        List<Task<String>> tasks = new ArrayList<>();
        Nursery.open(nursery -> {
            tasks.add(nursery.start("long", () -> work("long", Duration.ofMillis(800), teller)));
            tasks.add(nursery.start("short", () -> work("short", Duration.ofMillis(200), teller)));
            teller.say("both are started");
        });
        for (Task<String> task : tasks) {
            teller.say("result: " + task.result());
        }
    }

    private static String work(String name, Duration length, Teller teller) throws InterruptedException {
        Task.sleep(length);
        teller.say(name + " ends");
        return name + " took " + length.toMillis() + " ms";
    }
}
