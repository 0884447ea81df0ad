package dev.corral.server.example;

import dev.corral.nursery.Event;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Offload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A folder listed on a worker thread, and a task that waits for an event meanwhile.
final class FolderAndEvent implements Example {
    private static final int MOST_SHOWN = 5;

    @Override
    public String title() {
        return "a folder listed on a worker thread while another task waits on an event";
    }

    @Override
    public String story() {
        return """
            Reading a folder blocks a thread. Offload hands it to a worker thread, and the task waits as it waits for
            anything else: others go on, and a cancel finds it. When the listing is there the task sets an event, and
            the task that waits for it goes on.\
            """;
    }

    @Override
    public void run(Teller teller) throws InterruptedException, NurseryFailed {
        Event listed = new Event("listed");
        Nursery.open(nursery -> {
            nursery.start("waiter", () -> {
                teller.say("waiter: waits for the event");
                listed.await();
                teller.say("waiter: the event is set");
            });
            nursery.start("lister", () -> {
                List<String> names = Offload.call(() -> names(Path.of("").toAbsolutePath()));
                teller.say("lister: found " + names.size() + " entries, among them "
                        + names.stream().limit(MOST_SHOWN).toList());
                listed.set();
            });
        });
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
