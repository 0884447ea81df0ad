package dev.corral.nursery;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Lets threads that are no tasks run code as tasks of a nursery, and learn what came of it: the way in for
/// event loops, message listeners and schedulers. Made inside a run, handed outside.
///
/// What such code throws goes to whoever asked, and does not fail the nursery unless it is an [Error]. The
/// portal is open as long as the nursery is; the nursery waits for the tasks that came through. Thread-safe.
public final class Portal {
    private final Nursery nursery;

    /// @param nursery where the tasks run
    public Portal(Nursery nursery) {
        this.nursery = Objects.requireNonNull(nursery, "nursery");
    }

    /// Starts code as a task. Not a checkpoint; any thread may call it.
    ///
    /// @return completed when the code has ended; cancelling it cancels the task, which then ends at its next
    ///     checkpoint
    /// @throws IllegalStateException if the nursery has ended
    public <T> Future<T> submit(Callable<? extends T> code) {
        Objects.requireNonNull(code, "code");
        return new Answer<>(nursery.start("portal", () -> Outcome.<T>of(code)));
    }

    /// Runs code as a task and blocks this thread, which must be no task, until it has ended. An interrupt of
    /// this thread cancels the task; the call leaves when it has ended.
    ///
    /// @throws Exception what the code threw, by identity; [Cancelled] if the task was cancelled
    /// @throws IllegalStateException if this thread is a task or an event loop that carries tasks, or the
    ///     nursery has ended
    public <T> T call(Callable<? extends T> code) throws Exception {
        Objects.requireNonNull(code, "code");
        if (CurrentTask.isThere()) {
            throw new IllegalStateException("this is a task: call the code directly, or start a task for it");
        }
        nursery.run().backend().requireMayWait("Portal.call");
        return OutsideJoin.of(nursery.start("portal", () -> Outcome.<T>of(code)))
                .reveal();
    }

    /// What code gave or threw, as a value: it is nobody's failure but the caller's.
    private record Outcome<T>(@Nullable T value, @Nullable Exception thrown) {
        static <T> Outcome<T> of(Callable<? extends T> code) throws Cancelled {
            try {
                return new Outcome<>(code.call(), null);
            } catch (Cancelled c) {
                throw c;
            } catch (Exception e) {
                return new Outcome<>(null, e);
            }
        }

        @SuppressWarnings("NullAway") // null only where T admits null
        T reveal() throws Exception {
            if (thrown != null) {
                throw thrown;
            }
            return value;
        }
    }

    /// A future that the end of the task settles, whether or not the task has got as far as the code, and
    /// whose cancelling reaches the task.
    private static final class Answer<T> extends CompletableFuture<T> {
        private final Task<Outcome<T>> task;

        Answer(Task<Outcome<T>> task) {
            this.task = task;
            task.followers().then(this::settle);
        }

        private void settle() {
            Throwable failure = task.failure();
            if (failure != null) {
                // A cancellation, or an error, which fails the nursery too: no code can be trusted after it.
                completeExceptionally(failure);
                return;
            }
            Outcome<T> outcome = task.given();
            if (outcome.thrown == null) {
                complete(outcome.value);
            } else {
                completeExceptionally(outcome.thrown);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            // First this: the end of the task would settle the future otherwise.
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            if (cancelled) {
                task.cancel("the future of this task was cancelled");
            }
            return cancelled;
        }
    }
}
