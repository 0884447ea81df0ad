package dev.corral.bench.fetch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/// A virtual thread an item on the JDK's HttpClient, and a semaphore: what one would write without a library.
/// The permit is taken before the thread starts, so no more threads wait than there are permits.
final class JdkFetcher implements Fetcher {
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpRequest request;
    private final int concurrency;

    JdkFetcher(Order order) {
        this.request = HttpRequest.newBuilder(order.uri()).build();
        this.concurrency = order.concurrency();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Fetcher fetcher = new JdkFetcher(Order.of(arguments))) {
            Passes.ofThisProcess().serve(fetcher);
        }
    }

    @Override
    public Tally fetch(int items) throws InterruptedException {
        Sums sums = new Sums();
        Semaphore permits = new Semaphore(concurrency);
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < items; i++) {
                permits.acquire();
                threads.execute(() -> {
                    try {
                        one(sums);
                    } finally {
                        permits.release();
                    }
                });
            }
        }
        return sums.tally(items, System.nanoTime() - begun);
    }

    private void one(Sums sums) {
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == OK) {
                sums.ok.increment();
                sums.bytes.add(response.body().length);
            }
        } catch (IOException e) {
            // Not counted as ok, and so as failed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /// What the threads of a pass add up.
    private static final class Sums {
        final LongAdder ok = new LongAdder();
        final LongAdder bytes = new LongAdder();

        Tally tally(int items, long nanos) {
            return new Tally(ok.sum(), items - ok.sum(), bytes.sum(), nanos);
        }
    }
}
