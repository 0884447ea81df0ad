package dev.corral.nursery;

import java.util.Iterator;
import java.util.Objects;

/// Items that a generator makes one at a time, each when it is asked for: the generator runs as a task, and
/// stands still between two calls of [#receive].
///
/// ```
/// Feed.open("pages", pages -> {
///     for (Page page = first(); page != null; page = page.next()) {
///         pages.give(page);
///     }
/// }, feed -> feed.forEach(this::index));
/// ```
///
/// A feed belongs to the body that it is given to, and is used by one task at a time. Use a [Channel] where
/// the two sides should run ahead of each other, or where there are several on a side.
public final class Feed<T> {
    private final String name;
    private final Semaphore wanted;
    private final Channel<T> channel;

    /// Whether an item was asked for and has not come: a receive that was cancelled asks only once.
    private boolean asked;

    private Feed(String name) {
        this.name = name;
        wanted = Semaphore.of(name, 0);
        channel = Channel.open(name, 0);
    }

    /// Runs a generator and a body that takes its items. When the body leaves before the items have ended,
    /// the generator is cancelled where it stands, and this waits for its clean-up.
    ///
    /// @throws NurseryFailed if the body failed or the generator did, its clean-up included, with every
    ///     failure; the other is cancelled
    public static <T> void open(String name, Generator<T> generator, Body<T> body)
            throws NurseryFailed, InterruptedException {
        Objects.requireNonNull(generator, "generator");
        Feed<T> feed = new Feed<>(name);
        feed.run(() -> feed.generate(generator), body);
    }

    /// Like [#open], for the items of an iterator. It is closed in the end, if it can be, whether or not an
    /// item was asked for.
    public static <T> void of(String name, Iterator<? extends T> items, Body<T> body)
            throws NurseryFailed, InterruptedException {
        Objects.requireNonNull(items, "items");
        Feed<T> feed = new Feed<>(name);
        feed.run(() -> feed.giveAll(items), body);
    }

    private void run(Nursery.TaskBody making, Body<T> body) throws NurseryFailed, InterruptedException {
        Objects.requireNonNull(body, "body");
        try {
            Nursery.open(NurseryOptions.named(name), nursery -> {
                nursery.start(name, () -> make(making));
                body.run(this);
                nursery.cancel("the body needs no more");
            });
        } finally {
            channel.sender().close();
            channel.receiver().close();
        }
    }

    private void generate(Generator<T> generator) throws Exception {
        wanted.acquire();
        generator.run(this::give);
    }

    private void giveAll(Iterator<? extends T> items) throws Exception {
        AutoCloseable resource = items instanceof AutoCloseable closeable ? closeable : () -> {};
        try (resource) {
            wanted.acquire();
            while (items.hasNext()) {
                give(items.next());
            }
        }
    }

    /// After a failure the stream stays open: the body must not take it for complete, and is cancelled at
    /// once.
    private void make(Nursery.TaskBody making) throws Exception {
        try {
            making.run();
        } catch (Cancelled c) {
            channel.sender().close();
            throw c;
        }
        channel.sender().close();
    }

    private void give(T item) throws InterruptedException {
        try {
            channel.sender().send(item);
        } catch (ChannelBroken e) {
            throw new IllegalStateException("a feed's own channel is broken", e);
        }
        wanted.acquire();
    }

    /// Asks for the next item and waits for it. A checkpoint; an item that comes when the wait was cancelled
    /// is given to the next call.
    ///
    /// @return the item, or the end when the generator has returned
    public Received<T> receive() throws InterruptedException {
        if (!asked) {
            asked = true;
            wanted.release();
        }
        Received<T> received = channel.receiver().receive();
        asked = false;
        return received;
    }

    /// Receives until the items end. Each receive is a checkpoint.
    public <X extends Exception> void forEach(Receiver.ItemBody<T, X> body) throws X, InterruptedException {
        while (receive() instanceof Received.Item(var item)) {
            body.accept(item);
        }
    }

    /// Makes items.
    @FunctionalInterface
    public interface Generator<T> {
        /// Called once, when the first item is asked for. Returning ends the items.
        void run(Taker<T> taker) throws Exception;
    }

    /// Where a generator puts its items.
    @FunctionalInterface
    public interface Taker<T> {
        /// Hands an item over, and returns when the next one is asked for. A checkpoint.
        ///
        /// @param item not null
        void give(T item) throws InterruptedException;
    }

    /// Takes items.
    @FunctionalInterface
    public interface Body<T> {
        void run(Feed<T> feed) throws Exception;
    }
}
