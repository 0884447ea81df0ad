package dev.corral.loadtest.act;

import dev.corral.loadtest.run.Run;
import dev.corral.loadtest.side.JobOrder;
import dev.corral.loadtest.side.RawExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A tenant that always has a big job, read as fast as it comes: the next one follows the last. Starts with
/// its making, ends with its closing.
final class Rival implements AutoCloseable {
    private static final int CHUNK = 64 << 10;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Run run;
    private final JobOrder order;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile @Nullable RawExchange exchange;
    private volatile boolean closed;

    Rival(Run run, JobOrder order) {
        this.run = run;
        this.order = order;
        var _ = run.crew().start(() -> {
            while (!closed) {
                job();
            }
            return this;
        });
    }

    private void job() throws IOException {
        boolean answered = false;
        try (RawExchange own = run.calls().open(0)) {
            exchange = own;
            own.send(run.calls().bytes(order));
            answered = own.head().status() == 200;
            begun.countDown();
            int read = 0;
            while (read >= 0 && !closed) {
                read = own.skim(CHUNK);
            }
            own.reset();
        } catch (IOException e) {
            if (!closed) {
                throw e;
            }
        } finally {
            run.account().left(answered);
        }
    }

    /// Waits until the first job has begun. A checkpoint.
    void awaitFirst() throws InterruptedException {
        if (!begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            run.book().invalid("the big job did not begin within " + LIMIT.toSeconds() + " s");
        }
    }

    /// Leaves the job that runs, and begins no other.
    @Override
    public void close() {
        closed = true;
        RawExchange last = exchange;
        if (last != null) {
            last.reset();
        }
    }
}
