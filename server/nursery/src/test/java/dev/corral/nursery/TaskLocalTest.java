package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@OnEachBackend
class TaskLocalTest {
    private static final TaskLocal<String> TENANT = TaskLocal.withDefault("tenant", "nobody");
    private static final TaskLocal<String> TRACE = TaskLocal.named("trace");

    private final VirtualTime time;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    TaskLocalTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    private void inNursery(Nursery.Body body) throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(body);
            return true;
        });
    }

    /// C33
    @Test
    void aTaskInheritsFromTheTaskThatStartsItAndNotFromTheHost() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            TENANT.set("host");
            Task<Void> starter = nursery.start(() -> {
                TENANT.set("starter");
                nursery.start(() -> seen.add(TENANT.get()));
            });
            starter.await();
        });
        assertThat(seen).containsExactly("starter");
    }

    /// C33
    @Test
    void laterChangesLeakNeitherWay() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            TENANT.set("before");
            Event changed = new Event();
            Task<Void> task = nursery.start(() -> {
                changed.await();
                seen.add(TENANT.get());
                TENANT.set("child's");
            });
            TENANT.set("after");
            changed.set();
            task.await();
            assertThat(TENANT.get()).isEqualTo("after");
        });
        assertThat(seen).containsExactly("before");
    }

    @Test
    void whereLastsForItsCodeAndLeavesOtherLocalsAlone() throws InterruptedException {
        time.run(() -> {
            String inside = TENANT.where("inner", () -> {
                TRACE.set("kept");
                return TENANT.get();
            });
            assertThat(inside).isEqualTo("inner");
            assertThat(TENANT.get()).isEqualTo("nobody");
            assertThat(TRACE.get()).isEqualTo("kept");
            assertThatThrownBy(() -> TENANT.where("failing", () -> {
                        throw new IllegalStateException("planted");
                    }))
                    .hasMessage("planted");
            assertThat(TENANT.get()).isEqualTo("nobody");
            return true;
        });
    }

    @Test
    void aLocalWithoutValueSaysWhichOne() throws InterruptedException {
        assertThat(TRACE.find()).isNull();
        assertThatThrownBy(TRACE::get).isInstanceOf(IllegalStateException.class).hasMessageContaining("trace");
        assertThatThrownBy(() -> TRACE.set("outside")).isInstanceOf(IllegalStateException.class);
        assertThat(TENANT.get()).isEqualTo("nobody");
    }

    /// C154
    @Test
    void aWorkerSeesTheValuesOfItsTaskAndSoDoesWhatItStarts() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            Task<Void> task = nursery.start(() -> {
                TENANT.set("task");
                assertThat(Offload.<String>call(TENANT::get)).isEqualTo("task");
                assertThat(Offload.<String>call(() -> FromWorker.call(() -> {
                            String found = TENANT.get();
                            TENANT.set("re-entry's");
                            return found;
                        })))
                        .isEqualTo("task");
                Offload.call(() -> nursery.start(() -> seen.add("started from a worker: " + TENANT.get())));
                assertThat(TENANT.get()).isEqualTo("task");
                assertThat(Offload.<Boolean>call(() -> {
                            assertThatThrownBy(() -> TENANT.set("worker's")).isInstanceOf(IllegalStateException.class);
                            return true;
                        }))
                        .isTrue();
            });
            task.await();
        });
        assertThat(seen).containsExactly("started from a worker: task");
    }

    @Test
    void aReadyStartInheritsFromItsStarterAndAForeignThreadFromTheHost() throws InterruptedException, NurseryFailed {
        inNursery(nursery -> {
            TENANT.set("host");
            nursery.start(() -> {
                        TENANT.set("starter");
                        return nursery.startReady((Ready<String> ready) -> {
                            ready.ready(TENANT.get());
                            return true;
                        });
                    })
                    .await();
            AtomicReference<Task<String>> started = new AtomicReference<>();
            Thread foreign = Thread.ofPlatform().start(() -> started.set(nursery.start(() -> TENANT.get())));
            foreign.join();
            assertThat(started.get().await()).isEqualTo("host");
        });
    }
}
