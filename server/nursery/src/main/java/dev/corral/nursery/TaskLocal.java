package dev.corral.nursery;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A value that a task has, and that the tasks inherit which it starts: a request's id, a tenant, a trace.
///
/// A task inherits from the task that started it, not from the host of the nursery; later changes of either
/// are not seen by the other. Blocking code on a worker thread ([Offload]) sees the values of the task that
/// waits for it. The JDK's [ScopedValue] is the better tool within one task; it is not inherited across
/// tasks, which is what this is for.
public final class TaskLocal<T> {
    private final String name;
    private final @Nullable T initial;

    private TaskLocal(String name, @Nullable T initial) {
        this.name = Objects.requireNonNull(name, "name");
        this.initial = initial;
    }

    /// A local that tasks have no value of until one is set.
    ///
    /// @param name for messages
    public static <T> TaskLocal<T> named(String name) {
        return new TaskLocal<>(name, null);
    }

    /// A local that has a value everywhere, until another one is set.
    public static <T> TaskLocal<T> withDefault(String name, T value) {
        return new TaskLocal<>(name, Objects.requireNonNull(value, "value"));
    }

    /// The value for the current task, or on a worker thread for the task that waits for it.
    ///
    /// @throws IllegalStateException if there is none
    public T get() {
        T value = find();
        if (value == null) {
            throw new IllegalStateException("task local " + name + " has no value here: set one, or give it a default");
        }
        return value;
    }

    /// Like [#get]; null if there is none.
    @SuppressWarnings("unchecked") // only values of T are set for this local
    public @Nullable T find() {
        Locals locals = CurrentTask.locals();
        Object value = locals == null ? null : locals.find(this);
        return value == null ? initial : (T) value;
    }

    /// Runs code with a value, and puts the former one of this local back whatever happens. In a task only.
    public <R extends @Nullable Object, X extends Exception> R where(T value, Limiter.Call<R, X> code)
            throws X, InterruptedException {
        Objects.requireNonNull(value, "value");
        Task<?> task = Task.current();
        Object before = task.locals().find(this);
        task.locals(task.locals().with(this, value));
        try {
            return code.call();
        } finally {
            task.locals(task.locals().with(this, before));
        }
    }

    /// Sets the value for the rest of the current task, and for the tasks that it starts from here on. In a
    /// task only.
    public void set(T value) {
        Task<?> task = Task.current();
        task.locals(task.locals().with(this, Objects.requireNonNull(value, "value")));
    }

    @Override
    public String toString() {
        return "TaskLocal[" + name + "]";
    }
}
