package dev.corral.loadtest.act;

import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.Crew;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.RawExchange;
import java.io.IOException;
import java.time.Duration;

/// A client that asks for a job and reads too slowly, or not at all. Used once.
///
record LazyReader(Run run, JobOrder order) {
    private static final int RECEIVE_BYTES = 8 << 10;
    private static final Duration TICK = Duration.ofMillis(100);
    /// A stalled one waits at least so long for its end: the usual write-idle limit of 30 s, a quarter more, and some
    // grace.
    private static final Duration STALL = Duration.ofSeconds(39);

    /// Reads that many bytes a second for longer than the limit of one who takes nothing, and leaves.
    LazyReader slowly(int bytesPerSecond) throws InterruptedException {
        boolean answered = false;
        long endNanos = System.nanoTime() + STALL.toNanos();
        try (RawExchange exchange = run.calls().open(RECEIVE_BYTES)) {
            exchange.send(run.calls().bytes(order));
            answered = exchange.head().status() == 200;
            while (System.nanoTime() - endNanos < 0) {
                if (exchange.skim(bytesPerSecond / 10) < 0) {
                    break;
                }
                Crew.pause(TICK);
            }
            exchange.reset();
        } catch (IOException e) {
            run.book().note("a slow reader was cut off", String.valueOf(e));
        }
        run.account().left(answered);
        return this;
    }

    /// Reads the head and nothing else.
    LazyReader notAtAll() throws InterruptedException {
        boolean answered = false;
        try (RawExchange exchange = run.calls().open(RECEIVE_BYTES)) {
            exchange.send(run.calls().bytes(order));
            answered = exchange.head().status() == 200;
            Crew.pause(STALL);
        } catch (IOException e) {
            run.book().note("a stalled reader was cut off", String.valueOf(e));
        }
        run.account().left(answered);
        return this;
    }
}
