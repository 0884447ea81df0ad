package dev.corral.origin;

import java.util.concurrent.atomic.AtomicBoolean;

/// One request between its arrival and the end of its answer. Only the first of [#answered] and [#abandoned] counts.
/// Safe for use by several threads.
final class Visit {
    private final Seen seen;
    private final Tally path;
    private final Tally host;
    private final AtomicBoolean over = new AtomicBoolean();

    Visit(Seen seen, Tally path, Tally host) {
        this.seen = seen;
        this.path = path;
        this.host = host;
    }

    /// The answer has been given as its behaviour meant it, be that a whole response or a reset.
    void answered() {
        if (over.compareAndSet(false, true)) {
            seen.forTalliesOf(path, host, Tally::answered);
        }
    }

    /// The client left before.
    void abandoned() {
        if (over.compareAndSet(false, true)) {
            seen.forTalliesOf(path, host, Tally::abandoned);
        }
    }
}
