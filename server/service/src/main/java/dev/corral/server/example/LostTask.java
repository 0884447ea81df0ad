package dev.corral.server.example;

import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A task that nobody awaits, with plain threads and in a nursery.
final class LostTask implements Example {
    @Override
    public String title() {
        return "the lost task: two are started, one is awaited";
    }

    @Override
    public String story() {
        return """
            A plain thread belongs to nobody. Two are started here and one is joined; the other fails after the
            program has gone on, and its failure goes nowhere: no caller is left that could learn of it. The same is
            true of asyncio.create_task, of an executor's submit, of CompletableFuture.runAsync.

            A nursery cannot lose a task. It is left when the last one has ended, awaited or not, and what failed
            leaves with it.\
            """;
    }

    @Override
    public void run(Teller teller) throws InterruptedException {
        withPlainThreads(teller);
        withANursery(teller);
    }

    private static void withPlainThreads(Teller teller) throws InterruptedException {
        CountDownLatch programIsOver = new CountDownLatch(1);
        Thread awaited = Thread.ofVirtual().unstarted(() -> teller.say("threads: the awaited one is done"));
        Thread orphan = Thread.ofVirtual().unstarted(() -> {
            awaitQuietly(programIsOver);
            throw new IllegalStateException("the orphan failed");
        });
        orphan.setUncaughtExceptionHandler((thread, lost) ->
                teller.say("threads: '" + lost.getMessage() + "', says its thread, to nobody who could act on it"));
        awaited.start();
        orphan.start();
        awaited.join();
        teller.say("threads: the program goes on and takes all for done");
        programIsOver.countDown();
        orphan.join();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void withANursery(Teller teller) throws InterruptedException {
        try {
            Nursery.open(nursery -> {
                Task<Void> awaited = nursery.start("awaited", () -> teller.say("nursery: the awaited one is done"));
                nursery.start("other", () -> {
                    Task.sleep(Duration.ofMillis(300));
                    throw new IllegalStateException("the other failed");
                });
                awaited.await();
                teller.say("nursery: the body is done, the nursery waits");
            });
        } catch (NurseryFailed e) {
            teller.say("nursery: left with '" + e.failures().getFirst().getMessage() + "'");
        }
    }
}
