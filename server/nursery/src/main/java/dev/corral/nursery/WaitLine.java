package dev.corral.nursery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tasks that wait in order of arrival to be let go on by whoever owns the line, and the monitor that guards
/// both the line and what the owner decides by.
///
/// ```
/// synchronized (line) {                  // the waiter's side          synchronized (line) {
///     cell = free ? null : line.join(task);                                next = line.next();
/// }                                                                    }
/// line.await(task, cell);                                              WaitLine.wake(next);
/// ```
final class WaitLine {
    private final WaitKind kind;
    private final String name;

    @GuardedBy("this")
    private final WaitQueue<Cell> queue = new WaitQueue<>();

    WaitLine(WaitKind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    String name() {
        return name;
    }

    /// Puts a task at the end of the line; its own code must wait for the cell then, as by [#await].
    @GuardedBy("this")
    Cell join(Task<?> task) {
        Cell cell = new Cell(task, this);
        queue.add(cell);
        return cell;
    }

    /// Lets the first task go on that was not stopped meanwhile; null if there is none. To be woken when the
    /// monitor is released.
    @GuardedBy("this")
    @Nullable
    Cell next() {
        for (Cell cell = queue.poll(); cell != null; cell = queue.poll()) {
            if (cell.complete(null)) {
                return cell;
            }
        }
        return null;
    }

    /// Lets all go on. To be woken when the monitor is released.
    @GuardedBy("this")
    List<Cell> all() {
        List<Cell> gone = new ArrayList<>(queue.size());
        for (Cell cell = next(); cell != null; cell = next()) {
            gone.add(cell);
        }
        return gone;
    }

    /// Lets all go on with an error of their own each. To be woken when the monitor is released.
    @GuardedBy("this")
    List<Cell> failAll(Supplier<? extends Exception> error) {
        List<Cell> gone = new ArrayList<>(queue.size());
        for (Cell cell = queue.poll(); cell != null; cell = queue.poll()) {
            if (cell.fail(error.get())) {
                gone.add(cell);
            }
        }
        return gone;
    }

    @GuardedBy("this")
    int size() {
        return queue.size();
    }

    /// The second half of a checkpoint: waits if the task had to join, else gives way now and then.
    static void await(Task<?> task, @Nullable Cell cell) throws InterruptedException {
        if (cell == null) {
            task.checkpointPassed();
        } else {
            Task.awaitPlain(cell);
        }
    }

    static void wake(@Nullable Cell cell) {
        if (cell != null) {
            cell.wake();
        }
    }

    static void wake(List<Cell> cells) {
        cells.forEach(WaitCell::wake);
    }

    private synchronized void withdraw(Cell cell) {
        queue.remove(cell);
    }

    /// One task in the line.
    static final class Cell extends QueuedCell<Cell> {
        private final WaitLine line;

        private Cell(Task<?> task, WaitLine line) {
            super(task);
            this.line = line;
        }

        @Override
        WaitKind kind() {
            return line.kind;
        }

        @Override
        String subject() {
            return line.name;
        }

        @Override
        void withdraw() {
            line.withdraw(this);
        }
    }
}
