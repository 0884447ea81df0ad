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

    private final SpoolRoom room = new SpoolRoom(8 * PIECE, 6 * PIECE);
    private final LongAdder meter = new LongAdder();
    private final AtomicInteger written = new AtomicInteger();

    @TempDir
    Path folder;

    private Spool in(Path place) {
        return in(place, "t");
    }

    private Spool in(Path place, String tenant) {
        return new Spool(new JobService.Held(place, 64L << 20, room, Offload.named("test")), tenant, meter, () -> true);
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
        inNursery(nursery -> fill(spool, IN_MEMORY + 6));
        assertThat(spool.isFull()).isFalse();
        assertThat(meter.sum()).isEqualTo((IN_MEMORY + 6L) * PIECE);
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

    /// Writes one piece more than there is room for, and then reads all.
    private void isFullAt(int pieces, Spool spool) throws InterruptedException, Exception {
        int before = written.get();
        Reader reader = new Reader();
        inNursery(nursery -> {
            nursery.start("writer", () -> {
                fill(spool, pieces + 1);
                spool.end();
            });
            Patience.until("a reader must take something", () -> written.get() == before + pieces && spool.isFull());
            spool.pump(reader);
        });
        assertThat(reader.bytes.get()).isEqualTo((pieces + 1) * PIECE);
        spool.close();
    }

    @Test
    void theFilesOfATenantHaveABoundAndThoseOfAllHaveOne() throws InterruptedException, Exception {
        Spool first = in(folder, "a");
        inNursery(nursery -> fill(first, IN_MEMORY + 5));
        isFullAt(IN_MEMORY + 1, in(folder, "a"));
        isFullAt(IN_MEMORY + 3, in(folder, "b"));
        first.close();
        Spool other = in(folder, "b");
        inNursery(nursery -> fill(other, IN_MEMORY + 6));
        other.close();
    }
}
