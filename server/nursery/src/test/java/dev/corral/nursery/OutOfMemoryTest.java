package dev.corral.nursery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutOfMemoryTest {
    private static final long BOUND_SECONDS = 60;

    /// In a JVM of its own, in which no class that the end of a task needs has been in use.
    @Test
    void aNurseryIsLeftThoughAllItsTasksRunOutOfMemoryAtOnce() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeapStorm.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS))
                    .as("it ended")
                    .isTrue();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .containsPattern("left with (NurseryFailed|OutOfMemoryError)");
        } finally {
            process.destroyForcibly();
        }
    }

    /// An error that takes the memory with it that it would take to tell of it.
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new OutOfMemoryError("planted");
        }
    }

    @Test
    void aFailureThatThereIsNoMemoryToTellOfIsAFailureAllTheSame() throws InterruptedException {
        Throwable thrown = Backend.jdk()
                .run(() -> catchThrowable(() -> Nursery.open(nursery -> {
                    nursery.start(() -> {
                        throw new Unspeakable();
                    });
                    new Event("never").await();
                })));
        assertThat(thrown).isInstanceOf(NurseryFailed.class).cause().isInstanceOf(Unspeakable.class);
    }
}
