package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Several pieces of code at once, and what they give: the common shapes, made of a nursery and a channel.
///
/// In all of them nothing outlives the call: what is not needed any more is cancelled, and waited for.
public final class FanOut {
    private FanOut() {}

    /// Runs all at once and gives their values in the order of the calls. A checkpoint.
    ///
    /// @throws NurseryFailed if one failed; the others are cancelled
    /// @throws IllegalStateException if one has cancelled itself, and so gave nothing
    public static <T> List<T> gather(Collection<? extends Callable<? extends T>> calls)
            throws NurseryFailed, InterruptedException {
        return gather(NurseryOptions.named("gather"), calls);
    }

    private static <T> List<T> gather(NurseryOptions options, Collection<? extends Callable<? extends T>> calls)
            throws NurseryFailed, InterruptedException {
        List<Task<T>> tasks = new ArrayList<>(calls.size());
        Nursery.open(options, nursery -> {
            for (Callable<? extends T> call : calls) {
                tasks.add(nursery.start(call));
            }
        });
        List<T> values = new ArrayList<>(tasks.size());
        for (Task<T> task : tasks) {
            values.add(value(task));
        }
        return values;
    }

    /// Applies a function to all items, up to so many at once, and gives the results in the order of the
    /// items. A checkpoint.
    ///
    /// @param most how many run at once, at least 1
    /// @throws NurseryFailed if one failed; the others are cancelled, and those not begun never begin
    /// @throws IllegalStateException if one has cancelled itself, and so gave nothing
    public static <A, B> List<B> map(Collection<? extends A> items, int most, Function<A, B> function)
            throws NurseryFailed, InterruptedException {
        Objects.requireNonNull(function, "function");
        List<Callable<B>> calls = new ArrayList<>(items.size());
        for (A item : items) {
            calls.add(() -> function.apply(item));
        }
        return gather(NurseryOptions.named("map").withMaxRunning(most), calls);
    }

    /// Runs all at once and hands their values, which must not be null, to a body as they come. Leaving the
    /// body early cancels the rest, and drops the values that it has not received. A checkpoint.
    ///
    /// @throws NurseryFailed if one failed, or the body did; the others are cancelled
    public static <T> void asCompleted(Collection<? extends Callable<? extends T>> calls, CompletedBody<T> body)
            throws NurseryFailed, InterruptedException {
        Objects.requireNonNull(body, "body");
        Channel<T> done = Channel.open("completed", calls.size());
        AtomicInteger left = new AtomicInteger(calls.size());
        try {
            Nursery.open(NurseryOptions.named("as completed"), nursery -> {
                if (calls.isEmpty()) {
                    done.sender().close();
                }
                for (Callable<? extends T> call : calls) {
                    nursery.start(() -> tell(done.sender(), left, call));
                }
                body.run(done.receiver());
                nursery.cancel("the body needs no more");
            });
        } finally {
            done.sender().close();
            done.receiver().close();
        }
    }

    /// Runs alternatives at once and gives the value of the first that succeeds; the others are cancelled. A
    /// checkpoint. A value that is not given, since another came first or since this throws, is dropped: see
    /// [#race(Collection, Consumer)] for what has to be closed.
    ///
    /// @param calls at least one
    /// @throws NurseryFailed if all failed, with every failure; or if one threw an [Error], whoever came first
    /// @throws IllegalStateException if no alternative failed and every one has cancelled itself
    public static <T> T race(Collection<? extends Callable<? extends T>> calls)
            throws NurseryFailed, InterruptedException {
        return race(calls, value -> {});
    }

    /// Like [#race(Collection)], for values that must not be lost.
    ///
    /// @param unused gets each value that is not given, before this is left; what it throws for one that came
    ///     second is a failure
    public static <T> T race(Collection<? extends Callable<? extends T>> calls, Consumer<? super T> unused)
            throws NurseryFailed, InterruptedException {
        if (calls.isEmpty()) {
            throw new IllegalArgumentException("there are no alternatives, expected one or more");
        }
        Race<T> race = new Race<>(unused);
        boolean over = false;
        try {
            Nursery.open(NurseryOptions.named("race"), nursery -> {
                for (Callable<? extends T> call : calls) {
                    nursery.start(() -> race.run(call, nursery));
                }
            });
            over = true;
        } finally {
            if (!over) {
                race.dropWinner();
            }
        }
        return race.winner();
    }

    /// There is room for every value; a body that has left wants no more. After a failure the stream stays
    /// open: the body must not take it for complete, and is cancelled at once.
    private static <T> void tell(Sender<T> sender, AtomicInteger left, Callable<? extends T> call) throws Exception {
        T value;
        try {
            value = call.call();
        } catch (Cancelled c) {
            endWithLast(sender, left);
            throw c;
        }
        sender.trySend(Objects.requireNonNull(value, "a call gave null, which cannot be handed on"));
        endWithLast(sender, left);
    }

    private static void endWithLast(Sender<?> sender, AtomicInteger left) {
        if (left.decrementAndGet() == 0) {
            sender.close();
        }
    }

    private static <T> T value(Task<T> task) {
        try {
            return task.result();
        } catch (TaskFailed e) {
            // A failure would have been its nursery's too.
            throw new IllegalStateException("task " + task.name() + " has cancelled itself, expected a value of it", e);
        }
    }

    /// What is known of a race while it runs.
    private static final class Race<T> {
        private record Winner<T>(T value) {}

        private final Consumer<? super T> unused;
        private final AtomicReference<@Nullable Winner<T>> winner = new AtomicReference<>();

        @GuardedBy("failures")
        private final List<Throwable> failures = new ArrayList<>();

        Race(Consumer<? super T> unused) {
            this.unused = unused;
        }

        void run(Callable<? extends T> call, Nursery nursery) throws InterruptedException {
            T value;
            try {
                value = call.call();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                synchronized (failures) {
                    failures.add(e);
                }
                return;
            }
            if (winner.compareAndSet(null, new Winner<>(value))) {
                nursery.cancel("another alternative was first");
            } else {
                unused.accept(value);
            }
        }

        void dropWinner() {
            Winner<T> won = winner.get();
            if (won != null) {
                unused.accept(won.value);
            }
        }

        T winner() throws NurseryFailed {
            Winner<T> won = winner.get();
            if (won != null) {
                return won.value;
            }
            synchronized (failures) {
                if (failures.isEmpty()) {
                    throw new IllegalStateException("every alternative has cancelled itself");
                }
                throw new NurseryFailed("race", failures);
            }
        }
    }

    /// What is done with each item.
    @FunctionalInterface
    public interface Function<A, B> {
        B apply(A item) throws Exception;
    }

    /// Takes values as they come.
    @FunctionalInterface
    public interface CompletedBody<T> {
        /// Called once.
        ///
        /// @param completed ends when all have come
        void run(Receiver<T> completed) throws Exception;
    }
}
