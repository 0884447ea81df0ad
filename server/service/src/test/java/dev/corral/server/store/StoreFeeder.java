package dev.corral.server.store;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Nursery;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program that stores without end, and says on its standard output what has been acknowledged. Each record names
/// the last `seq` of the append that it came with.
///
/// Arguments: the folder, and a number that makes this run's job ids its own.
final class StoreFeeder {
    private static final int TASKS = 6;

    private StoreFeeder() {}

    public static void main(String[] arguments) throws Exception {
        JobStore store = JobStore.open(Path.of(arguments[0]), StoreOptions.DEFAULT);
        Backend.jdk().run(() -> {
            Nursery.open(nursery -> {
                nursery.start(store::run);
                for (int task = 0; task < TASKS; task++) {
                    String prefix = "j_" + arguments[1] + "_" + task;
                    nursery.start(() -> feed(store, prefix));
                }
            });
            return true;
        });
    }

    private static void feed(JobStore store, String prefix) throws StoreException, InterruptedException {
        int number = 0;
        while (true) {
            feedJob(store, prefix + "_" + number++);
        }
    }

    private static void feedJob(JobStore store, String id) throws StoreException, InterruptedException {
        var _ = store.claimKey("team-a", id, id);
        long key = store.begin(Jobs.withKey(id, id));
        store.addItems(key, Jobs.items(0, 20));
        store.accept(key, new byte[] {1}, 20);
        say("accepted " + id);
        long seq = 0;
        for (int append = 0; append < 20; append++) {
            seq = appendSome(store, key, seq, append % 7 + 1);
            say("stored " + id + " " + seq);
        }
        store.finish(key, batch(seq, 3), Jobs.end(Jobs.LATER));
        say("ended " + id + " " + (seq + 3));
    }

    private static long appendSome(JobStore store, long key, long seq, int count)
            throws StoreException, InterruptedException {
        store.begun(key, (int) seq);
        store.append(key, batch(seq, count));
        return seq + count;
    }

    private static List<StoredRecord> batch(long after, int count) {
        List<StoredRecord> records = new ArrayList<>();
        for (long seq = after + 1; seq <= after + count; seq++) {
            byte[] line = Jobs.line("{\"last\":" + (after + count) + ",\"pad\":\"" + "x".repeat(200) + "\"}");
            records.add(new StoredRecord(seq, "item", (int) seq - 1, "ok", line));
        }
        return records;
    }

    private static void say(String line) {
        PrintStream out = System.out;
        out.println(line);
        out.flush();
    }
}
