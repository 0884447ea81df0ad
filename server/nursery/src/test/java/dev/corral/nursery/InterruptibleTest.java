package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// On real threads: what blocks here is none of a virtual clock's business.
@OnEachBackend
class InterruptibleTest {
    private final Backend backend;
    private final AtomicInteger cleanedUp = new AtomicInteger();

    InterruptibleTest(Backend backend) {
        this.backend = backend;
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        backend.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    /// Starts a blocking call, cancels it when it blocks, and gives what it threw.
    private static Throwable cancelled(Nursery nursery, Callable<?> blocking) throws InterruptedException, Exception {
        Task<Throwable> task = nursery.start(() -> catchThrowable(() -> Interruptible.call(blocking)));
        Bounded.until(() -> task.waiting() != null && isBlocked(task.thread()));
        task.cancel("enough");
        return task.await();
    }

    private static boolean isBlocked(Thread thread) {
        return thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TIMED_WAITING
                || thread.getStackTrace().length == 0
                || inNative(thread);
    }

    private static boolean inNative(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0 && stack[0].isNativeMethod();
    }

    @Test
    void aCancelInterruptsATakeFromAQueue() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> assertThat(cancelled(nursery, new ArrayBlockingQueue<String>(1)::take))
                .isInstanceOf(Cancelled.class)
                .hasMessage("enough")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()[0]).isInstanceOf(InterruptedException.class)));
    }

    @Test
    void aCancelInterruptsTheWaitForAProcess() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Process process = new ProcessBuilder("sleep", "60").start();
            try {
                assertThat(cancelled(nursery, process::waitFor)).isInstanceOf(Cancelled.class);
                assertThat(process.isAlive()).isTrue();
            } finally {
                process.destroyForcibly();
            }
        });
    }

    @Test
    void aCancelInterruptsAReadFromASocket() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            try (ServerSocketChannel server = ServerSocketChannel.open()
                            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    SocketChannel client = SocketChannel.open(server.getLocalAddress());
                    SocketChannel accepted = server.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                assertThat(cancelled(nursery, () -> client.read(ByteBuffer.allocate(1))))
                        .isInstanceOf(Cancelled.class);
                assertThat(client.isOpen()).isFalse();
            }
        });
    }

    @Test
    void aCallInACancelledScopeDoesNotBegin() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            nursery.cancel("enough");
            assertThatThrownBy(() -> Interruptible.call(() -> {
                        throw new AssertionError("began");
                    }))
                    .isInstanceOf(Cancelled.class);
        });
    }

    @Test
    void aValueWinsOverACancelWhichTheNextCheckpointSees() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> CancelScope.<Exception>open(scope -> {
            String value = Interruptible.call(() -> {
                scope.cancel("during the call");
                return "value";
            });
            assertThat(value).isEqualTo("value");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThatThrownBy(Task::checkpoint).isInstanceOf(Cancelled.class);
        }));
    }

    @Test
    void whatTheCodeThrowsItselfArrivesUnchanged() throws InterruptedException, NurseryFailed {
        IOException planted = new IOException("planted");
        inNursery(nursery -> {
            assertThat(catchThrowable(() -> Interruptible.call(() -> {
                        throw planted;
                    })))
                    .isSameAs(planted);
            assertThatThrownBy(() -> Interruptible.call(() -> {
                        throw new StackOverflowError("planted");
                    }))
                    .isInstanceOf(StackOverflowError.class);
            Task.checkpoint();
        });
    }

    @Test
    void inAShieldNothingInterrupts() throws InterruptedException, NurseryFailed {
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
        inNursery(nursery -> {
            Task<String> task = nursery.start(() -> {
                String[] got = new String[1];
                CancelScope.<Exception>shielded(s -> got[0] = Interruptible.call(queue::take));
                return got[0];
            });
            Bounded.until(() -> task.waiting() != null);
            task.cancel("enough");
            queue.put("value");
            assertThat(task.await()).isEqualTo("value");
        });
    }

    @Test
    void codeThatWaitsAtACheckpointInsideIsStillInterruptedAfterIt() throws InterruptedException, NurseryFailed {
        BlockingQueue<String> never = new ArrayBlockingQueue<>(1);
        inNursery(nursery -> {
            Event event = new Event();
            Task<Throwable> task = nursery.start(() -> catchThrowable(() -> Interruptible.call(() -> {
                event.await();
                return Interruptible.call(() -> Interruptible.call(() -> "inner") + never.take());
            })));
            Bounded.until(() -> event.waiting() == 1);
            event.set();
            Bounded.until(() -> task.thread().getState() == Thread.State.WAITING && event.waiting() == 0);
            task.cancel("enough");
            assertThat(task.await()).isInstanceOf(Cancelled.class);
        });
    }

    /// The cancel comes at any moment: before, during and after the call. What follows is not hit by it.
    @Test
    void aLateInterruptNeverReachesTheNextCall() throws InterruptedException, NurseryFailed {
        AtomicInteger values = new AtomicInteger();
        AtomicInteger cancels = new AtomicInteger();
        int rounds = 5_000;
        inNursery(nursery -> {
            Channel<CancelScope> scopes = Channel.open(0);
            Task<Void> canceller = nursery.start(() -> scopes.receiver().forEach(scope -> scope.cancel("race")));
            for (int i = 0; i < rounds; i++) {
                int spins = i % 50;
                CancelScope.<Exception>open(scope -> {
                    scopes.sender().send(scope);
                    try {
                        Interruptible.call(() -> spin(spins));
                        values.incrementAndGet();
                    } catch (Cancelled c) {
                        cancels.incrementAndGet();
                    }
                    spin(spins);
                });
            }
            scopes.sender().close();
            canceller.await();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        System.out.println("InterruptibleTest race: " + values + " values, " + cancels + " cancels");
        assertThat(values.get() + cancels.get()).isEqualTo(rounds);
    }

    /// Fails if the thread is hit by an interrupt meanwhile.
    private static int spin(int spins) throws InterruptedException {
        for (int i = 0; i < spins; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("hit");
            }
            Thread.onSpinWait();
        }
        return spins;
    }

    /// C70
    @Test
    void aCancelReachesAShieldInsideWhenThatIsLeft() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Event shielded = new Event();
            Event go = new Event();
            Task<Throwable> task = nursery.start(() -> catchThrowable(() -> Interruptible.call(() -> {
                CancelScope.shielded(scope -> {
                    shielded.set();
                    go.await();
                    Task.checkpoint();
                    cleanedUp.incrementAndGet();
                });
                return new ArrayBlockingQueue<String>(1).take();
            })));
            shielded.await();
            task.cancel("enough");
            go.set();
            assertThat(task.await()).isInstanceOf(Cancelled.class).hasMessage("enough");
        });
        assertThat(cleanedUp).hasValue(1);
    }

    /// C70
    @Test
    void anInterruptThatWasNotSeenBeforeAShieldWaitsForItsEnd() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Throwable> task = nursery.start(() -> catchThrowable(() -> Interruptible.call(() -> {
                Thread here = Thread.currentThread();
                Bounded.until(here::isInterrupted);
                CancelScope.shielded(outer -> CancelScope.shielded(scope -> Task.checkpoint()));
                cleanedUp.incrementAndGet();
                assertThat(here.isInterrupted()).isTrue();
                CancelScope.shielded(scope -> assertThat(here.isInterrupted()).isFalse());
                return new ArrayBlockingQueue<String>(1).take();
            })));
            Bounded.until(() -> task.waiting() != null);
            task.cancel("enough");
            assertThat(task.await()).isInstanceOf(Cancelled.class).hasMessage("enough");
        });
        assertThat(cleanedUp).hasValue(1);
    }

    /// C70
    @Test
    void aCancelDuringAShieldInsideDoesNotInterrupt() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Event shielded = new Event();
            Task<Throwable> task = nursery.start(() -> catchThrowable(() -> Interruptible.call(() -> {
                CancelScope.shielded(scope -> {
                    shielded.set();
                    Task<?> me = Task.current();
                    Bounded.until(() -> me.cancelCause() != null);
                    Task.checkpoint();
                    cleanedUp.incrementAndGet();
                });
                return new ArrayBlockingQueue<String>(1).take();
            })));
            shielded.await();
            task.cancel("enough");
            assertThat(task.await()).isInstanceOf(Cancelled.class).hasMessage("enough");
        });
        assertThat(cleanedUp).hasValue(1);
    }
}
