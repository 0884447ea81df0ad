package dev.corral.server.store;

import dev.corral.nursery.Nursery;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Measures the writer: tasks that each append to a job of their own. To be run by hand.
///
/// Arguments: an empty folder, tasks, records of an append, records in all.
final class StoreSpeed {
    private static final int LINE_BYTES = 250;

    private StoreSpeed() {}

    public static void main(String[] arguments) throws Exception {
        int tasks = Integer.parseInt(arguments[1]);
        int batch = Integer.parseInt(arguments[2]);
        int each = Integer.parseInt(arguments[3]) / tasks / batch;
        OpenStore.in(Path.of(arguments[0]), (store, nursery) -> {
            for (int round = 0; round < 3; round++) {
                String prefix = "j_" + round + "_";
                long begin = System.nanoTime();
                Nursery.open(writers -> {
                    for (int task = 0; task < tasks; task++) {
                        String id = prefix + task;
                        writers.start(() -> fill(store, id, batch, each));
                    }
                });
                double seconds = (System.nanoTime() - begin) / 1e9;
                PrintStream out = System.out;
                out.printf(
                        "%d tasks x %d: %.0f rows/s, %s%n",
                        tasks, batch, (double) tasks * batch * each / seconds, store.statistics());
            }
        });
    }

    private static void fill(JobStore store, String id, int batch, int appends)
            throws StoreException, InterruptedException {
        long key = Jobs.accepted(store, id, 0);
        byte[] line = new byte[LINE_BYTES];
        java.util.Arrays.fill(line, (byte) 'x');
        long seq = 0;
        for (int append = 0; append < appends; append++) {
            List<StoredRecord> records = new ArrayList<>(batch);
            for (int i = 0; i < batch; i++) {
                seq++;
                records.add(new StoredRecord(seq, "item", (int) seq, seq % 50 == 0 ? "failed" : "ok", line));
            }
            store.append(key, records);
        }
    }
}
