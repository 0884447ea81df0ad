package dev.corral.server.jobs;

import dev.corral.nursery.Event;
import dev.corral.nursery.Task;
import dev.corral.server.run.Share;
import dev.corral.server.run.SharedPermits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The turn of one stored job among those that run at once. A job that is paused gives it to others, once none of its
/// items runs, and takes another one before its items go on.
///
/// ```
///   none ──take──> held ──paused, and nothing runs──> given ──resumed, and its turn again──> held
///                    └───────────────────────────────────┴──release──> none
/// ```
///
/// Taken, kept and released by tasks of the job that follow each other; any thread may ask.
final class Turn {
    /// How soon others hear of a pause. Nobody tells when the last item that runs has ended.
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final SharedPermits turns;
    private final Share share;
    private final LiveJob job;
    private boolean held;

    /// Set when a turn that was given is held again; null while none is given.
    private volatile @Nullable Event given;

    /// @param share takes turns by its weight
    Turn(SharedPermits turns, Share share, LiveJob job) {
        this.turns = turns;
        this.share = share;
        this.job = job;
    }

    /// Waits for a turn; a job that is paused leaves it to others. A checkpoint.
    void take() throws InterruptedException {
        job.gate().pass();
        acquire();
        while (job.gate().isClosed()) {
            release();
            job.gate().pass();
            acquire();
        }
    }

    private void acquire() throws InterruptedException {
        turns.acquire(share);
        held = true;
    }

    /// Gives the turn back, if there is one.
    void release() {
        if (held) {
            held = false;
            turns.release();
        }
    }

    /// Gives the turn to others while the job is paused. A task's body: until it is cancelled.
    void keep() throws InterruptedException {
        while (true) {
            Task.sleep(LOOK);
            if (job.rests()) {
                Event again = new Event("turn");
                given = again;
                release();
                take();
                given = null;
                again.set();
            }
        }
    }

    /// Whether its items wait for a turn.
    boolean isAwaited() {
        return given != null && !job.gate().isClosed();
    }

    /// Waits while the turn is given. A checkpoint, if it waits.
    void awaitHeld() throws InterruptedException {
        for (Event again = given; again != null; again = given) {
            again.await();
        }
    }
}
