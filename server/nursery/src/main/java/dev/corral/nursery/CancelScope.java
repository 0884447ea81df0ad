package dev.corral.nursery;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A stretch of code, with all that it opens and starts in nurseries inside, that is cancelled together.
///
/// Cancelling is level-triggered: every checkpoint inside throws [Cancelled], again and again, until the
/// block is left. Of several nested scopes that are cancelled, the outermost swallows the [Cancelled]. There
/// is no way to enter a scope but to hand it a block, so scopes cannot be mis-nested.
///
/// A scope belongs to the task that opened it; [#cancel], [#moveDeadline] and [#shield] may be called by any
/// thread.
public final class CancelScope {
    private final Task<?> host;
    private final CancelNode outer;
    private final CancelNode node;
    private final DeadlineTimer deadline;
    private volatile boolean cancelledCaught;
    private volatile boolean exited;

    private CancelScope(Task<?> host, boolean shielded) {
        this(host, shielded, null);
    }

    private CancelScope(Task<?> host, boolean shielded, @Nullable String purpose) {
        this.host = host;
        this.outer = host.currentNode();
        this.node = new CancelNode(outer, host, this, shielded);
        this.deadline = new DeadlineTimer(host.run().clock(), node, purpose);
    }

    /// Runs a body in a scope of its own, without deadline.
    ///
    /// @return the scope, left: it tells whether it was cancelled
    /// @throws Cancelled if an outer scope is cancelled and ended the body
    public static <X extends Exception> CancelScope open(Body<X> body) throws X, InterruptedException {
        CancelScope scope = new CancelScope(Task.current(), false);
        scope.run(null, giving(body));
        return scope;
    }

    /// Runs a body that no cancellation from outside can reach. For clean-up that has to wait: give it a
    /// timeout inside, or a cancel of the whole job can wait for ever. The scope's own [#cancel] still works.
    public static <X extends Exception> CancelScope shielded(Body<X> body) throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        CancelScope scope = new CancelScope(Task.current(), true);
        scope.run(null, giving(shielded -> Interruptible.shielding(body, shielded)));
        return scope;
    }

    /// Runs a body and leaves it at the deadline, without error.
    ///
    /// @param timeout counts from here; zero or negative has passed already, and cancels at the first
    ///     checkpoint; null is no deadline; more than a hundred years is taken for a hundred
    /// @return the scope, left: [#cancelledCaught] tells whether the deadline cut the body short
    public static <X extends Exception> CancelScope moveOnAfter(@Nullable Duration timeout, Body<X> body)
            throws X, InterruptedException {
        CancelScope scope = new CancelScope(Task.current(), false);
        scope.run(timeout, giving(body));
        return scope;
    }

    /// Runs a body and fails at the deadline.
    ///
    /// @param timeout as for [#moveOnAfter]
    /// @throws DeadlineExceeded if the deadline cut the body short; not if the scope was cancelled by hand,
    ///     nor if an outer scope was
    public static <X extends Exception> void failAfter(@Nullable Duration timeout, Body<X> body)
            throws DeadlineExceeded, X, InterruptedException {
        callWithin(timeout, giving(body));
    }

    /// Like [#failAfter(Duration, Body)], and says what the time was for.
    ///
    /// @param purpose begins the text of the [DeadlineExceeded], and of the [Cancelled] inside: `reading the
    ///     index`
    public static <X extends Exception> void failAfter(String purpose, @Nullable Duration timeout, Body<X> body)
            throws DeadlineExceeded, X, InterruptedException {
        callWithin(purpose, timeout, giving(body));
    }

    /// Like [#failAfter(Duration, Body)], for a body that gives a value.
    ///
    /// @return the body's value; null also when the scope was cancelled by hand before the body had one
    public static <T, X extends Exception> @Nullable T callWithin(@Nullable Duration timeout, Call<T, X> body)
            throws DeadlineExceeded, X, InterruptedException {
        return new CancelScope(Task.current(), false).runWithin(timeout, body);
    }

    /// Like [#callWithin(Duration, Call)], and says what the time was for, as
    /// [#failAfter(String, Duration, Body)] does.
    public static <T, X extends Exception> @Nullable T callWithin(
            String purpose, @Nullable Duration timeout, Call<T, X> body)
            throws DeadlineExceeded, X, InterruptedException {
        Objects.requireNonNull(purpose, "purpose");
        return new CancelScope(Task.current(), false, purpose).runWithin(timeout, body);
    }

    private <T, X extends Exception> @Nullable T runWithin(@Nullable Duration timeout, Call<T, X> body)
            throws DeadlineExceeded, X, InterruptedException {
        T value = run(timeout, Objects.requireNonNull(body, "body"));
        CancelCause cause = cancelCause();
        if (cancelledCaught && cause != null && cause.source() == CancelSource.DEADLINE) {
            throw new DeadlineExceeded(cause.reason());
        }
        return value;
    }

    /// How long from now until the deadline that comes first among the scopes around the current task's code,
    /// up to the innermost shield. Zero if a cancellation is pending; null without deadline. Not a
    /// checkpoint.
    public static @Nullable Duration currentEffectiveDeadline() {
        if (hasPendingCancellation()) {
            return Duration.ZERO;
        }
        Task<?> task = Task.current();
        Long nanos = task.currentNode().earliestDeadlineNanos();
        return nanos == null
                ? null
                : Duration.ofNanos(Math.max(0, nanos - task.run().clock().nanoTime()));
    }

    /// Whether the current task's next checkpoint will throw [Cancelled]. Not a checkpoint.
    public static boolean hasPendingCancellation() {
        return Task.current().currentNode().effective() != null;
    }

    /// Cancels the scope, and returns at once. Does nothing if it was cancelled before: the first reason
    /// stays. After the scope was left it only sets the flag.
    ///
    /// @param reason text for people, readable on the [Cancelled]
    /// @throws IllegalArgumentException if the reason is blank, cancelled before or not
    public void cancel(String reason) {
        node.cancel(CancelCause.explicit(reason));
    }

    /// Whether this scope itself was cancelled, by a call or by its deadline.
    public boolean cancelCalled() {
        return node.own() != null;
    }

    /// Whether this scope swallowed a [Cancelled], that is, whether its own cancellation cut the body short.
    public boolean cancelledCaught() {
        return cancelledCaught;
    }

    /// Why this scope itself was cancelled; null if it was not.
    public @Nullable CancelCause cancelCause() {
        return node.own();
    }

    /// Sets the deadline to this long from now; null takes it away. An expired scope stays expired.
    public void moveDeadline(@Nullable Duration timeout) {
        deadline.arm(timeout);
    }

    /// Hides the body from cancellations of outer scopes.
    public void shield() {
        node.shield(true);
    }

    /// Ends [#shield]; an outer cancellation that it hid is delivered at once, also to a task that waits.
    public void unshield() {
        node.shield(false);
    }

    CancelNode node() {
        return node;
    }

    Run run() {
        return host.run();
    }

    @Nullable
    Long deadlineNanos() {
        return deadline.deadlineNanos();
    }

    @Override
    public String toString() {
        CancelCause cause = node.own();
        return "CancelScope[" + (exited ? "exited" : "active") + deadline.describe()
                + (cause == null ? "" : ", cancelled: " + cause.reason()) + "]";
    }

    private static <X extends Exception> Call<Boolean, X> giving(Body<X> body) {
        Objects.requireNonNull(body, "body");
        return scope -> {
            body.run(scope);
            return Boolean.TRUE;
        };
    }

    private <T, X extends Exception> @Nullable T run(@Nullable Duration timeout, Call<T, X> body)
            throws X, InterruptedException {
        node.attach();
        host.currentNode(node);
        try {
            if (timeout != null) {
                deadline.arm(timeout);
            }
            return body.call(this);
        } catch (Cancelled c) {
            if (!node.absorbs()) {
                throw reachingCaller(c);
            }
            cancelledCaught = true;
            return null;
        } finally {
            // First, and without a call: see the field.
            host.current = outer;
            exited = true;
            deadline.disarm();
            node.detach();
        }
    }

    private Cancelled reachingCaller(Cancelled cutShort) {
        CancelCause cause = node.reachingCaller(cutShort.cancelCause());
        if (cause.equals(cutShort.cancelCause())) {
            return cutShort;
        }
        Cancelled reaching = new Cancelled(cause);
        reaching.addSuppressed(cutShort);
        return reaching;
    }

    /// Code that runs in a scope.
    @FunctionalInterface
    public interface Body<X extends Exception> {
        void run(CancelScope scope) throws X, InterruptedException;
    }

    /// Code that runs in a scope and gives a value.
    @FunctionalInterface
    public interface Call<T, X extends Exception> {
        T call(CancelScope scope) throws X, InterruptedException;
    }
}
