package dev.corral.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Nursery;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who waits for whom among those who read.
final class ReadersTest {
    private static final int MORE_THAN_ALL = 2 * StoreOptions.DEFAULT_READERS;

    @TempDir
    private Path folder;

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("a read is not cancelled", e);
        }
    }

    @Test
    void longReadsLeaveRoomForOthers() throws Exception {
        OpenStore.run(outer -> {
            StoreFile file = StoreFile.hold(folder, StoreOptions.DEFAULT);
            try (Readers readers = new Readers(file)) {
                file.openForFirst().close();
                CountDownLatch scanning = new CountDownLatch(1);
                CountDownLatch over = new CountDownLatch(1);
                Nursery.open(tasks -> {
                    for (int i = 0; i < MORE_THAN_ALL; i++) {
                        tasks.start(() -> readers.scan(session -> {
                            scanning.countDown();
                            return await(over);
                        }));
                    }
                    tasks.start(() -> {
                        String one = readers.read(session -> {
                            assertThat(await(scanning)).isTrue();
                            return "read";
                        });
                        assertThat(one).isEqualTo("read");
                        over.countDown();
                    });
                });
            } finally {
                file.close();
            }
        });
    }
}
