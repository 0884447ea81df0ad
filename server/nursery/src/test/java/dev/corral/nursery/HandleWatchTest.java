package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.corral.nursery.testing.OnEachBackend;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@OnEachBackend
class HandleWatchTest {
    private final Backend backend;
    private final List<String> dropped = new CopyOnWriteArrayList<>();

    private final Instrument watching = new Instrument() {
        @Override
        public boolean watchesHandles() {
            return true;
        }

        @Override
        public void handleDropped(String channel, String end) {
            dropped.add(end + " of " + channel);
        }
    };

    HandleWatchTest(Backend backend) {
        this.backend = backend;
    }

    private static void drop(String name) {
        Channel<String> channel = Channel.open(name, 1);
        assertThat(channel.sender().trySend("lost")).isEqualTo(SendResult.SENT);
        channel.receiver().close();
    }

    private static void close(String name) {
        Channel<String> channel = Channel.open(name, 1);
        channel.sender().clone().close();
        channel.sender().close();
        channel.receiver().close();
    }

    /// C139
    @Test
    @SuppressWarnings("System.GC") // the collector is what is tested
    void aHandleDroppedWithoutCloseIsReportedAndAClosedOneIsNot() throws InterruptedException {
        backend.instrumented(watching).run(() -> {
            close("closed");
            drop("dropped");
            Bounded.until(() -> {
                System.gc();
                return !dropped.isEmpty();
            });
            return true;
        });
        assertThat(dropped).containsExactly("sender of dropped");
    }

    /// C139
    @Test
    void nothingIsWatchedUnlessAskedFor() throws InterruptedException {
        backend.run(() -> {
            assertThat(Task.current().run().handleWatch()).isNull();
            return true;
        });
    }
}
