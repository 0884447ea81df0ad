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
    private final Object label;
    private @Nullable Thread thread;
    /// Of this thread: the first that is handed in, when it is started, and always the same one.
    private @Nullable Runnable continuation;

    LoopThread(Loop loop, Runnable task) {
        this(loop, task, task);
    }

    private LoopThread(Loop loop, Runnable task, Object label) {
        this.loop = loop;
        this.task = task;
        this.label = label;
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

    /// A virtual thread that the task starts without us has this for a scheduler too, as the JDK wants it. It
    /// takes turns like a task, and is none.
    @Override
    public void execute(Runnable someContinuation) {
        if (continuation == null) {
            continuation = someContinuation;
        }
        if (someContinuation.equals(continuation)) {
            loop.submit(this);
        } else {
            loop.submitGuest(guest(someContinuation));
        }
    }

    private LoopThread guest(Runnable itsContinuation) {
        LoopThread guest = new LoopThread(loop, itsContinuation, "a virtual thread started by " + this);
        guest.continuation = itsContinuation;
        return guest;
    }

    /// A virtual thread that some task has started by itself, for one turn.
    boolean isGuest() {
        return thread == null;
    }

    /// On the loop's thread, until the task blocks, gives way or ends.
    void turn() {
        Objects.requireNonNull(continuation).run();
    }

    /// Empty for a thread that the task has started by itself.
    StackTraceElement[] stack() {
        return thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    }

    /// The task's name.
    @Override
    public String toString() {
        return label.toString();
    }
}
