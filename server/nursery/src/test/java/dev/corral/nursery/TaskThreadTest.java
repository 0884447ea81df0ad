package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/// How code finds its task, and how others see its end while it comes.
@OnEachBackend
class TaskThreadTest {
    private static final int RACES = 500;

    private final Backend backend;

    TaskThreadTest(Backend backend) {
        this.backend = backend;
    }

    @Test
    void codeFindsItsOwnTaskBeforeAndAfterAWait() throws Exception {
        backend.<Boolean, Exception>run(() -> {
            Nursery.open(nursery -> {
                List<Task<Task<?>>> tasks = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    tasks.add(nursery.<Task<?>>start(() -> {
                        Task<?> before = Task.current();
                        Task.checkpoint();
                        assertThat(Task.current()).isSameAs(before);
                        return before;
                    }));
                }
                for (Task<Task<?>> task : tasks) {
                    assertThat(task.await()).isSameAs(task);
                }
            });
            return true;
        });
    }

    @Test
    void aThreadThatATaskStartsIsNoTask() throws Exception {
        backend.<Boolean, Exception>run(() -> {
            assertThatThrownBy(() -> onThreadWithAHandler(Task::current))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("not in a task");
            return true;
        });
    }

    private static void onThreadWithAHandler(Runnable code) throws ExecutionException, InterruptedException {
        FutureTask<Boolean> done = new FutureTask<>(code, true);
        Thread.ofVirtual().uncaughtExceptionHandler((thread, thrown) -> {}).start(done);
        done.get();
    }

    @Test
    void aTaskWhoseThreadWasGivenAnotherHandlerIsToldWhy() throws Exception {
        backend.<Boolean, Exception>run(() -> {
            Thread thread = Thread.currentThread();
            Thread.UncaughtExceptionHandler own = thread.getUncaughtExceptionHandler();
            thread.setUncaughtExceptionHandler((where, thrown) -> {});
            try {
                assertThatThrownBy(Task::checkpoint)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("uncaught exception handler");
            } finally {
                thread.setUncaughtExceptionHandler(own);
            }
            Task.checkpoint();
            return true;
        });
    }

    @Test
    void nobodyMissesAnEndThatComesWhileOneAsksForIt() throws Exception {
        backend.<Boolean, Exception>run(() -> {
            for (int i = 0; i < RACES; i++) {
                int value = i;
                Nursery.open(nursery -> {
                    Task<Integer> ending = nursery.start(() -> value);
                    for (int follower = 0; follower < 3; follower++) {
                        nursery.start(() -> assertThat(ending.await()).isEqualTo(value));
                    }
                });
            }
            return true;
        });
    }

    @Test
    void aLockThatIsHandedToATaskThatEndsAtOnceBreaksForThoseBehindIt() throws Exception {
        backend.<Boolean, Exception>run(() -> {
            for (int i = 0; i < RACES; i++) {
                Lock lock = Lock.named("handed over");
                Nursery.open(nursery -> {
                    lock.acquire();
                    nursery.start("owner at its end", lock::acquire);
                    while (lock.waiting() < 1) {
                        Task.checkpoint();
                    }
                    Task<Void> behind = nursery.start("behind", () -> {
                        assertThatThrownBy(lock::acquire).isInstanceOf(LockBroken.class);
                    });
                    while (lock.waiting() < 2) {
                        Task.checkpoint();
                    }
                    lock.release();
                    behind.waitDone();
                });
            }
            return true;
        });
    }

    @Test
    void aThreadThatWasGivenTheHandlerOfATaskIsNoTask() throws Exception {
        backend.<Boolean, Exception>run(() -> {
            FutureTask<Task<?>> asked = new FutureTask<>(Task::current);
            Thread.ofPlatform()
                    .uncaughtExceptionHandler(Thread.currentThread().getUncaughtExceptionHandler())
                    .start(asked);
            assertThatThrownBy(asked::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("not in a task");
            return true;
        });
    }
}
