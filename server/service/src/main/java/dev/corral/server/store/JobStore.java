package dev.corral.server.store;

import dev.corral.nursery.Limiter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Jobs that outlive the process, in one SQLite file that one process holds at a time.
///
/// All methods but [#open], [#statistics] and [#close] are called by tasks, and are checkpoints. **Writes**
/// are handed to the writer task, [#run], and wait until their group is committed: once such a call has
/// returned, what it wrote survives a crash of the process and of the machine; if it threw [StoreException],
/// nothing of it is stored. A cancellation that comes before the hand-over ends the call, without effect; one
/// that comes later is seen at the next checkpoint. So the writer must live longer than those who write.
/// Where a call is several writes ([#copyItems], [#evictExpired]), a cancellation can come
/// between them. **Reads** see what was committed before they began; a cancellation waits for a read that has
/// begun.
///
/// A job is named by its `id` for clients and by its row key here: the `long` that [#begin] gives, never
/// given twice. Calls that do not fit the job's state (an `append` to a job that was forgotten, a `seq` used
/// twice) throw [IllegalStateException] and have no effect; where it is the state, [WrongStateException].
///
/// Thread-safe.
public final class JobStore implements AutoCloseable {
    /// Writes that wait for the next commit; who comes then waits to be one of them.
    public static final int MOST_WAITING_WRITES = StoreWriter.QUEUE;

    /// A read of items, or of records of a stream, ends with the one that reaches this: many read at once, each at
    /// its own pace.
    public static final int READ_BYTES = 256 * 1024;
    /// Likewise of [#results].
    public static final int RESULTS_BYTES = 4 * 1024 * 1024;

    private final StoreFile file;
    private final StoreWriter writer;
    private final Readers readers;
    private final Forgetting forgetting;

    private JobStore(StoreFile file, Session session) {
        this.file = file;
        this.writer = new StoreWriter(file, session, System::nanoTime);
        this.readers = new Readers(file);
        this.forgetting = new Forgetting(writer, file.options());
    }

    /// Opens the store of a folder, and makes both if they are not there. Blocking: not for a task's own
    /// thread.
    ///
    /// What was being taken in when the last process ended is dropped, with its claims of keys.
    ///
    /// @throws StoreException if another process has it, if it is damaged or of a newer version, or the file
    ///     system refuses
    public static JobStore open(Path folder, StoreOptions options) throws StoreException {
        StoreFile file = StoreFile.hold(folder, options);
        try {
            return new JobStore(file, file.openForFirst());
        } catch (StoreException e) {
            file.close();
            throw e;
        }
    }

    /// The writer: commits what is handed over, in groups, until it is cancelled. To be started once, as a
    /// task; until then writes wait.
    ///
    /// When cancelled it commits what was handed over, and ends; writes after that are refused as
    /// [StoreException.Kind#CLOSED].
    ///
    /// @throws IllegalStateException if it was started before
    public void run() throws InterruptedException {
        writer.run();
    }

    /// Claims an idempotency key for a job that is about to be taken in. The claim ends with the job: by
    /// [#abandon], [#forget] or eviction; or by [#unclaimKey]; or, if the job was not accepted, when the
    /// store is opened again.
    public KeyState claimKey(String tenant, String key, String jobId) throws StoreException, InterruptedException {
        return writer.write(Write.small(session -> KeyTable.claim(session, tenant, key, jobId)));
    }

    /// Takes back a claim whose job was never begun. Does nothing if the key is not claimed, is another
    /// job's, or its job was accepted.
    public void unclaimKey(String tenant, String key, String jobId) throws StoreException, InterruptedException {
        change(session -> KeyTable.unclaim(session, tenant, key, jobId));
    }

    /// Begins to take in a job. Nobody sees it before [#accept].
    ///
    /// @return the row key
    public long begin(NewJob job) throws StoreException, InterruptedException {
        return writer.write(Write.small(session -> JobTable.insert(session, job)));
    }

    public void addItems(long job, List<StoredItem> items) throws StoreException, InterruptedException {
        List<StoredItem> copy = List.copyOf(items);
        Write.Change change = session -> {
            JobTable.requireTakingIn(session, job);
            ItemTable.insert(session, job, copy);
        };
        var _ = writer.write(Write.ofItems(copy, change.body()));
    }

    /// Makes a job that was taken in one that exists: its state is `queued`.
    ///
    /// @param payloadDigest kept with its idempotency key, if it has one
    /// @param total items it has
    public void accept(long job, byte @Nullable [] payloadDigest, long total)
            throws StoreException, InterruptedException {
        change(session -> {
            JobTable.accept(session, job, total);
            KeyTable.accept(session, job, payloadDigest);
        });
    }

    /// Forgets a job that was not accepted, and its claim. Does nothing if it is gone already. Its rows go with
    /// the next [#evictExpired].
    ///
    /// @throws IllegalStateException if the job was accepted
    public void abandon(long job) throws StoreException, InterruptedException {
        forgetting.abandon(job);
    }

    /// Marks a job as running if it was queued: one that is paused or told to stop stays that. The first time it was
    /// started stays.
    public void started(long job, Instant at) throws StoreException, InterruptedException {
        change(session -> JobTable.started(session, job, at));
    }

    /// Says where a job that has not ended stands. One that was told to stop stays so, whatever is said later.
    ///
    /// @throws IllegalArgumentException for [StoredState#ENDED], which [#finish] sets
    /// @throws WrongStateException if it has ended
    public void state(long job, StoredState state) throws StoreException, InterruptedException {
        if (state == StoredState.ENDED) {
            throw new IllegalArgumentException("state is ended, expected another: finish ends a job");
        }
        state(job, () -> state);
    }

    /// As [#state(long, StoredState)], of a job whose state may change again before it is written: writes of one job
    /// that come in any order then leave what is so last.
    ///
    /// @param now where it stands; quick, on the writer's worker; asked again where the write is
    public void state(long job, Supplier<StoredState> now) throws StoreException, InterruptedException {
        change(session -> JobTable.state(session, job, now.get()));
    }

    /// Marks an item that is not safe to run twice, before it is sent. Doing so again changes nothing.
    public void begun(long job, int index) throws StoreException, InterruptedException {
        change(session -> {
            JobTable.requireUnderWay(session, job);
            session.update("INSERT OR IGNORE INTO begun (job, idx) VALUES (?, ?)", job, index);
        });
    }

    /// Adds records to a job's stream, all or none.
    public void append(long job, List<StoredRecord> records) throws StoreException, InterruptedException {
        List<StoredRecord> copy = List.copyOf(records);
        Write.Change change = session -> {
            JobTable.requireUnderWay(session, job);
            ResultTable.insert(session, job, copy);
        };
        var _ = writer.write(Write.ofRecords(copy, change.body()));
    }

    /// Adds a job's last records and ends it, all at once or not at all.
    public void finish(long job, List<StoredRecord> records, StoredEnd end)
            throws StoreException, InterruptedException {
        List<StoredRecord> copy = List.copyOf(records);
        Write.Change change = session -> {
            JobTable.finish(session, job, end);
            ResultTable.insert(session, job, copy);
        };
        var _ = writer.write(Write.ofRecords(copy, change.body()));
    }

    public Found find(String id) throws StoreException, InterruptedException {
        return readers.read(session -> {
            StoredJob job = JobTable.find(session, id);
            if (job != null) {
                return new Found.Live(job);
            }
            String tenant = TombstoneTable.tenantOf(session, id);
            return tenant == null ? new Found.Absent() : new Found.Evicted(tenant);
        });
    }

    /// Lists jobs, newest first. Pages neither repeat nor miss a job because others come or go in between.
    ///
    /// @param limit at least 1
    /// @param cursor what the page before gave; null for the first page
    /// @throws IllegalArgumentException if the cursor is none of ours
    public Page list(JobFilter filter, int limit, @Nullable String cursor) throws StoreException, InterruptedException {
        requireLimit(limit);
        long before = Cursor.of(cursor).beforeKey();
        // One more than asked for, to know whether there is a next page.
        List<StoredJob> jobs = readers.read(session -> JobTable.list(session, filter, before, limit + 1L));
        if (jobs.size() <= limit) {
            return new Page(jobs, null);
        }
        List<StoredJob> page = jobs.subList(0, limit);
        return new Page(page, new Cursor(page.getLast().key()).text());
    }

    /// Records of a job's stream in order, up to `limit`, or until [#READ_BYTES] are reached.
    ///
    /// @param afterSeq 0 for the first
    public List<StoredRecord> records(long job, long afterSeq, int limit) throws StoreException, InterruptedException {
        requireLimit(limit);
        return readers.read(session -> ResultTable.read(session, job, afterSeq, limit));
    }

    /// Like [#records], of what tells of items only: `item`, `entry` and `not_started`, or until [#RESULTS_BYTES] are
    /// reached.
    ///
    /// @param outcome only records with this outcome, which entries have not; null for all
    public List<StoredRecord> results(long job, @Nullable String outcome, long afterSeq, int limit)
            throws StoreException, InterruptedException {
        requireLimit(limit);
        if (outcome == null) {
            return readers.read(session -> ResultTable.ofItems(session, job, afterSeq, limit));
        }
        ResultTable.Slice slice = new ResultTable.Slice(job, outcome, afterSeq, limit);
        return readers.read(session -> ResultTable.withOutcome(session, slice));
    }

    /// Those of the given entries of which a listed item has a record.
    public Set<StoredEntry> told(long job, int index, Collection<StoredEntry> entries)
            throws StoreException, InterruptedException {
        List<StoredEntry> copy = List.copyOf(entries);
        return readers.read(session -> ResultTable.told(session, job, index, copy));
    }

    /// Items of a job by index, up to `limit`, or until [#READ_BYTES] are reached.
    public List<StoredItem> items(long job, int fromIndex, int limit) throws StoreException, InterruptedException {
        requireLimit(limit);
        return readers.read(session -> ItemTable.read(session, job, fromIndex, limit));
    }

    /// Jobs that were accepted and have not ended, oldest first.
    public List<StoredJob> unfinished() throws StoreException, InterruptedException {
        return readers.read(JobTable::underWay);
    }

    /// How far a job has come. Reads all its records: for the start of the process. Few such reads run at once, so
    /// that others get their turn.
    public Recovery recover(long job) throws StoreException, InterruptedException {
        return readers.scan(session -> RecoveryScan.of(session, job));
    }

    /// Copies items of another job into one that is being taken in, under their ids and with indexes from 0, in steps.
    /// [#acceptRetry] or [#abandon] follows.
    ///
    /// @param which of the items that have neither an `ok` nor a `deduped` record
    /// @return how many they are
    public int copyItems(long from, long to, Retried which) throws StoreException, InterruptedException {
        BitSet satisfied = readers.scan(session -> RecoveryScan.satisfied(session, from, which));
        return new RetryCopy(this, from, satisfied).into(to);
    }

    /// As [#accept], of a job whose items were copied.
    ///
    /// @throws WrongStateException if the other job is not there any more
    public void acceptRetry(long from, long job, long total) throws StoreException, InterruptedException {
        change(session -> {
            // Rows go after the mark: without it, all were there as they were copied.
            String state = JobTable.stateOf(session, from);
            if (state == null || state.equals("forgotten")) {
                throw new WrongStateException("job with key " + from + " is gone, and was to be taken up again");
            }
            JobTable.accept(session, job, total);
            KeyTable.accept(session, job, null);
        });
    }

    /// Forgets a job with all it has, whatever its state: once this returns, the job is [Found.Absent], and its key is
    /// free. Its rows go with the next [#evictExpired], however many they are.
    public void forget(String id) throws StoreException, InterruptedException {
        forgetting.forget(id);
    }

    /// Evicts jobs that have ended and whose time has passed, removes rows of forgotten jobs, up to some number of
    /// them, and drops old tombstones. In steps, each a write of its own. To be called now and then, by one task.
    ///
    /// @return jobs evicted
    public int evictExpired(Instant now) throws StoreException, InterruptedException {
        return forgetting.evict(now);
    }

    /// Hears of every group that was committed, or could not be; quick, on the writer's worker. Set before [#run].
    public void onCommit(Consumer<StoreStatistics> listener) {
        writer.onCommit(listener);
    }

    /// Permits of the workers that read.
    public Limiter readWorkers() {
        return readers.workers();
    }

    /// Permits of the worker that writes.
    public Limiter writeWorkers() {
        return writer.workers();
    }

    /// Why nothing is written any more, however long one waits; null while that is not so. Any thread may ask.
    public @Nullable StoreException broken() {
        return writer.broken();
    }

    /// Not a checkpoint; any thread may ask.
    public StoreStatistics statistics() {
        return writer.statistics();
    }

    /// Writes the log back into the file and releases the lock. Blocking; after [#run] has ended, and when no
    /// read is under way. Closing again does nothing.
    @Override
    public void close() {
        readers.close();
        writer.close();
        file.close();
    }

    private void change(Write.Change change) throws StoreException, InterruptedException {
        var _ = writer.write(Write.small(change.body()));
    }

    private static void requireLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected 1 or more");
        }
    }
}
