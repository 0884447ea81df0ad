package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Bounds how many tasks of a nursery run at once: the bodies of those beyond it begin in order of start,
/// each when another has ended.
final class RunningCap {
    private final WaitLine line;

    @GuardedBy("line")
    private int free;

    RunningCap(String nursery, int most) {
        this.line = new WaitLine(WaitKind.LIMITER, "turn in " + nursery);
        this.free = most;
    }

    /// Launches a task that takes its turn first.
    <T> Task<T> launch(TaskOrigin origin, Callable<? extends T> body) {
        Turn turn = new Turn(origin.home());
        Task<T> task = new Task<>(origin.at(turn), () -> turn.call(body));
        turn.ask(task);
        boolean launched = false;
        try {
            task.launch();
            launched = true;
            return task;
        } finally {
            if (!launched) {
                turn.giveUp();
            }
        }
    }

    private void release() {
        WaitLine.Cell next;
        synchronized (line) {
            next = line.next();
            if (next == null) {
                free++;
            }
        }
        WaitLine.wake(next);
    }

    /// One task's turn: it ends when the task has, and its nursery knows. A failure so cancels the others
    /// before the next of them begins.
    final class Turn implements TaskHome {
        private final TaskHome home;
        /// Null if it was this task's turn at once.
        private WaitLine.@Nullable Cell cell;
        /// Touched by the task's own thread only.
        private boolean taken;

        private Turn(TaskHome home) {
            this.home = home;
        }

        private void ask(Task<?> task) {
            synchronized (line) {
                if (free == 0) {
                    cell = line.join(task);
                } else {
                    free--;
                }
            }
        }

        private <T> T call(Callable<? extends T> body) throws Exception {
            if (cell != null) {
                Task.awaitPlain(cell);
            }
            taken = true;
            Task.checkpointIfCancelled();
            return body.call();
        }

        @Override
        public @Nullable Nursery nursery() {
            return home.nursery();
        }

        @Override
        public boolean isMember() {
            return home.isMember();
        }

        @Override
        public void failed(Throwable thrown) {
            home.failed(thrown);
        }

        @Override
        public void ended(Task<?> task) {
            home.ended(task);
            if (taken) {
                release();
            }
        }

        /// There is no thread to take the turn.
        private void giveUp() {
            if (cell == null || !cell.abandon()) {
                release();
            } else {
                cell.withdraw();
            }
        }
    }
}
