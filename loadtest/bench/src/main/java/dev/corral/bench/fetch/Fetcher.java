package dev.corral.bench.fetch;

/// Fetches the same URL again and again. Connections are kept from pass to pass.
interface Fetcher extends AutoCloseable {
    /// Makes that many requests and waits for the last answer; called from one thread.
    Tally fetch(int items) throws InterruptedException;

    @Override
    void close();
}
