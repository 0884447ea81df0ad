package dev.corral.nursery.vertx;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.corral.nursery.Task;
import io.vertx.core.Closeable;
import io.vertx.core.Completable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;

/// The runs of a backend that have not ended. When Vert.x is closed it asks here first: the runs are
/// cancelled, and the loops stay until the last of them has ended, since its clean-up needs them.
final class OpenRuns implements Closeable {
    @GuardedBy("this")
    private final Set<Task<?>> roots = new HashSet<>();

    /// Each Vert.x instance that is being closed and waits for the runs.
    @GuardedBy("this")
    private final List<Completable<Void>> closing = new ArrayList<>();

    @GuardedBy("this")
    private boolean closed;

    /// Lets a run begin; what it gives is called when the run has ended.
    Runnable admit(Task<?> root) {
        synchronized (this) {
            if (closed) {
                throw new RejectedExecutionException(
                        "task " + root.name() + " cannot begin, Vert.x is closed: end every run before closing Vert.x");
            }
            roots.add(root);
        }
        return () -> {
            synchronized (this) {
                roots.remove(root);
            }
            goOnIfNoneIsLeft();
        };
    }

    @Override
    public void close(Completable<Void> completion) {
        List<Task<?>> cancelled;
        synchronized (this) {
            closed = true;
            closing.add(completion);
            cancelled = List.copyOf(roots);
        }
        cancelled.forEach(root ->
                root.cancel("Vert.x, whose event loops carry this run, is being closed: end every run before that"));
        goOnIfNoneIsLeft();
    }

    private void goOnIfNoneIsLeft() {
        List<Completable<Void>> over;
        synchronized (this) {
            if (!roots.isEmpty()) {
                return;
            }
            over = List.copyOf(closing);
            closing.clear();
        }
        over.forEach(Completable::succeed);
    }
}
