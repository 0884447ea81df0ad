package dev.corral.nursery;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// How a nursery gets its tasks.
final class Starter {
    private final Members members;
    private final @Nullable RunningCap cap;
    /// Of the last task without a name. Immutable: of several threads that start tasks, any may win.
    private @Nullable TaskOrigin unnamed;

    Starter(Members members, NurseryOptions options) {
        this.members = members;
        this.cap = options.isCapped() ? new RunningCap(options.name(), options.maxRunning()) : null;
    }

    <T> Task<T> start(@Nullable String name, Callable<? extends T> body) {
        return launch(origin(name), body);
    }

    <R extends @Nullable Object, T, X extends Exception> Started<R, T> startReady(
            @Nullable String name, Nursery.ReadyBody<R, T, X> body) throws X, InterruptedException {
        ReadyCell cell = new ReadyCell(Task.current(), members.nursery());
        Arrival arrival = new Arrival(members, cell);
        Ready<R> ready = new Ready<>(arrival);
        Task<T> task = launch(TaskOrigin.pending(arrival, name), () -> {
            arrival.begun();
            return body.call(ready);
        });
        return new Started<>(cell.awaitReady(task), task);
    }

    private <T> Task<T> launch(TaskOrigin origin, Callable<? extends T> body) {
        members.join();
        boolean launched = false;
        try {
            Task<T> task = cap == null ? launched(new Task<>(origin, body)) : cap.launch(origin, body);
            launched = true;
            return task;
        } finally {
            if (!launched) {
                members.part();
            }
        }
    }

    /// The same one for all unnamed tasks with the same locals: they are many.
    private TaskOrigin origin(@Nullable String name) {
        Locals locals = TaskOrigin.localsHere(members);
        TaskOrigin last = unnamed;
        if (name == null && last != null && last.locals() == locals) {
            return last;
        }
        TaskOrigin origin = TaskOrigin.child(members, locals, name);
        if (name == null) {
            unnamed = origin;
        }
        return origin;
    }

    private static <T> Task<T> launched(Task<T> task) {
        task.launch();
        return task;
    }
}
