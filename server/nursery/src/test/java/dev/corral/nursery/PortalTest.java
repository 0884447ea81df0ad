package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.testing.OnEachBackend;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// On real threads: those who come through a portal are none of a virtual clock's business.
@OnEachBackend
class PortalTest {
    private final Backend backend;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    PortalTest(Backend backend) {
        this.backend = backend;
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        backend.run(() -> {
            Nursery.open(NurseryOptions.named("job"), body);
            return true;
        });
    }

    /// Calls from a thread that is no task, and waits as a task.
    private static <T> T outside(Callable<T> code) throws Exception {
        FutureTask<T> call = new FutureTask<>(code);
        Thread.ofPlatform().start(call);
        return Interruptible.call(() -> call.get(20, TimeUnit.SECONDS));
    }

    private boolean neverEnds() throws InterruptedException {
        try {
            new Event("never").await();
            return true;
        } finally {
            seen.add("cleaned up");
        }
    }

    /// C164
    @Test
    void submitGivesAFutureOfTheCodesOutcome() throws InterruptedException, NurseryFailed {
        IOException planted = new IOException("planted");
        inNursery(nursery -> {
            Portal portal = new Portal(nursery);
            assertThat(outside(() -> portal.submit(() -> Task.current().name()).get()))
                    .isEqualTo("portal");
            Throwable thrown = catchThrowable(() -> outside(() -> portal.submit(() -> {
                        throw planted;
                    })
                    .get()));
            assertThat(thrown).hasRootCause(planted);
            assertThat(nursery.cancelCause()).isNull();
        });
    }

    /// C164
    @Test
    void cancellingTheFutureCancelsTheTask() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Portal portal = new Portal(nursery);
            Event begun = new Event();
            Future<Boolean> future = outside(() -> portal.submit(() -> {
                begun.set();
                return neverEnds();
            }));
            begun.await();
            assertThat(future.cancel(true)).isTrue();
            assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
            assertThat(nursery.cancelCause()).isNull();
        });
        assertThat(seen).containsExactly("cleaned up");
    }

    /// C164
    @Test
    void theNurseryWaitsForWhatCameThrough() throws InterruptedException, NurseryFailed {
        Event go = new Event();
        AtomicReference<Future<String>> future = new AtomicReference<>();
        inNursery(nursery -> {
            Portal portal = new Portal(nursery);
            future.set(outside(() -> portal.submit(() -> {
                go.await();
                return "ended";
            })));
            go.set();
        });
        assertThat(future.get().isDone()).isTrue();
    }

    /// C164
    @Test
    void aFailureOfTheNurseryCancelsWhatCameThrough() throws InterruptedException {
        AtomicReference<Future<Boolean>> future = new AtomicReference<>();
        Throwable left = catchThrowable(() -> inNursery(nursery -> {
            Portal portal = new Portal(nursery);
            future.set(outside(() -> portal.submit(this::neverEnds)));
            throw new IOException("planted");
        }));
        assertThat(left).hasRootCauseMessage("planted");
        assertThat(seen).containsExactly("cleaned up");
        assertThatThrownBy(() -> future.get().get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(Cancelled.class);
    }

    /// C156, C164
    @Test
    void afterTheNurseryAndFromATaskItIsAnError() throws InterruptedException, NurseryFailed {
        AtomicReference<Portal> kept = new AtomicReference<>();
        inNursery(nursery -> {
            Portal portal = new Portal(nursery);
            kept.set(portal);
            assertThatThrownBy(() -> portal.call(() -> "task"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("call the code directly");
        });
        assertThatThrownBy(() -> kept.get().submit(() -> "late"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("job has ended");
        assertThatThrownBy(() -> kept.get().call(() -> "late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void callBlocksTheForeignThreadAndGivesValueOrThrown() throws InterruptedException, NurseryFailed {
        IOException planted = new IOException("planted");
        inNursery(nursery -> {
            Portal portal = new Portal(nursery);
            assertThat(outside(() -> portal.call(() -> {
                        Task.checkpoint();
                        return "value";
                    })))
                    .isEqualTo("value");
            Throwable thrown = outside(() -> Objects.requireNonNull(catchThrowable(() -> portal.call(() -> {
                throw planted;
            }))));
            assertThat(thrown).isSameAs(planted);
            assertThat(nursery.cancelCause()).isNull();
        });
    }

    @Test
    void anInterruptOfTheCallerCancelsTheTask() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Portal portal = new Portal(nursery);
            Throwable thrown = outside(() -> {
                Thread caller = Thread.currentThread();
                return Objects.requireNonNull(catchThrowable(() -> portal.call(() -> {
                    caller.interrupt();
                    return neverEnds();
                })));
            });
            assertThat(thrown).isInstanceOf(Cancelled.class);
        });
        assertThat(seen).containsExactly("cleaned up");
    }

    /// An error must not leave a foreign thread waiting for ever.
    @Test
    void anErrorReachesTheCallerAndFailsTheNursery() throws InterruptedException {
        Error planted = new StackOverflowError("planted");
        AtomicReference<Future<Object>> future = new AtomicReference<>();
        Throwable left = catchThrowable(() -> inNursery(nursery -> {
            Portal portal = new Portal(nursery);
            Thread foreign = Thread.ofPlatform()
                    .start(() -> future.set(portal.submit(() -> {
                        throw planted;
                    })));
            foreign.join();
        }));
        assertThat(left).isInstanceOf(NurseryFailed.class).hasCause(planted);
        assertThat(future.get().isDone()).isTrue();
        assertThatThrownBy(() -> future.get().get()).hasCause(planted);
    }

    /// C164: such a task never runs its code.
    @Test
    void aTaskThatIsCancelledBeforeItsTurnSettlesItsFuture() throws InterruptedException, NurseryFailed {
        inNursery(outer -> {
            AtomicReference<Future<String>> waiting = new AtomicReference<>();
            AtomicReference<Future<String>> late = new AtomicReference<>();
            Nursery.open(NurseryOptions.named("one").withMaxRunning(1), nursery -> {
                Portal portal = new Portal(nursery);
                Event begun = new Event();
                nursery.start(() -> {
                    begun.set();
                    return neverEnds();
                });
                begun.await();
                waiting.set(portal.submit(() -> "never"));
                nursery.cancel("enough");
                late.set(portal.submit(() -> "never"));
            });
            for (Future<String> future : List.of(waiting.get(), late.get())) {
                assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(Cancelled.class);
            }
        });
    }
}
