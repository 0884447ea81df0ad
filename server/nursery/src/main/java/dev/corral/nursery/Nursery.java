package dev.corral.nursery;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Owns tasks, and ends when all of them have ended: nothing that it started outlives the block.
///
/// ```
/// Nursery.open(nursery -> {
///     Task<String> a = nursery.start(() -> fetch(first));
///     Task<String> b = nursery.start(() -> fetch(second));
///     use(a.await(), b.await());
/// });
/// ```
///
/// When the body or a task fails, the rest is cancelled (see [FailurePolicy]) and the block leaves with one
/// [NurseryFailed] that holds every failure. When the nursery itself is cancelled and nothing fails, it
/// leaves normally; when an outer scope is cancelled, it leaves with [Cancelled]. Either way it leaves after
/// its last task.
///
/// Leaving makes all that the tasks did visible to the code after the block. A nursery may be handed to any
/// thread: starting and cancelling are thread-safe.
public final class Nursery {
    private final Task<?> host;
    private final NurseryOptions options;
    private final CancelNode outer;
    private final CancelNode node;

    private final Members members = new Members(this);
    private final NurseryOutcome outcome = new NurseryOutcome();
    /// Made here: there may be no memory for it when the body is over.
    private final ExitCell exit;
    private final NurseryChannels channels = new NurseryChannels();
    private final Starter starter;
    private final long openedNanos;

    private Nursery(Task<?> host, NurseryOptions options) {
        this.host = host;
        this.options = options;
        this.openedNanos = host.run().clock().nanoTime();
        this.outer = host.currentNode();
        this.node = new CancelNode(outer, host, this, false);
        this.starter = new Starter(members, options);
        this.exit = new ExitCell(host, this);
        node.attach();
    }

    /// Opens a nursery, runs the body in this task, and waits until every task of the nursery has ended.
    /// Opening is not a checkpoint. Leaving gives way to other tasks at least once; while it waits, a cancel
    /// from outside reaches the tasks.
    ///
    /// @throws NurseryFailed if the body or a task failed
    /// @throws InterruptedException as [Cancelled] if an outer scope is cancelled and ended the body or a
    ///     task; plain if the thread was interrupted by somebody outside the library, which cancels the
    ///     nursery
    public static void open(Body body) throws NurseryFailed, InterruptedException {
        open(NurseryOptions.DEFAULTS, body);
    }

    /// Like [#open(Body)], with a name and a failure policy.
    public static void open(NurseryOptions options, Body body) throws NurseryFailed, InterruptedException {
        Objects.requireNonNull(body, "body");
        call(options, nursery -> {
            body.run(nursery);
            return Boolean.TRUE;
        });
    }

    /// Like [#open(Body)], for a body that gives a value.
    ///
    /// @return the body's value; null also when the nursery's own cancellation ended the body before it had
    ///     one
    public static <T> @Nullable T call(Call<T> body) throws NurseryFailed, InterruptedException {
        return call(NurseryOptions.DEFAULTS, body);
    }

    /// Like [#call(Call)], with a name and a failure policy.
    public static <T> @Nullable T call(NurseryOptions options, Call<T> body)
            throws NurseryFailed, InterruptedException {
        Objects.requireNonNull(body, "body");
        Nursery nursery = new Nursery(Task.current(), options);
        T value;
        try {
            value = nursery.runBody(body);
        } finally {
            // Also where there is no memory, or no stack, left to say what went wrong.
            nursery.leave();
        }
        nursery.outcome.throwIfBad(nursery.name(), nursery.node);
        return value;
    }

    /// Starts a task that runs soon, on its own virtual thread; nothing of it has run when this returns to a
    /// task of a single-threaded backend, and nothing runs on the caller's thread in any. Not a checkpoint.
    /// May be called from the body, from any task of the nursery, or from another thread, as long as the
    /// nursery is open; in a cancelled nursery the task starts and ends at its first checkpoint.
    ///
    /// @throws IllegalStateException if the nursery has ended
    public <T> Task<T> start(Callable<? extends T> body) {
        return starter.start(null, Objects.requireNonNull(body, "body"));
    }

    /// Like [#start(Callable)], for a task that gives nothing.
    public Task<Void> start(TaskBody body) {
        return starter.start(null, calling(body));
    }

    /// Like [#start(Callable)]; the name stands in task trees and messages.
    public <T> Task<T> start(String name, Callable<? extends T> body) {
        return starter.start(Objects.requireNonNull(name, "name"), Objects.requireNonNull(body, "body"));
    }

    /// Like [#start(String, Callable)], for a task that gives nothing.
    public Task<Void> start(String name, TaskBody body) {
        return starter.start(Objects.requireNonNull(name, "name"), calling(body));
    }

    /// Starts a task and waits until it says that it is ready: a server that listens, a connection that
    /// stands. A checkpoint, though in a cancelled scope the task begins all the same and is cancelled at its
    /// first one. Until it is ready the task runs under the scope of the starter, and what it throws is
    /// thrown here, by identity, and is no failure of the nursery; from then on it is a task of the nursery
    /// like any other. The nursery stays open meanwhile.
    ///
    /// A cancellation of the starter cancels the task, and leaves here when the task has ended; so does an
    /// interrupt from outside.
    ///
    /// @throws X what the task threw before it was ready
    /// @throws IllegalStateException if the nursery has ended, or the task ended, or cancelled itself,
    ///     without having said that it is ready
    public <R extends @Nullable Object, T, X extends Exception> Started<R, T> startReady(ReadyBody<R, T, X> body)
            throws X, InterruptedException {
        return starter.startReady(null, Objects.requireNonNull(body, "body"));
    }

    /// Like [#startReady(ReadyBody)]; the name stands in task trees and messages.
    public <R extends @Nullable Object, T, X extends Exception> Started<R, T> startReady(
            String name, ReadyBody<R, T, X> body) throws X, InterruptedException {
        return starter.startReady(Objects.requireNonNull(name, "name"), Objects.requireNonNull(body, "body"));
    }

    /// Cancels the body and all tasks, and returns at once. The nursery then leaves normally unless something
    /// failed. Does nothing if it was cancelled before; the first reason stays.
    ///
    /// @param reason text for people, readable on the [Cancelled] that the tasks see
    /// @throws IllegalArgumentException if the reason is blank, cancelled before or not
    public void cancel(String reason) {
        node.cancel(CancelCause.explicit(reason));
    }

    /// Why this nursery itself was cancelled, or null; a cancellation of an outer scope does not count.
    public @Nullable CancelCause cancelCause() {
        return node.own();
    }

    public String name() {
        return options.name();
    }

    Placement placement() {
        return options.placement();
    }

    /// Tasks that have been started and have not ended.
    public long running() {
        return members.tasks();
    }

    /// The tasks that belong to it and have not ended, oldest first. Any thread may ask.
    public List<Task<?>> tasks() {
        return List.copyOf(Inside.members(this));
    }

    /// The task that opened it.
    public Task<?> host() {
        return host;
    }

    @Override
    public String toString() {
        return "Nursery[" + name() + ", " + running() + " running" + (node.effective() == null ? "" : ", cancelled")
                + "]";
    }

    @SuppressWarnings("NullAway") // Void admits null only
    private static Callable<Void> calling(TaskBody body) {
        Objects.requireNonNull(body, "body");
        return () -> {
            body.run();
            return null;
        };
    }

    /// A task has ended. If it failed, the outcome knows.
    void ended(Task<?> task) {
        Throwable thrown = task.failure();
        if (task.wasCancelled()) {
            if (thrown instanceof Cancelled c && !task.node().absorbs()) {
                outcome.cutShort(c.cancelCause());
            }
        } else if (thrown != null && options.failurePolicy() == FailurePolicy.CANCEL) {
            cancelBecause(task, thrown);
        }
    }

    private void cancelBecause(Task<?> who, Throwable thrown) {
        CancelCause cause;
        try {
            String name = who.name();
            cause = CancelCause.failure(ThrownText.after(name.concat(" failed: "), thrown), name, thrown);
        } catch (OutOfMemoryError | StackOverflowError e) {
            cause = CancelCause.UNTOLD_FAILURE;
        }
        node.cancelForSure(cause);
    }

    private <T> @Nullable T runBody(Call<T> body) {
        host.currentNode(node);
        try {
            return body.call(this);
        } catch (Cancelled c) {
            if (node.effective() == null) {
                bodyFailed(c);
            } else {
                outcome.cutShort(c.cancelCause());
            }
        } catch (InterruptedException e) {
            interrupt(e);
        } catch (Throwable t) {
            bodyFailed(t);
        }
        return null;
    }

    private void bodyFailed(Throwable thrown) {
        try {
            outcome.failed(thrown);
        } finally {
            cancelBecause(host, thrown);
        }
    }

    void interrupt(InterruptedException e) {
        outcome.interrupted(e);
        node.cancel(CancelCause.interrupt(host.name() + " was interrupted from outside"));
    }

    private void leave() {
        boolean waited;
        try {
            waited = members.awaitOthers(exit);
        } finally {
            host.currentNode(outer);
            node.detach();
        }
        if (!waited) {
            host.yieldNow();
        }
    }

    NurseryOutcome outcome() {
        return outcome;
    }

    CancelNode node() {
        return node;
    }

    Run run() {
        return host.run();
    }

    NurseryChannels channels() {
        return channels;
    }

    long ageNanos() {
        return run().clock().nanoTime() - openedNanos;
    }

    /// For the tree.
    String stateWord() {
        if (node.effective() != null) {
            return "cancelled";
        }
        return members.isLeaving() ? "leaving" : "open";
    }

    /// The code given to a nursery.
    @FunctionalInterface
    public interface Body {
        void run(Nursery nursery) throws Exception;
    }

    /// The code given to a nursery, when it gives a value.
    @FunctionalInterface
    public interface Call<T> {
        T call(Nursery nursery) throws Exception;
    }

    /// The code of a task that says when it is ready.
    @FunctionalInterface
    public interface ReadyBody<R extends @Nullable Object, T, X extends Exception> {
        T call(Ready<R> ready) throws X, InterruptedException;
    }

    /// The code of a task that gives nothing.
    @FunctionalInterface
    public interface TaskBody {
        void run() throws Exception;
    }
}
