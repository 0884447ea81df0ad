package dev.corral.nursery;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Calls blocking JDK code that answers to interrupts, on the task's own thread, and lets a cancellation
/// interrupt it: `BlockingQueue.take`, `Process.waitFor`, a socket channel's read. The only place where the
/// library interrupts a thread, outside of its backends for tests.
///
/// An interrupt closes a channel that is being read, is ignored by locks and streams, and a late one hits
/// whatever comes next. So it is fenced: before the call is left, an interrupt that was begun has landed, and
/// its flag is taken away.
///
/// In [CancelScope#shielded] inside such a call nothing is interrupted: an interrupt that comes meanwhile, or
/// was not seen before, waits until that is left. [CancelScope#shield] alone does not hold it back.
public final class Interruptible {
    private Interruptible() {}

    /// Calls blocking code. A checkpoint: sees at the start whether the task is cancelled; a cancellation
    /// during the call interrupts it. A call that returns a value all the same has succeeded, and its value
    /// is given.
    ///
    /// @throws Cancelled if the call was interrupted by a cancellation and threw
    /// @throws Exception what the code threw otherwise, by identity
    public static <T> T call(Callable<? extends T> blocking) throws Exception {
        Objects.requireNonNull(blocking, "blocking");
        Task<?> task = Task.checkpointStart();
        Fence fence = new Fence(task);
        fence.enter();
        leaveTurn(task);
        try {
            T value = blocking.call();
            fence.leave();
            return value;
        } catch (Exception e) {
            CancelCause cause = fence.leave();
            if (cause == null) {
                throw e;
            }
            Cancelled cancelled = new Cancelled(cause);
            cancelled.addSuppressed(e);
            throw cancelled;
        } finally {
            fence.leave();
            takeTurn(task);
        }
    }

    /// Runs what is shielded. Where that is inside a call, the call interrupts before or after, not meanwhile.
    static <X extends Exception> void shielding(CancelScope.Body<X> body, CancelScope scope)
            throws X, InterruptedException {
        if (!(Task.current().waiting() instanceof Fence fence) || fence.covered) {
            body.run(scope);
            return;
        }
        boolean unseen = fence.cover();
        try {
            body.run(scope);
        } finally {
            fence.uncover(unseen);
            fence.seeWhetherCancelled();
        }
    }

    /// Others may run meanwhile, though the task counts as busy, like a call on a worker thread.
    private static void leaveTurn(Task<?> task) {
        task.run().activity().began();
        task.run().activity().paused();
    }

    private static void takeTurn(Task<?> task) {
        task.run().backend().ready(task.thread());
        task.run().activity().resumed();
    }

    /// ```
    ///   OPEN ──interrupt()──> INTERRUPTED
    ///     └──────leave()───────────┴──leave()──> LEFT
    /// ```
    ///
    /// Interrupting and leaving exclude each other, so that no interrupt is under way when the call has been
    /// left.
    private static final class Fence extends WaitCell {
        private @Nullable CancelCause interruptedBy;
        private boolean left;
        private boolean covered;
        /// Of a call around this one.
        private @Nullable WaitCell around;

        Fence(Task<?> task) {
            super(task);
        }

        void enter() {
            around = publish();
        }

        @Override
        void stopRequested(Stop why) {
            if (why instanceof Stop.Cancellation(CancelCause cause)) {
                interrupt(cause);
            }
        }

        private synchronized void interrupt(CancelCause cause) {
            if (!left && !covered && interruptedBy == null) {
                interruptedBy = cause;
                task.thread().interrupt();
            }
        }

        /// Returns whether an interrupt of ours was there that nobody has seen.
        private synchronized boolean cover() {
            covered = true;
            return interruptedBy != null && Thread.interrupted();
        }

        private synchronized void uncover(boolean unseen) {
            covered = false;
            if (unseen) {
                task.thread().interrupt();
            }
        }

        /// Why the call was interrupted; null if it was not. Further calls change nothing.
        @Nullable
        CancelCause leave() {
            boolean first = !left;
            CancelCause cause = close();
            if (first) {
                conceal(around);
            }
            return cause;
        }

        private synchronized @Nullable CancelCause close() {
            if (!left) {
                left = true;
                if (interruptedBy != null) {
                    Thread.interrupted();
                }
            }
            return interruptedBy;
        }

        @Override
        WaitKind kind() {
            return WaitKind.OFFLOAD;
        }

        @Override
        String subject() {
            return "interruptible call";
        }

        @Override
        void withdraw() {
            // Registered nowhere but with its task.
        }
    }
}
