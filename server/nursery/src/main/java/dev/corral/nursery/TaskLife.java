package dev.corral.nursery;

import org.jspecify.annotations.Nullable;

/// What the thread of a task runs, and the mark by which code on that thread finds its task.
///
/// A thread has one field that takes an object of ours: its uncaught exception handler. Reading it is two
/// loads and costs no memory. A scoped value costs each task a binding, a cache once it is read, and five
/// frames on a stack that is copied at every wait; a thread-local costs it a map. The price is that a task must
/// leave that handler alone, which has no use in it: whatever its code throws is caught and is its failure.
final class TaskLife<T> implements Runnable, Thread.UncaughtExceptionHandler {
    private final Task<T> task;

    TaskLife(Task<T> task) {
        this.task = task;
    }

    @Override
    public void run() {
        Thread.currentThread().setUncaughtExceptionHandler(this);
        Activity activity = task.run().activity();
        activity.resumed();
        try {
            runBody();
        } finally {
            try {
                leave();
            } finally {
                activity.ended();
            }
        }
    }

    /// Whatever goes wrong at the end: who waits for the task must not wait for ever.
    private void leave() {
        try {
            task.node().detach();
            task.instrument().taskEnded(task);
            task.orphanLocks();
        } finally {
            task.home().ended(task);
        }
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // the thread ends here: nobody is left to see its interrupt
    private void runBody() {
        try {
            task.settleSucceeded(task.takeBody().call());
        } catch (Cancelled c) {
            if (task.node().effective() == null) {
                fail(c);
            } else {
                task.settleCancelled(c);
            }
        } catch (Throwable t) {
            fail(t);
        }
    }

    private void fail(Throwable thrown) {
        try {
            task.home().failed(thrown);
        } finally {
            task.settleFailed(thrown);
        }
    }

    /// Null if this is no thread of a task. The mark alone does not make it one: anybody can hand it to a
    /// thread of their own.
    static @Nullable Task<?> here() {
        Thread here = Thread.currentThread();
        return here.getUncaughtExceptionHandler() instanceof TaskLife<?> life && here.equals(life.task.thread())
                ? life.task
                : null;
    }

    /// For what goes wrong outside of the body, such as a lack of memory: as if this handler were not there.
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        thread.getThreadGroup().uncaughtException(thread, thrown);
    }

    /// The task's name: whose thread this is.
    @Override
    public String toString() {
        return task.name();
    }
}
