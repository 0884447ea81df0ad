package dev.corral.server.run;

import dev.corral.server.job.FetchItem;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobKind;
import dev.corral.server.stream.ErrorKind;
import dev.corral.server.stream.ItemDetail;
import dev.corral.server.stream.ItemError;
import dev.corral.server.stream.JobRecord;
import dev.corral.server.stream.Outcome;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs items as a test says, and remembers which ones began, which ended, and how many ran at once.
final class FakeKind implements Kind {
    /// What becomes of an item.
    @FunctionalInterface
    interface Body {
        Outcome run(Item item, ItemContext context) throws InterruptedException;
    }

    private final Body body;
    private final Set<Integer> begun = new ConcurrentSkipListSet<>();
    private final Set<Integer> ended = new ConcurrentSkipListSet<>();
    private final ConcurrentHashMap<String, Integer> running = new ConcurrentHashMap<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger mostOfAHost = new AtomicInteger();

    FakeKind(Body body) {
        this.body = body;
    }

    static JobRecord.ItemDone done(Item item, Outcome outcome) {
        ItemError error = outcome == Outcome.FAILED ? new ItemError(ErrorKind.STATUS, "as the test says") : null;
        return new JobRecord.ItemDone(item.index(), item.id(), outcome, 1, error, new ItemDetail.None());
    }

    @Override
    public JobKind name() {
        return JobKind.FETCH;
    }

    @Override
    public ItemCheck check() {
        return ItemCheck.NONE;
    }

    /// The URL up to its second dash, as in `http://a-1`.
    @Override
    public String hostKey(Item item) {
        String url = ((FetchItem) item).url();
        int dash = url.indexOf('-');
        return dash < 0 ? url : url.substring(0, dash);
    }

    @Override
    public JobRecord.ItemDone run(Item item, ItemContext context) throws InterruptedException {
        if (!begun.add(item.index())) {
            throw new AssertionError("item " + item.index() + " began twice");
        }
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        mostOfAHost.accumulateAndGet(running.merge(hostKey(item), 1, Integer::sum), Math::max);
        try {
            return done(item, body.run(item, context));
        } finally {
            running.merge(hostKey(item), -1, Integer::sum);
            atOnce.decrementAndGet();
            ended.add(item.index());
        }
    }

    Set<Integer> begun() {
        return begun;
    }

    Set<Integer> ended() {
        return ended;
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    int mostOfAHost() {
        return mostOfAHost.get();
    }
}
