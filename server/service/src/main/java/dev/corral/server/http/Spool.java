package dev.corral.server.http;

import dev.corral.nursery.Condition;
import dev.corral.nursery.Lock;
import dev.corral.server.stream.RecordSink.ReaderGone;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds a stream back for a client that sends its whole upload before it reads: without it, each would wait for
/// the other for ever. In memory at first, then in a file, up to a bound; beyond it the job waits.
///
/// ```
///   job ──write──> memory ──> pump ──> response
///    │     └─────> file ───────┘         ▲      the file only holds what came after all that is in memory
///    └──tryWrite, while nothing is held──┘
/// ```
///
/// Once the upload has ended nothing more is held than what is held already: then a write waits until the reader
/// has taken nearly all of it, and the reader's pace is the job's. One task at a time writes, one pumps.
final class Spool implements ByteSink {
    /// Held in memory before the file is begun.
    private static final int MEMORY_BYTES = 1024 * 1024;
    /// Held once the upload has ended.
    private static final int AFTER_UPLOAD_BYTES = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int READ_BYTES = 64 * 1024;

    private final JobService.Held held;
    private final String tenant;
    private final LongAdder meter;
    private final BooleanSupplier uploading;
    private final Lock lock = Lock.named("spool");
    private final Condition changed = new Condition(lock);

    // All guarded by the lock.
    private final ArrayDeque<Buffer> memory = new ArrayDeque<>();
    private long memoryBytes;
    private @Nullable FileChannel file;
    private long filePut;
    private long fileTaken;
    private boolean ended;
    private volatile boolean full;
    private volatile @Nullable ReaderGone gone;
    /// What the pump passes to; null before it does.
    private volatile @Nullable ByteSink passesTo;
    /// Bytes that were held and have not been passed on. While there are some, the response is the pump's;
    /// while there are none, it is the writer's.
    private final AtomicLong unpassed = new AtomicLong();

    /// @param held the folder for the file, which has no name there once it is open, and how much is held in memory
    ///     and file together
    /// @param tenant whose job it is
    /// @param meter adds up what all of them hold
    /// @param uploading whether the client still sends; may be asked by any thread
    Spool(JobService.Held held, String tenant, LongAdder meter, BooleanSupplier uploading) {
        this.held = held;
        this.tenant = tenant;
        this.meter = meter;
        this.uploading = uploading;
    }

    @Override
    public void write(Buffer bytes) throws ReaderGone, InterruptedException {
        lock.acquire();
        try {
            awaitLocked(this::hasRoomLocked);
            putLocked(bytes);
            changed.notifyWaiters();
        } finally {
            lock.release();
        }
    }

    /// Past the pump, where nothing is held: a reader who keeps up is written to without it.
    @Override
    public boolean tryWrite(Supplier<byte[]> made) {
        ByteSink response = passesTo;
        return response != null && unpassed.get() == 0 && response.tryWrite(made);
    }

    /// What is held is on its way as far as the job is concerned.
    @Override
    public void flush() throws ReaderGone {
        ReaderGone why = gone;
        if (why != null) {
            throw why;
        }
    }

    /// While it waits the reader must take something: nothing else makes room.
    private void awaitLocked(Condition.Predicate room) throws ReaderGone, InterruptedException {
        full = !room.test();
        changed.awaitUntil(() -> gone != null || room.test());
        full = false;
        if (gone != null) {
            throw gone;
        }
    }

    private boolean fitsInMemoryLocked() {
        return filePut == fileTaken && memoryBytes < MEMORY_BYTES;
    }

    private boolean hasRoomLocked() {
        return heldLocked() < (uploading.getAsBoolean() ? held.bytes() : AFTER_UPLOAD_BYTES);
    }

    private long heldLocked() {
        return memoryBytes + filePut - fileTaken;
    }

    private void putLocked(Buffer bytes) throws ReaderGone, InterruptedException {
        if (!fitsInMemoryLocked() && appendsLocked(bytes)) {
            unpassed.addAndGet(bytes.length());
            filePut += bytes.length();
            meter.add(bytes.length());
            return;
        }
        // Also when there is no room on the disk: then the reader's pace is the job's already now.
        awaitLocked(this::fitsInMemoryLocked);
        unpassed.addAndGet(bytes.length());
        memory.add(bytes);
        memoryBytes += bytes.length();
        meter.add(bytes.length());
    }

    /// False if there is no room for them on the disk. The file grows at its end until all of it was read: so its
    /// length counts, and not what is left in it.
    private boolean appendsLocked(Buffer bytes) throws InterruptedException {
        if (filePut + bytes.length() > held.bytes() || !held.room().take(tenant, bytes.length())) {
            return false;
        }
        boolean appended = false;
        try {
            appended = onWorker(() -> append(bytes));
        } finally {
            if (!appended) {
                held.room().give(tenant, bytes.length());
            }
        }
        return appended;
    }

    /// False if the disk does not take them; what it took of them is written over the next time.
    private boolean append(Buffer bytes) {
        try {
            FileChannel open = file;
            if (open == null) {
                open = openFile();
                file = open;
            }
            ByteBuffer rest = ByteBuffer.wrap(bytes.getBytes());
            long at = filePut;
            while (rest.hasRemaining()) {
                at += open.write(rest, at);
            }
            return true;
        } catch (IOException e) {
            LOG.warn(
                    "records that a reader does not take yet cannot be held in {}: the job waits for it",
                    held.folder(),
                    e);
            return false;
        }
    }

    private FileChannel openFile() throws IOException {
        Path path = Files.createTempFile(
                held.folder(),
                "held-",
                ".ndjson",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            // Open it lives on, and goes with the process in any case.
            Files.delete(path);
        }
    }

    /// Passes on what is held until the end of the stream, or until the reader has gone. A task's body.
    void pump(ByteSink response) throws InterruptedException {
        passesTo = response;
        try {
            for (Buffer next = take(); next != null; next = take()) {
                response.write(next);
                unpassed.addAndGet(-next.length());
            }
        } catch (ReaderGone e) {
            lost(e);
        }
    }

    private @Nullable Buffer take() throws InterruptedException {
        lock.acquire();
        try {
            changed.awaitUntil(() -> ended || heldLocked() > 0);
            Buffer next = takeLocked();
            changed.notifyWaiters();
            return next;
        } finally {
            lock.release();
        }
    }

    private @Nullable Buffer takeLocked() throws InterruptedException {
        Buffer next = memory.poll();
        if (next != null) {
            memoryBytes -= next.length();
            meter.add(-next.length());
            return next;
        }
        FileChannel open = file;
        if (open == null || filePut == fileTaken) {
            return null;
        }
        Buffer read = onWorker(() -> read(open));
        fileTaken += read.length();
        meter.add(-read.length());
        if (fileTaken == filePut) {
            onWorker(() -> open.truncate(0));
            held.room().give(tenant, filePut);
            filePut = 0;
            fileTaken = 0;
        }
        return read;
    }

    private Buffer read(FileChannel open) throws IOException {
        ByteBuffer into = ByteBuffer.allocate((int) Math.min(READ_BYTES, filePut - fileTaken));
        long at = fileTaken;
        while (into.hasRemaining()) {
            int read = open.read(into, at);
            if (read < 0) {
                throw new IOException("the file with the held records is shorter than it was written");
            }
            at += read;
        }
        return Buffer.buffer(into.array());
    }

    private void lost(ReaderGone why) throws InterruptedException {
        lock.acquire();
        try {
            gone = why;
            changed.notifyWaiters();
        } finally {
            lock.release();
        }
    }

    /// No more will be written; [#pump] returns when the rest has gone.
    void end() throws InterruptedException {
        lock.acquire();
        try {
            ended = true;
            changed.notifyWaiters();
        } finally {
            lock.release();
        }
    }

    /// Whether no more is held back. Any thread may ask.
    boolean isFull() {
        return full;
    }

    /// Whether the reader was there for all that was pumped; to be asked when the pump has ended.
    boolean reachedReader() {
        return gone == null;
    }

    /// Lets go of the file. After the pump has ended; any thread.
    void close() {
        meter.add(-heldLocked());
        FileChannel open = file;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new IllegalStateException("the file with the held records cannot be closed", e);
            } finally {
                held.room().give(tenant, filePut);
            }
        }
    }

    /// What was held and cannot be read again leaves a hole: the job is lost, and its stream cut.
    private <T> T onWorker(DiskStep<T> step) throws InterruptedException {
        try {
            return held.offload().run(step::run);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(
                    "records that the reader does not take yet were held on disk and cannot be read", e);
        }
    }

    /// Something that is done to the file.
    @FunctionalInterface
    private interface DiskStep<T> {
        T run() throws IOException;
    }
}
