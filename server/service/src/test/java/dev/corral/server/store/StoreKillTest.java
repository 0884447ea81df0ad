package dev.corral.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The process that stores is killed at random moments, twenty times over the same file.
final class StoreKillTest {
    private static final int ROUNDS = 20;
    private static final int MOST_LINES = 400;

    @TempDir
    private Path folder;

    /// By job: the last `seq` that was acknowledged, and whether its end was.
    private final Map<String, Acknowledged> acknowledged = new HashMap<>();

    private record Acknowledged(long seq, boolean ended) {}

    @Test
    @Timeout(120)
    void killedProcessLosesNothingAcknowledgedAndLeavesNothingHalf() throws Exception {
        Random random = new Random(20261122);
        for (int round = 0; round < ROUNDS; round++) {
            killAfter(random.nextInt(1, MOST_LINES), round);
            OpenStore.in(folder, (store, nursery) -> check(store));
        }
        assertThat(acknowledged.values()).anyMatch(Acknowledged::ended).anyMatch(job -> !job.ended());
        assertThat(StoredRows.text(folder, "PRAGMA integrity_check")).isEqualTo("ok");
    }

    private void killAfter(int lines, int round) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreFeeder.class.getName(),
                        folder.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            int read = 0;
            String line = output.readLine();
            while (line != null) {
                note(line);
                if (++read == lines) {
                    // By its handle: the process itself would close what it has said and we have not read.
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                }
                line = output.readLine();
            }
            assertThat(read).as("lines before its end").isGreaterThanOrEqualTo(lines);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /// The kill may cut the last line short: such a one was not told.
    private void note(String line) {
        List<String> words = List.of(line.split(" ", -1));
        if (words.size() == 2 && words.getFirst().equals("accepted")) {
            acknowledged.putIfAbsent(words.get(1), new Acknowledged(0, false));
        } else if (words.size() == 3 && acknowledged.containsKey(words.get(1))) {
            boolean ended = words.getFirst().equals("ended");
            acknowledged.put(words.get(1), new Acknowledged(Long.parseLong(words.get(2)), ended));
        }
    }

    private void check(JobStore store) throws StoreException, InterruptedException {
        for (Map.Entry<String, Acknowledged> told : acknowledged.entrySet()) {
            Found found = store.find(told.getKey());
            assertThat(found).as(told.getKey()).isInstanceOf(Found.Live.class);
            checkJob(store, ((Found.Live) found).job(), told.getValue());
        }
    }

    private static void checkJob(JobStore store, StoredJob job, Acknowledged told)
            throws StoreException, InterruptedException {
        List<StoredRecord> records = store.records(job.key(), 0, 10_000);
        for (int i = 0; i < records.size(); i++) {
            assertThat(records.get(i).seq()).isEqualTo(i + 1L);
        }
        assertThat(records.size()).as("records of " + job.id()).isGreaterThanOrEqualTo((int) told.seq());
        if (!records.isEmpty()) {
            assertThat(Jobs.text(records.getLast())).as("whole appends").contains("\"last\":" + records.size() + ",");
        }
        if (told.ended()) {
            assertThat(job.state()).isEqualTo(StoredState.ENDED);
        }
        assertThat(store.items(job.key(), 0, 100)).hasSize(20);
        assertThat(store.claimKey("team-a", job.id(), "j_other")).isInstanceOf(KeyState.Taken.class);
        Recovery recovery = store.recover(job.key());
        assertThat(recovery.lastSeq()).isEqualTo(records.size());
        assertThat(recovery.done().cardinality()).isEqualTo(records.size());
        assertThat(recovery.begun()).as("begun without result").hasSizeLessThanOrEqualTo(1);
    }
}
