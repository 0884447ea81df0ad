package dev.corral.nursery.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.corral.nursery.Backend;
import dev.corral.nursery.Task;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopOpeningTest {
    private final OpenLoops loops = OpenLoops.of(2);

    @AfterEach
    void close() throws TimeoutException {
        loops.close();
    }

    @Test
    void opensOnSomeOfTheLoops() throws InterruptedException {
        Context one = loops.vertx().getOrCreateContext();
        LoopOpening opening = LoopBackend.open(List.of(one), LoopOptions.DEFAULTS);
        assertThat(opening).isInstanceOf(LoopOpening.Opened.class);
        Backend backend = opening.orJdk();
        assertThat(backend.name()).isEqualTo("loop");
        for (int i = 0; i < 3; i++) {
            Context used = backend.run(() -> Objects.requireNonNull(Vertx.currentContext()));
            assertThat(used).isSameAs(one);
        }
    }

    @Test
    void contextsMustBeOfDifferentEventLoops() {
        Context one = loops.vertx().getOrCreateContext();
        Context worker = ((VertxInternal) loops.vertx()).createWorkerContext();
        assertThatThrownBy(() -> LoopBackend.open(List.of(), LoopOptions.DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no contexts");
        assertThatThrownBy(() -> LoopBackend.open(List.of(one, one), LoopOptions.DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shares its loop");
        assertThatThrownBy(() -> LoopBackend.open(List.of(worker), LoopOptions.DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WORKER")
                .hasMessageContaining("expected EVENT_LOOP");
    }

    @Test
    void openingOnAnEventLoopIsRefused() throws ExecutionException, InterruptedException, TimeoutException {
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        loops.vertx()
                .runOnContext(ignored ->
                        refused.complete(catchThrowable(() -> LoopBackend.open(loops.vertx(), LoopOptions.DEFAULTS))));
        assertThat(refused.get(10, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("open was called on the event loop");
    }

    @Test
    void aStallLimitTooShortIsRefused() {
        assertThatThrownBy(() -> LoopOptions.DEFAULTS.stallLimit(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT0S")
                .hasMessageContaining("expected");
    }

    @Test
    void refusedGivesTheJdksThreads() {
        assertThat(new LoopOpening.Refused("as the test wants it").orJdk().name())
                .isEqualTo("jdk");
    }

    @Test
    void onClosedLoopsItIsRefused() throws InterruptedException, TimeoutException {
        loops.close();
        assertThat(LoopBackend.open(loops.vertx(), LoopOptions.DEFAULTS))
                .isInstanceOfSatisfying(
                        LoopOpening.Refused.class,
                        refused -> assertThat(refused.why()).contains("closed"));
    }

    /// A JVM of its own, started without the option.
    @Test
    void withJavaLangClosedItSaysSoAndUsesTheJdksThreads() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClosedJvm.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(output)
                .containsOnlyOnce("--add-opens java.base/java.lang=ALL-UNNAMED")
                .contains("backend jdk, value 42");
    }

    @Test
    void aStallLimitBeyondAllTimeIsNever() throws InterruptedException, TimeoutException {
        try (OpenLoops loops = OpenLoops.of(1)) {
            Duration never = Duration.ofSeconds(Long.MAX_VALUE);
            assertThat(loops.open(LoopOptions.DEFAULTS.stallLimit(never)).run(() -> {
                        Task.checkpoint();
                        return "ran";
                    }))
                    .isEqualTo("ran");
        }
    }
}
