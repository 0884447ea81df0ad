package dev.corral.nursery;

import java.util.Objects;
import java.util.concurrent.Callable;

/// What blocking code on a worker thread ([Offload]) can do in the world of tasks: see whether it should
/// stop, and bring code back that uses channels, limiters and the like.
public final class FromWorker {
    private FromWorker() {}

    /// Throws if the task that waits for this worker thread is cancelled, or was when it abandoned the call.
    /// For long code to ask now and then; the task's scope swallows what this throws.
    ///
    /// @throws Cancelled if it is cancelled
    /// @throws IllegalStateException if this is no worker thread
    public static void checkCancelled() throws Cancelled {
        CancelCause cause = here().node.effective();
        if (cause != null) {
            throw new Cancelled(cause);
        }
    }

    /// Runs code as a task, under the scope of the task that waits for this worker thread, and blocks the
    /// worker until it has ended.
    ///
    /// @throws Exception what the code threw, by identity; [Cancelled] if the waiting task is cancelled
    /// @throws CallAbandoned if the waiting task has abandoned this call
    /// @throws IllegalStateException if this is no worker thread
    public static <T> T call(Callable<? extends T> code) throws Exception {
        return here().reenter(Objects.requireNonNull(code, "code"));
    }

    private static OffloadCall<?> here() {
        if (CurrentTask.isThere()) {
            throw new IllegalStateException("this is a task, not a worker thread: call the code directly");
        }
        OffloadCall<?> call = OffloadCall.current();
        if (call == null) {
            throw new IllegalStateException(
                    "this is no worker thread: only code inside Offload has a task that waits for it; see Portal");
        }
        return call;
    }
}
