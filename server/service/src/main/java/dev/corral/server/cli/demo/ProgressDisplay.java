package dev.corral.server.cli.demo;

import dev.corral.nursery.Task;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Shows progress while a run lasts: a bar that is redrawn on a terminal, a line now and then elsewhere.
final class ProgressDisplay {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration REPRINT = Duration.ofSeconds(2);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final OptionalInt columns;
    private final Supplier<Progress> progress;

    /// @param columns of the terminal that `err` writes to; empty if it is none
    ProgressDisplay(PrintWriter err, OptionalInt columns, Supplier<Progress> progress) {
        this.err = err;
        this.columns = columns;
        this.progress = progress;
    }

    /// Shows until it is cancelled, and leaves no trace on a terminal. A task's body.
    void show() throws InterruptedException {
        if (columns.isEmpty()) {
            print();
        } else {
            draw(columns.getAsInt());
        }
    }

    private void print() throws InterruptedException {
        while (true) {
            Task.sleep(REPRINT);
            err.println(progress.get().text());
            err.flush();
        }
    }

    private void draw(int width) throws InterruptedException {
        try {
            while (true) {
                err.print(CLEAR_LINE + ProgressBar.line(progress.get(), width));
                err.flush();
                Task.sleep(REDRAW);
            }
        } finally {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }
}
