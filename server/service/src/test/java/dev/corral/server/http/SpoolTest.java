package dev.corral.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.Offload;
import dev.corral.server.Patience;
import dev.corral.server.stream.RecordSink.ReaderGone;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is held back for a client that sends all before it reads.
final class SpoolTest {
    private static final int PIECE = 256 * 1024;
    /// Pieces that fill the memory of a spool.
    private static final int IN_MEMORY = 4;

    private final LongAdder meter = new LongAdder();
    private final AtomicInteger written = new AtomicInteger();

    @TempDir
    Path folder;

    private Spool in(Path place) {
        return new Spool(new JobService.Held(place, 64L << 20, Offload.named("test")), meter, () -> true);
    }

    private interface Body {
        void run(Nursery nursery) throws InterruptedException, Exception;
    }

    private static void inNursery(Body body) throws InterruptedException, Exception {
        Backend.jdk().run(() -> {
            Nursery.open(body::run);
            return true;
        });
    }

    private void fill(Spool spool, int pieces) throws ReaderGone, InterruptedException {
        for (int i = 0; i < pieces; i++) {
            spool.write(Buffer.buffer(new byte[PIECE]));
            written.incrementAndGet();
        }
    }

    /// Takes all.
    private static final class Reader implements ByteSink {
        private final AtomicInteger bytes = new AtomicInteger();

        @Override
        public void write(Buffer piece) {
            bytes.addAndGet(piece.length());
        }

        @Override
        public boolean tryWrite(Supplier<byte[]> made) {
            return false;
        }

        @Override
        public void flush() {
            // It has taken them.
        }
    }

    @Test
    void whatDoesNotFitInMemoryIsHeldInAFile() throws InterruptedException, Exception {
        Spool spool = in(folder);
        inNursery(nursery -> fill(spool, 3 * IN_MEMORY));
        assertThat(spool.isFull()).isFalse();
        assertThat(meter.sum()).isEqualTo(3L * IN_MEMORY * PIECE);
        spool.close();
        assertThat(meter.sum()).isZero();
    }

    @Test
    void itIsFullWhenTheDiskTakesNothingMore() throws InterruptedException, Exception {
        Spool spool = in(folder.resolve("missing"));
        Reader reader = new Reader();
        inNursery(nursery -> {
            nursery.start("writer", () -> {
                fill(spool, IN_MEMORY + 1);
                spool.end();
            });
            Patience.until("a reader must take something", () -> written.get() == IN_MEMORY && spool.isFull());
            spool.pump(reader);
        });
        assertThat(spool.isFull()).isFalse();
        assertThat(reader.bytes.get()).isEqualTo((IN_MEMORY + 1) * PIECE);
        spool.close();
    }
}
