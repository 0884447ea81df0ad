package dev.corral.nursery.vertx;

import io.vertx.core.internal.ContextInternal;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// One task's virtual thread, as its loop sees it: the executor by which the thread asks for a turn, and the
/// turn itself.
final class LoopThread implements Executor {
    private final Loop loop;
    private final Runnable task;
    private @Nullable Thread thread;
    /// Always the same one, whoever hands it in; the loop reads it after a pass through its queue.
    private @Nullable Runnable continuation;

    LoopThread(Loop loop, Runnable task) {
        this.loop = loop;
        this.task = task;
    }

    /// Before the thread is started.
    Thread seated(Thread virtual) {
        thread = virtual;
        return virtual;
    }

    /// What the thread does. Vert.x knows its context by a thread-local, which stays over all waits.
    void live() {
        ContextInternal context = loop.context();
        ContextInternal outside = context.beginDispatch();
        loop.watch().taskBegan();
        try {
            task.run();
        } finally {
            loop.watch().taskEnded();
            context.endDispatch(outside);
        }
    }

    @Override
    public void execute(Runnable ownContinuation) {
        continuation = ownContinuation;
        loop.submit(this);
    }

    /// On the loop's thread, until the task blocks, gives way or ends.
    void turn() {
        Objects.requireNonNull(continuation).run();
    }

    StackTraceElement[] stack() {
        return Objects.requireNonNull(thread).getStackTrace();
    }

    /// The task's name.
    @Override
    public String toString() {
        return task.toString();
    }
}
