package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.corral.nursery.testing.OnEachBackend;
import dev.corral.nursery.testing.VirtualTime;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

@OnEachBackend
class NurseryStartTest {
    private final VirtualTime time;

    NurseryStartTest(Backend backend) {
        time = VirtualTime.autoJump(backend);
    }

    /// C29
    @Test
    void aTaskThatIsNoneIsAnErrorAtOnceAndHangsNothing() throws InterruptedException, NurseryFailed {
        time.run(() -> {
            Nursery.open(nursery -> assertThatThrownBy(() -> nursery.start((Nursery.TaskBody) nothing()))
                    .isInstanceOf(NullPointerException.class));
            return true;
        });
    }

    @Test
    void aThreadThatCannotBeHadIsAnErrorOfTheStartAndHangsNothing() throws InterruptedException, NurseryFailed {
        new Barren(time).run(() -> {
            Nursery.open(nursery -> assertThatThrownBy(() -> nursery.start(() -> {}))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("planted"));
            return true;
        });
    }

    @SuppressWarnings("NullAway") // a caller that has no null checks
    private static Object nothing() {
        return new ArrayList<>(java.util.Collections.singletonList(null)).getFirst();
    }

    /// Has a thread for the root task and for no other.
    private record Barren(Backend backend) implements Backend {
        @Override
        public String name() {
            return "barren";
        }

        @Override
        public Clock clock() {
            return backend.clock();
        }

        @Override
        public Thread newThread(String name, Runnable task) {
            if (!name.equals("root")) {
                throw new OutOfMemoryError("planted");
            }
            return backend.newThread(name, task);
        }
    }
}
