package dev.corral.server.run;

import dev.corral.server.job.FetchItem;
import dev.corral.server.job.Item;
import dev.corral.server.job.ItemCheck;
import dev.corral.server.job.JobDocument;
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

    /// What an attempt at an item comes to.
    @FunctionalInterface
    interface Trial {
        ItemResult run(Item item, ItemContext context) throws InterruptedException;
    }

    private final Trial trial;
    private final boolean tellsOnTheWay;
    private final AtomicInteger attempts = new AtomicInteger();
    private final Set<Integer> begun = new ConcurrentSkipListSet<>();
    private final Set<Integer> ended = new ConcurrentSkipListSet<>();
    private final ConcurrentHashMap<String, Integer> running = new ConcurrentHashMap<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger mostOfAHost = new AtomicInteger();

    FakeKind(Body body) {
        this(once(body), false);
    }

    private FakeKind(Trial trial, boolean tellsOnTheWay) {
        this.trial = trial;
        this.tellsOnTheWay = tellsOnTheWay;
    }

    /// Items that may be tried more than once.
    static FakeKind trying(Trial trial) {
        return new FakeKind(trial, false);
    }

    /// Items that tell records before their own.
    static FakeKind telling(Body body) {
        return new FakeKind(once(body), true);
    }

    private static Trial once(Body body) {
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        return (item, context) -> {
            if (!seen.add(item.index())) {
                throw new AssertionError("item " + item.index() + " began twice");
            }
            return new ItemResult.Finished(done(item, body.run(item, context)));
        };
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
    private static String hostKey(Item item) {
        String url = ((FetchItem) item).url();
        int dash = url.indexOf('-');
        return dash < 0 ? url : url.substring(0, dash);
    }

    @Override
    public boolean tellsOnTheWay() {
        return tellsOnTheWay;
    }

    @Override
    public Plan plan(Item item, JobDocument document) {
        return new Plan() {
            @Override
            public String hostKey() {
                return FakeKind.hostKey(item);
            }

            @Override
            public String sameness() {
                return ((FetchItem) item).url();
            }

            @Override
            public ItemResult run(ItemContext context) throws InterruptedException {
                return attempt(item, context);
            }
        };
    }

    private ItemResult attempt(Item item, ItemContext context) throws InterruptedException {
        begun.add(item.index());
        attempts.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        mostOfAHost.accumulateAndGet(running.merge(hostKey(item), 1, Integer::sum), Math::max);
        try {
            return trial.run(item, context);
        } finally {
            running.merge(hostKey(item), -1, Integer::sum);
            atOnce.decrementAndGet();
            ended.add(item.index());
        }
    }

    int attempts() {
        return attempts.get();
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
