package dev.corral.nursery.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Cancelled;
import dev.corral.nursery.Event;
import dev.corral.nursery.Nursery;
import dev.corral.nursery.NurseryFailed;
import dev.corral.nursery.Task;
import dev.corral.nursery.TaskState;
import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachBackend
class VertxFuturesTest {
    private final Backend backend;
    private final List<String> late = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    VertxFuturesTest(Backend backend) {
        this.backend = backend;
    }

    @AfterEach
    void close() throws ExecutionException, InterruptedException, TimeoutException {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        backend.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    @Test
    void awaitGivesTheValue() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            assertThat(VertxFutures.await(Future.succeededFuture("at once"))).isEqualTo("at once");
            assertThat(VertxFutures.await(vertx.timer(1).map("later"))).isEqualTo("later");
        });
    }

    @Test
    void awaitThrowsTheSameException() throws InterruptedException, NurseryFailed {
        IOException planted = new IOException("planted");
        inNursery(nursery -> {
            assertThat(catchThrowable(() -> VertxFutures.await(Future.failedFuture(planted))))
                    .isSameAs(planted);
            assertThat(catchThrowable(
                            () -> VertxFutures.await(vertx.timer(1).compose(ignored -> Future.failedFuture(planted)))))
                    .isSameAs(planted);
        });
    }

    @Test
    void aCancelledTaskLeavesAtOnceAndTheLateValueIsDisposedOf() throws InterruptedException, NurseryFailed {
        VirtualTime time = VirtualTime.manual(backend);
        time.run(() -> {
            Nursery.open(nursery -> {
                Promise<String> promise = Promise.promise();
                Event disposed = new Event();
                Task<String> task = nursery.start(() -> VertxFutures.await(promise.future(), value -> {
                    late.add(value);
                    disposed.set();
                }));
                time.waitAllTasksBlocked();
                task.cancel("enough");
                task.waitDone();
                assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
                assertThat(late).doesNotContain("too late");
                vertx.runOnContext(ignored -> promise.complete("too late"));
                disposed.await();
            });
            return true;
        });
        assertThat(late).contains("too late");
    }

    @Test
    void callOnRunsOnTheThreadOfTheContext() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Context context = vertx.getOrCreateContext();
            String thread = VertxFutures.callOn(
                    context,
                    () -> {
                        assertThat(Context.isOnEventLoopThread()).isTrue();
                        assertThat(Vertx.currentContext()).isSameAs(context);
                        return Future.succeededFuture(Thread.currentThread().getName());
                    },
                    ignored -> {});
            assertThat(thread).contains("eventloop");
            assertThat(Thread.currentThread().isVirtual()).isTrue();
        });
    }

    @Test
    void whateverACallThrowsOrLacksReachesTheTask() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Context context = vertx.getOrCreateContext();
            RuntimeException exception = new IllegalStateException("planted");
            Error error = new StackOverflowError("planted");
            assertThat(callThatThrows(context, exception)).isSameAs(exception);
            assertThat(callThatThrows(context, error)).isSameAs(error);
            assertThat(catchThrowable(() -> VertxFutures.callOn(context, VertxFuturesTest::noFuture, ignored -> {})))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("expected a future");
        });
    }

    private static Throwable callThatThrows(Context context, Throwable thrown) {
        return catchThrowable(() -> VertxFutures.<String>callOn(
                context,
                () -> {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) thrown;
                },
                ignored -> {}));
    }

    @SuppressWarnings("NullAway") // a caller that has no null checks
    private static Future<String> noFuture() {
        return null;
    }

    @Test
    void aCancelledCallLeavesTheContextUsable() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Context context = vertx.getOrCreateContext();
            Promise<String> never = Promise.promise();
            Event called = new Event();
            Event disposed = new Event();
            Task<String> task = nursery.start(() -> VertxFutures.callOn(
                    context,
                    () -> {
                        called.set();
                        return never.future();
                    },
                    value -> {
                        late.add(value);
                        disposed.set();
                    }));
            called.await();
            task.cancel("enough");
            task.waitDone();
            assertThat(catchThrowable(task::result)).hasCauseInstanceOf(Cancelled.class);
            assertThat(VertxFutures.callOn(context, () -> Future.succeededFuture("alive"), ignored -> {}))
                    .isEqualTo("alive");
            never.complete("disposed of");
            disposed.await();
        });
        assertThat(late).contains("disposed of");
    }

    @Test
    void aCallThatHasNotBegunWhenItsTaskIsCancelledNeverBegins() throws InterruptedException, NurseryFailed {
        CountDownLatch held = new CountDownLatch(1);
        inNursery(nursery -> {
            Context context = vertx.getOrCreateContext();
            context.runOnContext(ignored -> await(held));
            Event started = new Event();
            Task<String> task = nursery.start(() -> {
                started.set();
                return VertxFutures.callOn(
                        context,
                        () -> {
                            late.add("called");
                            return Future.succeededFuture("value");
                        },
                        late::add);
            });
            started.await();
            task.cancel("enough");
            task.waitDone();
            held.countDown();
            assertThat(VertxFutures.callOn(context, () -> Future.succeededFuture("next"), ignored -> {}))
                    .isEqualTo("next");
        });
        assertThat(late).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the latch stayed up");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
