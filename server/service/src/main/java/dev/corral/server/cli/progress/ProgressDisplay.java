package dev.corral.server.cli.progress;

import dev.corral.nursery.Offload;
import dev.corral.nursery.Task;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Shows progress while a run lasts: a bar that is redrawn on a terminal, a line elsewhere,
/// less and less often.
public final class ProgressDisplay {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration FIRST_REPRINT = Duration.ofSeconds(2);
    /// A long run is not to fill a log.
    private static final Duration LAST_REPRINT = Duration.ofMinutes(1);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private static final Offload WRITE = Offload.named("display");

    private final PrintWriter err;
    private final OptionalInt columns;
    private final Supplier<Progress> progress;

    /// @param columns of the terminal that `err` writes to; empty if it is none
    public ProgressDisplay(PrintWriter err, OptionalInt columns, Supplier<Progress> progress) {
        this.err = err;
        this.columns = columns;
        this.progress = progress;
    }

    /// Shows until it is cancelled, and leaves no trace on a terminal. A task's body.
    public void show() throws InterruptedException {
        if (columns.isEmpty()) {
            print();
        } else {
            draw(columns.getAsInt());
        }
    }

    private void print() throws InterruptedException {
        Duration pause = FIRST_REPRINT;
        while (true) {
            Task.sleep(pause);
            write(progress.get().text() + System.lineSeparator());
            Duration longer = pause.multipliedBy(2);
            pause = longer.compareTo(LAST_REPRINT) < 0 ? longer : LAST_REPRINT;
        }
    }

    private void draw(int width) throws InterruptedException {
        try {
            while (true) {
                write(CLEAR_LINE + ProgressBar.line(progress.get(), width));
                Task.sleep(REDRAW);
            }
        } finally {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }

    /// A terminal may hold up whoever writes to it.
    private void write(String text) throws InterruptedException {
        try {
            WRITE.run(() -> {
                err.print(text);
                err.flush();
                return text;
            });
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a print writer keeps its faults to itself", e);
        }
    }
}
