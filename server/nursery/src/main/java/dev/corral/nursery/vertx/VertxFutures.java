package dev.corral.nursery.vertx;

import dev.corral.nursery.Suspension;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Waits of tasks for Vert.x futures.
///
/// A Vert.x future cannot be cancelled. A cancelled task leaves at once; what the future gives later goes to
/// a disposer (close the response, reset the request). For an operation that must have stopped before its
/// task goes on, use [Suspension] with `onCancel`.
public final class VertxFutures {
    private VertxFutures() {}

    /// Waits for a future; a value that comes too late is dropped. A checkpoint.
    ///
    /// @throws Exception what the future failed with, by identity
    public static <T extends @Nullable Object> T await(Future<T> future) throws Exception {
        return await(future, late -> {});
    }

    /// Waits for a future. A checkpoint.
    ///
    /// @param late gets a value that comes after the task was cancelled, on the thread that completes the
    ///     future
    /// @throws Exception what the future failed with, by identity
    public static <T extends @Nullable Object> T await(Future<T> future, Consumer<? super T> late) throws Exception {
        return Suspension.await("future", suspension -> {
            suspension.onLate(late);
            follow(future, suspension);
        });
    }

    /// Calls on the thread of a Vert.x context and waits for the future that the call gives: one hop there
    /// and one back, however much the call does in between. A checkpoint; a call that has not begun when the
    /// task is cancelled never begins.
    ///
    /// @param call runs on the context's thread: must not block, must not use tasks
    /// @param late gets a value that comes after the task was cancelled, on the thread that completes the
    ///     future
    /// @throws Exception what the call threw or the future failed with, by identity
    public static <T extends @Nullable Object> T callOn(
            Context context, Supplier<Future<T>> call, Consumer<? super T> late) throws Exception {
        return Suspension.await("context", suspension -> {
            suspension.onLate(late);
            context.runOnContext(ignored -> begin(call, suspension));
        });
    }

    private static <T extends @Nullable Object> void begin(Supplier<Future<T>> call, Suspension<T> suspension) {
        if (suspension.isSettled()) {
            return;
        }
        // Composed, so that whatever the call throws becomes a failure of the future.
        Future<T> future = Future.succeededFuture()
                .compose(ignored -> Objects.requireNonNull(call.get(), "the call gave null, expected a future"));
        follow(future, suspension);
    }

    private static <T extends @Nullable Object> void follow(Future<T> future, Suspension<T> suspension) {
        future.onComplete(done -> {
            if (done.succeeded()) {
                suspension.resume(done.result());
            } else {
                suspension.fail(done.cause());
            }
        });
    }
}
