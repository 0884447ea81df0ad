package dev.corral.nursery.testing;

import dev.corral.nursery.Activity;
import dev.corral.nursery.Backend;
import dev.corral.nursery.Cancelled;
import dev.corral.nursery.Instrument;
import dev.corral.nursery.Task;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;

/// A backend that runs one task at a time, from one checkpoint to its next, and chooses at each who goes on,
/// by a seed: the same seed gives the same order. Every checkpoint is such a point, also one that need not
/// wait. Time is virtual and jumps when all tasks wait, as with [VirtualTime#autoJump].
///
/// A test that fails once in a thousand orders fails with its seed each time, see [#explore]:
///
/// ```
/// Stepped.explore(1_000, stepped -> stepped.run(() -> {
///     Account account = new Account(100);
///     Nursery.open(nursery -> {
///         nursery.start(() -> account.withdraw(70));
///         nursery.start(() -> account.withdraw(70));
///     });
///     assertThat(account.balance()).isEqualTo(30);
///     return null;
/// }));
/// ```
///
/// A run in which every task waits, no timer is set and no worker is busy fails with an [AssertionError] that
/// shows the task tree, rather than wait for ever. So what goes on outside of the run and will call back,
/// such as a server, must be told of: [Activity#began] before it begins, [Activity#ended] after it has called
/// back, both on [#activity].
///
/// Blocking calls on worker threads, and threads that are no tasks, are not chosen: they run beside the
/// tasks, and when their results come in is not for the seed to say. A task that blocks otherwise than at a
/// checkpoint holds up all others. One instance serves one run at a time.
public final class Stepped implements Backend {
    private final Backend threads = Backend.jdk();
    private final long seed;
    private final Instrument instrument;
    private final SteppedActivity activity;

    private Stepped(long seed, Instrument instrument, SteppedActivity activity) {
        this.seed = seed;
        this.instrument = instrument;
        this.activity = activity;
    }

    /// Tasks go on in the order in which they became ready.
    public static Stepped fifo() {
        return seeded(0);
    }

    /// The one of all orders that this seed stands for.
    ///
    /// @param seed any number; 0 is the order of [#fifo]
    public static Stepped seeded(long seed) {
        return new Stepped(seed, Instrument.NONE, new SteppedActivity(new Turns(choice(seed))));
    }

    private static IntUnaryOperator choice(long seed) {
        return seed == 0 ? size -> 0 : new SplittableRandom(seed)::nextInt;
    }

    /// Makes an experiment with each of the seeds 0, 1, and so on, until one fails.
    ///
    /// @param seeds how many
    /// @throws AssertionError if it failed: its message says with which seed and how to [#replay] that one,
    ///     its cause is what the experiment threw
    /// @throws InterruptedException if this thread was interrupted
    public static void explore(int seeds, Experiment experiment) throws InterruptedException {
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds is " + seeds + ", expected 1 or more");
        }
        for (int seed = 0; seed < seeds; seed++) {
            replay(seed, experiment);
        }
    }

    /// Makes an experiment once, with the seed that [#explore] has named.
    ///
    /// @throws AssertionError if it failed, with what it threw as cause
    /// @throws InterruptedException if this thread was interrupted
    public static void replay(long seed, Experiment experiment) throws InterruptedException {
        try {
            experiment.run(seeded(seed));
        } catch (Cancelled e) {
            throw failed(seed, e);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            throw failed(seed, e);
        }
    }

    private static AssertionError failed(long seed, Throwable thrown) {
        return new AssertionError(
                "failed with seed " + seed + ", to be tried again with Stepped.replay(" + seed + ", experiment): "
                        + thrown,
                thrown);
    }

    public long seed() {
        return seed;
    }

    /// Waits until all other tasks wait and no blocking call runs. A task that was just cancelled or handed
    /// an item counts as busy. A checkpoint. Goes before a jump of the clock.
    public void waitAllTasksBlocked() throws InterruptedException {
        activity.awaitAllBlocked();
    }

    /// @throws AssertionError if no task could go on
    @Override
    public <T, X extends Exception> T run(RunBody<T, X> body) throws X, InterruptedException {
        Deadlock deadlock = activity.deadlock();
        try {
            T value = Backend.super.run(() -> {
                deadlock.runBegins(Task.current());
                return body.call();
            });
            deadlock.runEnded(name(), null);
            return value;
        } catch (Exception | Error e) {
            deadlock.runEnded(name(), e);
            throw e;
        }
    }

    @Override
    public Stepped instrumented(Instrument heard) {
        return new Stepped(seed, instrument.and(heard), activity);
    }

    /// `stepped` and the seed.
    @Override
    public String name() {
        return "stepped with seed " + seed;
    }

    @Override
    public VirtualClock clock() {
        return activity.clock();
    }

    @Override
    public Thread newThread(String name, Runnable task) {
        return threads.newThread(name, () -> {
            try {
                task.run();
            } finally {
                activity.over(Thread.currentThread());
            }
        });
    }

    @Override
    public void start(Thread thread) {
        activity.born(thread);
        boolean started = false;
        try {
            thread.start();
            started = true;
        } finally {
            if (!started) {
                activity.over(thread);
            }
        }
    }

    @Override
    public void ready(Thread thread) {
        activity.ready(thread);
    }

    @Override
    public void giveWay() {
        activity.giveWay();
    }

    /// 1: every checkpoint gives way.
    @Override
    public int checkpointsPerYield() {
        return 1;
    }

    @Override
    public Activity activity() {
        return activity;
    }

    @Override
    public Instrument instrument() {
        return instrument;
    }

    @Override
    public String toString() {
        return "Stepped[seed " + seed + "]";
    }

    /// Something to be tried in many orders.
    @FunctionalInterface
    public interface Experiment {
        /// Makes runs on this backend and asserts what must hold in every order. Must start from the same
        /// state every time.
        void run(Stepped stepped) throws Exception;
    }
}
